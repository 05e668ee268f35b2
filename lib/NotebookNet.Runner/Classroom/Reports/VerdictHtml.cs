namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>Verdicts as HTML.</summary>
internal static class VerdictHtml
{
    /// <summary>The sign and the words.</summary>
    public static string Of(Verdict verdict) =>
        $"<span class=\"verdict {VerdictWords.Key(verdict)}\"><span class=\"sign\" aria-hidden=\"true\">{VerdictWords.Sign(verdict)}</span> {VerdictWords.Word(verdict)}</span>";

    /// <summary>What is handed back for an exercise.</summary>
    /// <param name="grade">What was found.</param>
    /// <param name="id">The anchor.</param>
    public static string Of(ExerciseGrade grade, string id)
    {
        const int LongestSaid = 4000;
        string points = grade.Points is double count
            ? Invariant($"{count:0.##} of {grade.MaxPoints:0.##}")
            : Invariant($"up to {grade.MaxPoints:0.##}, which a reader decides");
        string said = string.IsNullOrWhiteSpace(grade.Said)
            ? ""
            : $"\n<p class=\"said\">{HtmlText.Of(HtmlText.Short(grade.Said.Trim(), LongestSaid))}</p>";
        return $"""
            <section class="feedback {VerdictWords.Key(
                grade.Verdict
            )}" id="{id}" aria-label="{HtmlText.Of(grade.Exercise)}">
            <p><strong>{HtmlText.Isolated(grade.Exercise)}</strong> {Of(
                grade.Verdict
            )} <span class="points">{points}</span></p>{said}
            </section>
            """;
    }
}
