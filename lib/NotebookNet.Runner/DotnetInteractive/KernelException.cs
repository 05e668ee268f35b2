namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The kernel cannot be had; the message says in one line why, and what helps.</summary>
internal sealed class KernelException(string message) : Exception(message);
