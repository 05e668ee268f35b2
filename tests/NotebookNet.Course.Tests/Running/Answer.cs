using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Running;

/// <summary>An answer to an exercise: one that is kept as wrong, or the solution.</summary>
/// <param name="Exercise">What it answers.</param>
/// <param name="IsSolution">Whether it is the solution.</param>
/// <param name="Code">What the reader writes.</param>
internal sealed record Answer(Exercise Exercise, bool IsSolution, string Code)
{
    /// <summary>The scaffold with the answer in it.</summary>
    public string Cell => CellSyntax.WithAnswer(Exercise.Scaffold!.Source, Code);

    /// <summary>The answers to a chapter's exercises in the order in which they run: the wrong ones before their solution.</summary>
    public static IReadOnlyList<Answer> Of(Chapter chapter) =>
        [
            .. chapter
                .Exercises.Where(exercise => exercise is { Scaffold: not null, Solution: not null })
                .SelectMany(exercise =>
                    exercise
                        .WrongCode.Select(code => new Answer(exercise, false, code))
                        .Concat(
                            exercise
                                .SolutionCode.Take(1)
                                .Select(code => new Answer(exercise, true, code))
                        )
                ),
        ];
}
