namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// A value on its way between the process with a student's code and the one that judges it: numbers, texts, and what is made of
/// them. What arrives is data; which types it becomes, the receiver's declarations say.
/// </summary>
internal abstract record AnswerNode
{
    /// <summary>A number, a text, a truth value, a character, or null.</summary>
    public sealed record Scalar(object? Value) : AnswerNode;

    /// <summary>An object of the table that travels along, or of one that travelled before.</summary>
    public sealed record Reference(long Id) : AnswerNode;

    /// <summary>A tuple.</summary>
    public sealed record Items(AnswerNode[] Values) : AnswerNode;

    /// <summary>An array of numbers, with its dimensions.</summary>
    public sealed record Numbers(Array Values) : AnswerNode;

    /// <summary>A list, a set or an array of anything else.</summary>
    public sealed record Sequence(AnswerNode[] Values) : AnswerNode;

    /// <summary>A dictionary.</summary>
    public sealed record Map((AnswerNode Key, AnswerNode Value)[] Entries) : AnswerNode;

    /// <summary>A matrix, column after column; of a vector the one column.</summary>
    public sealed record Dense(int Rows, int Columns, bool IsVector, double[] Values) : AnswerNode;

    /// <summary>An object or a structure of a type that both processes know, field by field.</summary>
    public sealed record Fields(string Type, (string Name, AnswerNode Value)[] Values) : AnswerNode;

    /// <summary>A function that stays where it is and is called there, or an object of a kind that does not travel.</summary>
    public sealed record Handle(long Id, string Type, bool IsFunction) : AnswerNode;
}
