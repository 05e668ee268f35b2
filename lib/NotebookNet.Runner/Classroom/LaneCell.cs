namespace NotebookNet.Runner.Classroom;

/// <summary>A cell that runs for a submission.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Language">Its language, or null.</param>
/// <param name="Number">What messages call it: its number among the notebook's code cells.</param>
internal sealed record LaneCell(string Source, string? Language, int Number)
{
    /// <summary>The exercise that it answers, or null.</summary>
    public string? Exercise { get; init; }
}
