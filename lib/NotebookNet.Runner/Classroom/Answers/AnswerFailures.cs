using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>What a student's code throws, on its way to the check that has called it.</summary>
internal static class AnswerFailures
{
    /// <summary>Longer messages are cut.</summary>
    private const int Longest = 4000;

    /// <summary>What is sent of an exception.</summary>
    public static IReadOnlyList<object?> Write(Exception exception) =>
        [
            exception.GetType().FullName,
            exception.Message.Length <= Longest
                ? exception.Message
                : exception.Message[..Longest] + "…",
            exception is AnswerKindException { IsUnknown: var isUnknown } ? isUnknown : null,
        ];

    /// <summary>
    /// The exception that a check sees: of the same type where that is one of the framework's, so that it can be caught.
    /// </summary>
    public static Exception Read(AnswerReader reader)
    {
        string type = (string?)reader.Get(0, typeof(string)) ?? "";
        string message = (string?)reader.Get(1, typeof(string)) ?? "";
        if (reader.Get(2, typeof(bool?)) is bool isUnknown)
        {
            return new AnswerKindException(message, isUnknown);
        }

        return
            type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.')
            && type.Length > 0
            && typeof(object).Assembly.GetType(type) is { IsAbstract: false } known
            && known.IsAssignableTo(typeof(Exception))
            && known.GetConstructor([typeof(string)]) is ConstructorInfo constructor
            ? (Exception)constructor.Invoke([message])
            : new AnswerException($"{type.Split('.', '+')[^1]}: {message}");
    }
}
