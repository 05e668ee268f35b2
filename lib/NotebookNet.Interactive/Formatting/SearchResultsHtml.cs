using System.Globalization;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A search as a table: the best trials first, the best of all in bold.</summary>
internal static class SearchResultsHtml
{
    private const int MostRows = 20;

    public static string Of(SearchResults results)
    {
        bool hasBudgets = results.Trials.Any(result => result.Trial.Budget != 1);
        HtmlTable table = new(
            Caption(results),
            ["trial", "score", .. hasBudgets ? (string[])["budget"] : [], .. results.Space.Names]
        );
        foreach (SearchResult result in results.Ranked.Take(MostRows))
        {
            string[] cells =
            [
                Whole(result.Trial.Index),
                result.Score?.ToString("G6", CultureInfo.InvariantCulture) ?? "failed",
                .. hasBudgets ? (string[])[Whole(result.Trial.Budget)] : [],
                .. results.Space.Names.Select(result.Trial.Text),
            ];
            bool best = result.Score is not null && result == results.Ranked[0];
            _ = best ? table.BoldRow(cells) : table.Row(cells);
        }
        return table.ToString();
    }

    private static string Caption(SearchResults results)
    {
        string count = $"{Whole(results.Trials.Count)} trials";
        int shown = Math.Min(MostRows, results.Trials.Count);
        string best = shown < results.Trials.Count ? $", the best {Whole(shown)}" : "";
        int failed = results.Trials.Count(result => result.Score is null);
        return failed == 0 ? count + best : $"{count}{best}; {Whole(failed)} failed";
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
