namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Why an answer could not be had.</summary>
internal enum AnswerTrouble
{
    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>Its process has ended, or wrote into the connection.</summary>
    Ended,

    /// <summary>It is of a kind that does not leave its process as a value.</summary>
    Unknown,
}
