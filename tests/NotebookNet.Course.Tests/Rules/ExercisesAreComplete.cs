using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// At least four exercises (in an appendix none are needed), numbered from 1. Each is a text, a code cell to fill, and a solution in `&lt;details&gt;` of its own
/// with one block of C#, written as HTML; where the code cell ends in a check, three wrong answers and two further right ones are kept with the solution.
/// Elsewhere, too, whatever unfolds is a cell of its own.
/// </summary>
internal sealed partial class ExercisesAreComplete : IRule
{
    private const int Fewest = 4;
    private const int FewestWrong = 3;
    private const int FewestRight = 2;

    /// <summary>With the style the triangle shows, too, where a page's own styles would take it away.</summary>
    private const string Summary = "<summary style=\"display:list-item\">";

    private const string Block = "<pre><code class=\"language-csharp\">…</code></pre>";

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
            if (!Exercise.IsFold(cell))
            {
                yield return chapter.Violation(
                    cell,
                    "<details> stands inside a cell, expected each fold in a cell of its own"
                );
            }
            else if (Exercise.IsSolution(cell) && exercises.All(known => known.Solution != cell))
            {
                yield return chapter.Violation(
                    cell,
                    "a <details> cell that follows no exercise and its code cell"
                );
            }
            else
            {
                foreach (string problem in ProblemsOf(cell))
                {
                    yield return chapter.Violation(cell, problem);
                }
            }
        }
    }

    private static IEnumerable<string> ProblemsOf(ChapterCell fold)
    {
        if (!fold.Source.Contains(Summary, StringComparison.Ordinal))
        {
            yield return $"expected {Summary} in it";
        }

        if (
            Opening().Count(fold.Source) != 1
            || !fold.Source.TrimEnd().EndsWith("</details>", StringComparison.Ordinal)
        )
        {
            yield return "expected one <details> in the cell, and </details> at its end";
        }
    }

    private static IEnumerable<string> ProblemsOf(Exercise exercise)
    {
        string source = exercise.Solution!.Source;
        string summary = $"{Summary}Solution {exercise.Number}</summary>";
        if (!source.Contains(summary, StringComparison.Ordinal))
        {
            yield return $"expected {summary} in it";
        }

        if (exercise.Solution.Markdown.Descendants<FencedCodeBlock>().Any())
        {
            yield return "has a fence of code, which loses every <…> on GitHub and in nbconvert; expected "
                + Block;
        }

        if (exercise.SolutionHtml is not [string html])
        {
            yield return $"has {exercise.SolutionHtml.Count} blocks of code, expected one {Block}";
        }
        else if (Unescaped().Match(html) is { Success: true } character)
        {
            int start = Math.Max(0, character.Index - 20);
            yield return $"its code has a bare {character.Value}, expected &lt; or &amp;, after \"{html[start..character.Index].Trim()}\"";
        }

        foreach ((string name, int count, int fewest) in Counted(exercise))
        {
            if (exercise.HasCheck && count < fewest)
            {
                yield return $"keeps {count} {name} answers, expected at least {fewest}: metadata \"notebooknet\": {{\"{name}\": [\"C#\", …]}}";
            }
        }

        if (
            exercise.Solution.Settings["exercise"] is { } number
            && number.ToJsonString() != $"{exercise.Number}"
        )
        {
            yield return $"its metadata says exercise {number.ToJsonString()}";
        }
    }

    private static (string, int, int)[] Counted(Exercise exercise) =>
        [
            ("wrong", exercise.WrongCode.Distinct().Count(), FewestWrong),
            ("right", exercise.RightCode.Except(exercise.SolutionCode).Count(), FewestRight),
        ];

    [GeneratedRegex("[<]|&(?!(?:amp|lt|gt|quot|#[0-9]+);)")]
    private static partial Regex Unescaped();

    [GeneratedRegex("<details>", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
