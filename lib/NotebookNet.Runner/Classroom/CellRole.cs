namespace NotebookNet.Runner.Classroom;

/// <summary>What a cell is in an assignment.</summary>
internal enum CellRole
{
    /// <summary>The teacher's: it is handed out as it is, and runs as it is handed out.</summary>
    Given,

    /// <summary>The student's: what it declares is the answer, and cells after it check that.</summary>
    Answer,

    /// <summary>Checks the answers before it. It passes when it throws nothing.</summary>
    Check,

    /// <summary>A scaffold: it declares the answer and ends in its check.</summary>
    AnswerAndCheck,

    /// <summary>An answer that a reader judges.</summary>
    ByHand,

    /// <summary>A solution or what else is kept back: it is not handed out at all.</summary>
    KeptBack,
}
