namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Why a collection does not leave its process.</summary>
internal enum AnswerRefusal : byte
{
    /// <summary>It has more values than are counted, or no end.</summary>
    Endless,

    /// <summary>Its keys are compared in another way than is usual.</summary>
    Comparer,
}
