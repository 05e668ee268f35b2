namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Stands for an object that stays on the other side.</summary>
/// <param name="Id">The other side's name for it.</param>
internal sealed record AnswerRemote(long Id)
{
    /// <summary>The field of a class that stands for one of the student's, in which it keeps what it stands for.</summary>
    public const string Field = "__it";

    /// <summary>What an object stands for, or null.</summary>
    public static AnswerRemote? Of(object value) =>
        value as AnswerRemote ?? value.GetType().GetField(Field)?.GetValue(value) as AnswerRemote;
}
