namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The kernel's process has ended, though nobody told it to.</summary>
internal sealed class KernelEndedException(int exitCode) : Exception
{
    public int ExitCode => exitCode;
}
