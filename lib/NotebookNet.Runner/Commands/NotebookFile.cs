namespace NotebookNet.Runner.Commands;

/// <summary>A notebook that a path of the command line means.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Relative">Its path below the folder or file that was named.</param>
/// <param name="Trouble">Why it cannot be run, where that is seen already, or null.</param>
internal sealed record NotebookFile(string Path, string Relative, string? Trouble = null);
