namespace NotebookNet.Runner.Execution;

/// <summary>Why a cell failed, in the parts that nbformat stores.</summary>
/// <param name="Name">The kind of error: an exception's type, or `CompilationError`.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines that say where: the message, then the cell's lines, the innermost first.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    /// <summary>The packages that the sources do not serve, where nothing else is wrong; otherwise empty.</summary>
    public IReadOnlyList<string> UnservedPackages { get; init; } = [];
}
