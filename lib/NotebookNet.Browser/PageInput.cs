using NotebookNet.Session;

namespace NotebookNet.Browser;

/// <summary>A cell that asks for a line is told that nobody can type one.</summary>
internal sealed class PageInput : ICellInput
{
    /// <inheritdoc/>
    public string Read(string prompt, bool isPassword) =>
        throw new InvalidOperationException(
            "Nobody can type into a cell that runs in a page: give the value in the cell, or run it where .NET is installed."
        );
}
