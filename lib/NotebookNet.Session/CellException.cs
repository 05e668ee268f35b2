namespace NotebookNet.Session;

/// <summary>A cell asks for something that cannot be had; the message is for the person who wrote the cell.</summary>
/// <param name="kind">The kind of error, in one word: `MagicError`, `ReferenceError`, ….</param>
/// <param name="message">What was asked for, what is there, what would help.</param>
/// <param name="line">The line of the cell, from 1, or null.</param>
internal sealed class CellException(string kind, string message, int? line = null)
    : Exception(message)
{
    /// <summary>The kind of error, in one word.</summary>
    public string Kind => kind;

    /// <summary>The line of the cell, from 1, or null.</summary>
    public int? Line => line;

    /// <summary>The cell that asks, as soon as it is known: of a notebook that imports another, the other's.</summary>
    public Cell? Cell { get; set; }

    /// <summary>The packages that the sources do not serve, where nothing else is wrong; otherwise empty.</summary>
    public IReadOnlyList<string> UnservedPackages { get; init; } = [];
}
