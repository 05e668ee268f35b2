using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>What a student's code throws, on its way to the check that has called it.</summary>
internal static class AnswerFailures
{
    /// <summary>Longer messages are cut.</summary>
    private const int Longest = 4000;

    /// <summary>What is sent of an exception: no message where it is the one that every exception has.</summary>
    public static IReadOnlyList<object?> Write(Exception exception)
    {
        Type type = exception.GetType();
        string? argument = (exception as ArgumentException)?.ParamName;
        string message = argument is null
            ? exception.Message
            : exception.Message.Replace($" (Parameter '{argument}')", "", StringComparison.Ordinal);
        return
        [
            AnswerTypes.NameOf(type),
            message == $"Exception of type '{type}' was thrown." ? null
            : message.Length <= Longest ? message
            : message[..Longest] + "…",
            exception is AnswerKindException { IsUnknown: var isUnknown } ? isUnknown : null,
            argument,
        ];
    }

    /// <summary>
    /// The exception that a check sees: of the same type where that is one of the framework's or of the assignment's cells, so that
    /// it can be caught.
    /// </summary>
    public static Exception Read(AnswerReader reader)
    {
        string type = (string?)reader.Get(0, typeof(string)) ?? "";
        string? message = (string?)reader.Get(1, typeof(string));
        if (reader.Get(2, typeof(bool?)) is bool isUnknown)
        {
            return new AnswerKindException(message ?? "", isUnknown);
        }

        string name = type.Split('[')[0].Split('.', '+')[^1].Split('`')[0];
        if (
            type.StartsWith('+')
            && reader.FindType(type) is { IsAbstract: false } own
            && own.IsAssignableTo(typeof(Exception))
        )
        {
            return Own(own, message, reader.HasFields(own))
                ?? new AnswerKindException(
                    $"has thrown {name}, of which nothing but a message leaves its process",
                    isUnknown: true
                );
        }

        return Known(
                type,
                message,
                reader.Count > 3 ? (string?)reader.Get(3, typeof(string)) : null
            ) ?? new AnswerException(message is null ? name : $"{name}: {message}");
    }

    /// <summary>An exception of the framework's; null where the name is that of something else.</summary>
    private static Exception? Known(string type, string? message, string? argument)
    {
        if (
            type.Length == 0
            || !type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.')
            || typeof(object).Assembly.GetType(type) is not { IsAbstract: false } known
            || !known.IsAssignableTo(typeof(Exception))
        )
        {
            return null;
        }

        return known == typeof(ArgumentException) ? new ArgumentException(message, argument)
            : known == typeof(ArgumentNullException) ? new ArgumentNullException(argument, message)
            : known == typeof(ArgumentOutOfRangeException)
                ? new ArgumentOutOfRangeException(argument, message)
            : (Exception?)known.GetConstructor([typeof(string)])?.Invoke([message]);
    }

    /// <summary>An exception of the assignment's cells; null where it would not be the one that was thrown.</summary>
    private static Exception? Own(Type type, string? message, bool hasFields)
    {
        if (hasFields)
        {
            return null;
        }

        try
        {
            return new[]
            {
                (Exception?)type.GetConstructor([])?.Invoke(null),
                message is null
                    ? null
                    : (Exception?)type.GetConstructor([typeof(string)])?.Invoke([message]),
            }.FirstOrDefault(made =>
                made is not null && (message is null || made.Message == message)
            );
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
