using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Model;

/// <summary>An exercise: its text, the cell that the reader fills, the solution, and other answers, wrong and right.</summary>
/// <param name="Number">The number that its text begins with.</param>
/// <param name="Text">The cell that the text stands in.</param>
/// <param name="Scaffold">The code cell after the text, or null where there is none.</param>
/// <param name="Solution">The Markdown cell after the scaffold, or null where it is no solution.</param>
internal sealed partial record Exercise(
    int Number,
    ChapterCell Text,
    ChapterCell? Scaffold,
    ChapterCell? Solution
)
{
    /// <summary>Whether the scaffold ends in a check.</summary>
    public bool HasCheck => Scaffold?.Source.Contains("Check.", StringComparison.Ordinal) is true;

    /// <summary>The blocks of code in the solution as they stand there, in HTML.</summary>
    public IReadOnlyList<string> SolutionHtml =>
        [.. Block().Matches(Solution?.Source ?? "").Select(block => block.Groups[1].Value)];

    /// <summary>The code of the solution, block by block.</summary>
    public IEnumerable<string> SolutionCode =>
        SolutionHtml.Select(html => WebUtility.HtmlDecode(html).Trim('\n'));

    /// <summary>The wrong answers that are kept with the solution.</summary>
    public IReadOnlyList<string> WrongCode => Kept("wrong");

    /// <summary>The right answers, written differently from the solution, that are kept with it.</summary>
    public IReadOnlyList<string> RightCode => Kept("right");

    private IReadOnlyList<string> Kept(string name) =>
        Solution?.Settings[name] switch
        {
            JsonArray several => [.. several.Select(TextOf).OfType<string>()],
            JsonNode one when TextOf(one) is string answer => [answer],
            _ => [],
        };

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The exercises of a chapter in their order.</summary>
    public static IReadOnlyList<Exercise> FindAll(IReadOnlyList<ChapterCell> cells)
    {
        List<Exercise> exercises = [];
        for (int i = 0; i < cells.Count; i++)
        {
            foreach (ProseBlock block in cells[i].Blocks)
            {
                Match opening = Opening().Match(block.Text);
                if (
                    block.Section == "Exercises"
                    && opening.Success
                    && !IsSolution(cells[i])
                    && !(HasDetails(cells[i]) && exercises.Any(HasNumber))
                )
                {
                    ChapterCell? scaffold = cells.ElementAtOrDefault(i + 1);
                    ChapterCell? solution = cells.ElementAtOrDefault(i + 2);
                    exercises.Add(
                        new Exercise(
                            Parse(opening),
                            cells[i],
                            scaffold is { IsCode: true } ? scaffold : null,
                            solution is not null && IsSolution(solution) ? solution : null
                        )
                    );
                }

                bool HasNumber(Exercise exercise) => exercise.Number == Parse(opening);
            }
        }

        return exercises;

        static int Parse(Match opening) =>
            int.Parse(opening.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether something in a Markdown cell unfolds.</summary>
    public static bool HasDetails(ChapterCell cell) =>
        !cell.IsCode && cell.Source.Contains("<details", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a cell is all of one fold: it begins with `&lt;details&gt;`.</summary>
    public static bool IsFold(ChapterCell cell) =>
        !cell.IsCode
        && cell.Source.TrimStart().StartsWith("<details>", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a cell is a solution: a fold among the exercises.</summary>
    public static bool IsSolution(ChapterCell cell) =>
        IsFold(cell) && cell.Blocks.Any(block => block.Section == "Exercises");

    [GeneratedRegex(
        "<pre><code class=\"language-csharp\">(.*?)</code></pre>",
        RegexOptions.Singleline
    )]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*([0-9]+)(?:\.(?:\s|$)|\s\()")]
    private static partial Regex Opening();
}
