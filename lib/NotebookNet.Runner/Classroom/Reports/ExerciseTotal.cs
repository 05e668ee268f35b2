namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>How an exercise went in a class.</summary>
/// <param name="Right">How many have it right.</param>
/// <param name="Attempted">How many gave an answer that a check decides.</param>
/// <param name="ByHand">How many answers wait for a reader.</param>
internal sealed record ExerciseTotal(int Right, int Attempted, int ByHand)
{
    /// <summary>Counts the students who were graded.</summary>
    public static ExerciseTotal Of(IEnumerable<GradedRow> rows, string exercise)
    {
        Verdict[] verdicts =
        [
            .. rows.Where(row => row.IsGraded)
                .Select(row => row.Of(exercise)?.Verdict)
                .OfType<Verdict>(),
        ];
        return new ExerciseTotal(
            verdicts.Count(verdict => verdict == Verdict.Right),
            verdicts.Count(verdict => verdict is not (Verdict.NotAnswered or Verdict.ByHand)),
            verdicts.Count(verdict => verdict == Verdict.ByHand)
        );
    }
}
