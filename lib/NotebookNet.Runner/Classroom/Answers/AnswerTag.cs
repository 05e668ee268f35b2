namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>What a value begins with on its way.</summary>
internal enum AnswerTag : byte
{
    Scalar,
    Reference,
    Items,
    Numbers,
    Sequence,
    Map,
    Dense,
    Fields,
    Handle,
    Refused,
}
