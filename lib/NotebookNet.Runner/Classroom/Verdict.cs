namespace NotebookNet.Runner.Classroom;

/// <summary>What is said of an exercise in a submission.</summary>
internal enum Verdict
{
    /// <summary>Every check of it holds.</summary>
    Right,

    /// <summary>There is an answer, and a check does not hold.</summary>
    Wrong,

    /// <summary>What the hand-out left open is still open, or the cell is gone.</summary>
    NotAnswered,

    /// <summary>The answer does not compile, throws, or ends its process.</summary>
    Failed,

    /// <summary>The answer took longer than an exercise may.</summary>
    TimedOut,

    /// <summary>Nothing can decide it but a reader: a text, or an answer of a kind that does not leave its process as a value.</summary>
    ByHand,
}
