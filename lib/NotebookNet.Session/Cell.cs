namespace NotebookNet.Session;

/// <summary>A cell to execute.</summary>
/// <param name="Number">Its execution count, from 1: messages call it "cell 3".</param>
/// <param name="Source">Its text.</param>
/// <param name="Language">The language its metadata names, or null for C#.</param>
internal sealed record Cell(int Number, string Source, string? Language = null)
{
    /// <summary>What messages and stack traces call the cell.</summary>
    public string Name { get; init; } = $"cell {Number}";
}
