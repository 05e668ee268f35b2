namespace NotebookNet.Editors.Tests;

/// <summary>The kernels in which readers run the course.</summary>
public enum Kernel
{
    NotebookNet,
    DotnetInteractive,
}
