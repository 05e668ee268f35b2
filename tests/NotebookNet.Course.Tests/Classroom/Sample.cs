using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>A submission of the generated class, and what a grader may say of it: that follows from how it was made.</summary>
/// <param name="Student">The name of the student's folder.</param>
/// <param name="Kind">What it is meant to show.</param>
/// <param name="What">How it was made, in words.</param>
/// <param name="File">The bytes of the notebook that was handed in.</param>
/// <param name="Exercises">For each exercise the verdicts that are allowed.</param>
internal sealed record Sample(
    string Student,
    SampleKind Kind,
    string What,
    byte[] File,
    IReadOnlyDictionary<string, IReadOnlyList<Verdict>> Exercises
)
{
    /// <summary>Whether the grader must say that it cannot be graded at all; null where it may.</summary>
    public bool? Trouble { get; init; } = false;

    /// <summary>Whether the teacher must be told to look at it; false where that would accuse an honest student, null where either will do.</summary>
    public bool? Flag { get; init; }

    /// <summary>Whether it can be run outside a sandbox, and all its cells tell the truth: then a plain run shows the marks that are expected.</summary>
    public bool IsHarmless { get; init; } = true;
}
