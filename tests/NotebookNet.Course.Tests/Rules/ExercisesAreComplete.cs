using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// At least four exercises (in an appendix none are needed), numbered from 1. Each is a text, a code cell to fill, and a solution in `&lt;details&gt;` of its own
/// with one block of C#; where the code cell ends in a check, a wrong answer is kept with the solution.
/// </summary>
internal sealed partial class ExercisesAreComplete : IRule
{
    private const int Fewest = 4;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        IReadOnlyList<Exercise> exercises = chapter.Exercises;
        if (exercises.Count < Fewest && !chapter.IsAppendix)
        {
            yield return chapter.Violation(
                $"has {exercises.Count} exercises, expected at least {Fewest}: paragraphs under \"## Exercises\" that begin with **1.** or **1 (coding).**"
            );
        }

        for (int i = 0; i < exercises.Count; i++)
        {
            Exercise exercise = exercises[i];
            string name = $"exercise {exercise.Number}";
            if (exercise.Number != i + 1)
            {
                yield return chapter.Violation(exercise.Text, $"{name} stands at place {i + 1}");
            }

            if (exercise.Scaffold is null)
            {
                yield return chapter.Violation(
                    exercise.Text,
                    $"{name} has no scaffold: expected a code cell right after the cell with its text"
                );
            }
            else if (exercise.Solution is null)
            {
                yield return chapter.Violation(
                    exercise.Text,
                    $"{name} has no solution: expected a Markdown cell that begins with <details> right after its code cell"
                );
            }
            else
            {
                foreach (string problem in ProblemsOf(exercise))
                {
                    yield return chapter.Violation(exercise.Solution, $"{name}: {problem}");
                }
            }
        }

        foreach (ChapterCell cell in chapter.Cells.Where(Exercise.HasDetails))
        {
            if (!Exercise.IsSolution(cell))
            {
                yield return chapter.Violation(
                    cell,
                    "<details> stands inside a cell, expected each solution in a cell of its own"
                );
            }
            else if (exercises.All(exercise => exercise.Solution != cell))
            {
                yield return chapter.Violation(
                    cell,
                    "a <details> cell that follows no exercise and its code cell"
                );
            }
        }
    }

    private static IEnumerable<string> ProblemsOf(Exercise exercise)
    {
        string source = exercise.Solution!.Source;
        string summary = $"<summary>Solution {exercise.Number}</summary>";
        if (!source.Contains(summary, StringComparison.Ordinal))
        {
            yield return $"expected {summary} in it";
        }

        if (
            Opening().Count(source) != 1
            || !source.TrimEnd().EndsWith("</details>", StringComparison.Ordinal)
        )
        {
            yield return "expected one <details> in the cell, and </details> at its end";
        }

        if (exercise.SolutionCode.Count != 1)
        {
            yield return $"has {exercise.SolutionCode.Count} blocks of ```csharp, expected one";
        }

        if (exercise.HasCheck && exercise.WrongCode.Count == 0)
        {
            yield return "its code cell has a check, but no wrong answer is kept: expected metadata \"notebooknet\": {\"wrong\": \"C#\"}";
        }

        if (
            exercise.Solution.Settings["exercise"] is { } number
            && number.ToJsonString() != $"{exercise.Number}"
        )
        {
            yield return $"its metadata says exercise {number.ToJsonString()}";
        }
    }

    [GeneratedRegex("<details>", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
