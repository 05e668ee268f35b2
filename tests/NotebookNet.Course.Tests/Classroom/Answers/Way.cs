namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>A way to answer a chapter's exercises rightly that is not the chapter's.</summary>
/// <param name="What">In words.</param>
/// <param name="Work">What the student does; exercises that it leaves get the chapter's solution.</param>
internal sealed record Way(string What, Action<StudentCopy> Work);
