namespace NotebookNet.Course.Tests.Model;

/// <summary>A place where a chapter breaks a rule.</summary>
/// <param name="Notebook">The notebook's file name.</param>
/// <param name="Cell">The number of the cell among all cells of the file, from 1, or null where it is the whole file.</param>
/// <param name="Opening">The first words of the cell, by which it is found in an editor.</param>
/// <param name="Message">What stands there and what was expected.</param>
internal sealed record Violation(string Notebook, int? Cell, string Opening, string Message)
{
    public override string ToString() =>
        Cell is int cell
            ? $"{Notebook}, cell {cell} (\"{Opening}\"): {Message}"
            : $"{Notebook}: {Message}";
}
