namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>An answer that could not be had.</summary>
internal class AnswerException(string message, Exception? inner = null) : Exception(message, inner);

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
