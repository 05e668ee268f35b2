using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.GitHub;

/// <summary>Something that failed in a notebook.</summary>
/// <param name="Place">`cell 3, line 2`; empty where it is the whole notebook.</param>
/// <param name="Message">What went wrong, in one or more lines.</param>
/// <param name="FileLine">The line of the notebook's file, from 1.</param>
internal sealed record Failure(string Place, string Message, int FileLine)
{
    /// <summary>What failed in a notebook. Of cells that were not run for another's sake nothing is said.</summary>
    public static IReadOnlyList<Failure> In(NotebookResult result)
    {
        CellResult[] failed = [.. result.Cells.Where(cell => !cell.Ok)];
        SourceLines? lines = failed.Length > 0 ? LinesOf(result.Path) : null;
        Failure[] cells =
        [
            .. failed.Where(cell => !cell.WasNotRun).Select(cell => OfCell(result, cell, lines)),
        ];
        string? whole =
            result.Error
            ?? (
                cells.Length == 0 && !result.Ok ? failed.FirstOrDefault()?.Error ?? "failed" : null
            );
        return whole is null ? cells : [new Failure("", whole, 1), .. cells];
    }

    private static Failure OfCell(NotebookResult result, CellResult cell, SourceLines? lines)
    {
        string message = cell.Error ?? "failed";
        if (result.Outcome is not ({ } document, { } changes))
        {
            return new Failure("", message, 1);
        }

        int? number = changes.GetValueOrDefault(cell.Index)?.ExecutionCount;
        int? line =
            cell.Differs ? null
            : Regex.Match(
                message,
                Invariant($@"^\s*cell {number}\b[^,\n:]*, line (?<line>\d+)"),
                RegexOptions.Multiline
            )
                is { Success: true } match
                ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture)
            : null;
        string place = line is null
            ? Invariant($"cell {number}")
            : Invariant($"cell {number}, line {line}");
        return new Failure(
            place,
            message,
            lines?.Find(cell.Index, document.Cells[cell.Index].Source, line ?? 1) ?? 1
        );
    }

    private static SourceLines? LinesOf(string path)
    {
        try
        {
            return new SourceLines(File.ReadAllBytes(path));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
