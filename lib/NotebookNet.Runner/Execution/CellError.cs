namespace NotebookNet.Runner.Execution;

/// <summary>Why a cell failed, in the parts that nbformat stores.</summary>
/// <param name="Name">The kind of error: an exception's type, or `CompilationError`.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines that say where: the message, then the cell's lines, the innermost first.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);
