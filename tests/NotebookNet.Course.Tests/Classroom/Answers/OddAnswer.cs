using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom.Answers;

/// <summary>An answer that is not right, without ill will.</summary>
/// <param name="Exercise">The exercise's number.</param>
/// <param name="Code">What the student writes.</param>
/// <param name="Allowed">The verdicts that are allowed.</param>
internal sealed record OddAnswer(int Exercise, string Code, params Verdict[] Allowed);
