namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>An answer that is not right, and how many students gave it.</summary>
/// <param name="Answer">The answer in a few words.</param>
/// <param name="Students">The number of students.</param>
internal sealed record WrongAnswer(string Answer, int Students)
{
    private const int Most = 5;

    /// <summary>The commonest for an exercise, the commonest first.</summary>
    public static IReadOnlyList<WrongAnswer> Commonest(
        IEnumerable<GradedRow> rows,
        string exercise
    ) =>
        [
            .. rows.Where(row => row.IsGraded)
                .Select(row => (row.Student, Grade: row.Of(exercise)))
                .Where(pair =>
                    pair.Grade is { Verdict: Verdict.Wrong or Verdict.Failed }
                    && !string.IsNullOrWhiteSpace(pair.Grade.Answer)
                )
                .GroupBy(pair => pair.Grade!.Answer.Trim(), pair => pair.Student)
                .Select(group => new WrongAnswer(group.Key, group.Distinct().Count()))
                .OrderByDescending(answer => answer.Students)
                .ThenBy(answer => answer.Answer, StringComparer.Ordinal)
                .Take(Most),
        ];
}
