namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// A value on its way between the process with a student's code and the one that judges it: numbers, texts, and what is made of
/// them. What arrives is data; which types it becomes, the receiver's declarations say.
/// </summary>
internal abstract record AnswerNode
{
    /// <summary>A number, a text, a truth value, a character, or null.</summary>
    public sealed record Scalar(object? Value) : AnswerNode
    {
        /// <inheritdoc/>
        public override string ToString() => Invariant($"{Value}");
    }

    /// <summary>An object of the table that travels along, or of one that travelled before.</summary>
    public sealed record Reference(long Id) : AnswerNode;

    /// <summary>A tuple, a pair of a key and a value, or a group: its key, then its values.</summary>
    public sealed record Items(AnswerNode[] Values) : AnswerNode;

    /// <summary>An array of numbers, with its dimensions.</summary>
    public sealed record Numbers(Array Values) : AnswerNode;

    /// <summary>A list, a set or an array of anything else.</summary>
    public sealed record Sequence(AnswerNode[] Values) : AnswerNode;

    /// <summary>A dictionary.</summary>
    public sealed record Map((AnswerNode Key, AnswerNode Value)[] Entries) : AnswerNode;

    /// <summary>A matrix, column after column; of a vector the one column.</summary>
    public sealed record Dense(int Rows, int Columns, bool IsVector, double[] Values) : AnswerNode;

    /// <summary>An object or a structure, field by field.</summary>
    /// <param name="Type">The name of its type.</param>
    /// <param name="Own">What stands for it where that type is not known; null where nothing can.</param>
    /// <param name="Values">The fields.</param>
    public sealed record Fields(
        string Type,
        OwnClass? Own,
        (string Name, AnswerNode Value)[] Values
    ) : AnswerNode;

    /// <summary>A class of the cells.</summary>
    /// <param name="Id">The handle of the object.</param>
    /// <param name="Bases">Its base classes, the nearest first.</param>
    /// <param name="Overridden">The methods that it overrides.</param>
    public sealed record OwnClass(
        long Id,
        IReadOnlyList<string> Bases,
        IReadOnlyList<string> Overridden
    );

    /// <summary>A collection that does not travel.</summary>
    public sealed record Refused(AnswerRefusal Why) : AnswerNode;

    /// <summary>A function that stays where it is and is called there, or an object of a kind that does not travel.</summary>
    public sealed record Handle(long Id, string Type, bool IsFunction) : AnswerNode;
}
