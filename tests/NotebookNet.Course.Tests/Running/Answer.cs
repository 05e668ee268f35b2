using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Running;

/// <summary>An answer to an exercise: one that is kept as wrong or as right, or the solution.</summary>
/// <param name="Exercise">What it answers.</param>
/// <param name="Kind">What the check must say of it.</param>
/// <param name="Code">What the reader writes.</param>
internal sealed record Answer(Exercise Exercise, AnswerKind Kind, string Code)
{
    /// <summary>The scaffold with the answer in it.</summary>
    public string Cell => CellSyntax.WithAnswer(Exercise.Scaffold!.Source, Code);

    /// <summary>
    /// The answers to a chapter's exercises in the order in which they run: the wrong ones, the right ones, and last the
    /// solution, on which what follows may build.
    /// </summary>
    public static IReadOnlyList<Answer> Of(Chapter chapter) =>
        [
            .. chapter
                .Exercises.Where(exercise => exercise is { Scaffold: not null, Solution: not null })
                .SelectMany(exercise =>
                    new (AnswerKind Kind, IEnumerable<string> Code)[]
                    {
                        (AnswerKind.Wrong, exercise.WrongCode),
                        (AnswerKind.Right, exercise.RightCode),
                        (AnswerKind.Solution, exercise.SolutionCode.Take(1)),
                    }.SelectMany(kept =>
                        kept.Code.Select(code => new Answer(exercise, kept.Kind, code))
                    )
                ),
        ];
}
