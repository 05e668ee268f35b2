using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>The cells of an exercise, as a notebook's own structure tells them: its text, the cell to fill, the solution.</summary>
/// <param name="Number">The number that its text begins with.</param>
/// <param name="Text">The cell that the text stands in.</param>
/// <param name="Scaffold">The code cell after the text, or null where there is none.</param>
/// <param name="Solution">The Markdown cell after the scaffold, or null where it is no solution.</param>
internal sealed partial record ExerciseCells(
    int Number,
    ProseCell Text,
    ProseCell? Scaffold,
    ProseCell? Solution
)
{
    /// <summary>The heading of level two that exercises stand under.</summary>
    public const string Section = "Exercises";

    /// <summary>Whether the scaffold has a check.</summary>
    public bool HasCheck =>
        Scaffold?.Stored.Source.Contains("Check.", StringComparison.Ordinal) is true;

    /// <summary>The blocks of code in the solution as they stand there, in HTML.</summary>
    public IReadOnlyList<string> SolutionHtml =>
        [.. Block().Matches(Solution?.Stored.Source ?? "").Select(block => block.Groups[1].Value)];

    /// <summary>The code of the solution, block by block.</summary>
    public IEnumerable<string> SolutionCode =>
        SolutionHtml.Select(html => WebUtility.HtmlDecode(html).Trim('\n'));

    /// <summary>The exercises of a notebook in their order.</summary>
    public static IReadOnlyList<ExerciseCells> FindAll(IReadOnlyList<ProseCell> cells)
    {
        List<ExerciseCells> exercises = [];
        for (int i = 0; i < cells.Count; i++)
        {
            foreach (ProseBlock block in cells[i].Blocks)
            {
                Match opening = Opening().Match(block.Text);
                if (
                    block.Section == Section
                    && opening.Success
                    && !cells[i].IsSolution
                    && !(cells[i].HasDetails && exercises.Any(HasNumber))
                )
                {
                    ProseCell? scaffold = cells.ElementAtOrDefault(i + 1);
                    ProseCell? solution = cells.ElementAtOrDefault(i + 2);
                    exercises.Add(
                        new ExerciseCells(
                            Parse(opening),
                            cells[i],
                            scaffold is { Stored.IsCode: true } ? scaffold : null,
                            solution is { IsSolution: true } ? solution : null
                        )
                    );
                }

                bool HasNumber(ExerciseCells exercise) => exercise.Number == Parse(opening);
            }
        }

        return exercises;

        static int Parse(Match opening) =>
            int.Parse(opening.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        "<pre><code class=\"language-csharp\">(.*?)</code></pre>",
        RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*([0-9]+)(?:\.(?:\s|$)|\s\()")]
    private static partial Regex Opening();
}
