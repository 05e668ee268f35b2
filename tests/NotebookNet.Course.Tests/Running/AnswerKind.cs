namespace NotebookNet.Course.Tests.Running;

/// <summary>What an answer to an exercise is kept as.</summary>
internal enum AnswerKind
{
    /// <summary>The check must be red.</summary>
    Wrong,

    /// <summary>The check must be green.</summary>
    Right,

    /// <summary>What the reader unfolds. The check must be green, and its prose is held against what it shows.</summary>
    Solution,
}
