namespace NotebookNet.Runner.Classroom;

/// <summary>What was found for one exercise of a submission.</summary>
/// <param name="Exercise">The exercise, as the assignment calls it.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record ExerciseGrade(string Exercise, Verdict Verdict)
{
    /// <summary>What may be handed back: nothing of what the hand-out hides.</summary>
    public string Said { get; init; } = "";

    /// <summary>What only the teacher may read: the check's own words, or the error with its trace.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The answer in a few words, so that equal wrong answers can be counted: its value, or how it is wrong.</summary>
    public string Answer { get; init; } = "";

    /// <summary>How many points it may bring: 1 where the assignment does not say.</summary>
    public double MaxPoints { get; init; } = 1;

    /// <summary>The points it brings; null where a reader has to decide.</summary>
    public double? Points =>
        Verdict switch
        {
            Verdict.Right => MaxPoints,
            Verdict.ByHand => null,
            _ => 0,
        };
}
