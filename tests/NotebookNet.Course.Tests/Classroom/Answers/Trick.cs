namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>A wrong answer that makes the chapter's visible check green.</summary>
/// <param name="Exercise">The exercise's number.</param>
/// <param name="What">In words.</param>
/// <param name="Work">What the student does.</param>
/// <param name="IsEdit">Whether a cell that is not the student's is changed, so that the teacher must be told.</param>
internal sealed record Trick(int Exercise, string What, Action<StudentCopy> Work, bool IsEdit);
