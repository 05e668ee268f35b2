using System.Runtime.ExceptionServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>An answer that could not be had.</summary>
internal class AnswerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What the other side's code has thrown: no trouble of the connection, of whatever type it is.</summary>
internal sealed class AnswerThrownException(Exception thrown) : Exception(thrown.Message, thrown)
{
    /// <summary>Calls, and throws what the other side's code has thrown as this side's code may see it.</summary>
    public static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (AnswerThrownException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }
}

/// <summary>An answer that took too long.</summary>
internal sealed class AnswerTimedOutException(string message) : AnswerException(message);

/// <summary>An answer whose process has ended.</summary>
internal sealed class AnswerEndedException(string message) : AnswerException(message);

/// <summary>An answer of a kind that does not leave its process as a value, or that its place does not take.</summary>
internal sealed class AnswerKindException(string message, bool isUnknown = false)
    : AnswerException(message)
{
    /// <summary>Whether it may well be right, and a reader has to look.</summary>
    public bool IsUnknown => isUnknown;
}
