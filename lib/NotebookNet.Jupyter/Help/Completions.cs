namespace NotebookNet.Jupyter.Help;

/// <summary>What could stand between two positions of a cell.</summary>
/// <param name="Start">Where the text that a match replaces begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Matches">The best first.</param>
internal sealed record Completions(int Start, int End, IReadOnlyList<CompletionMatch> Matches)
{
    /// <summary>Nothing can be offered at a position.</summary>
    public static Completions None(int cursor) => new(cursor, cursor, []);
}
