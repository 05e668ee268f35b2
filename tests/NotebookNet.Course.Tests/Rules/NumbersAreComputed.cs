using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Numbers;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Every number in the prose, in the words for who cannot see a figure, and in the titles and annotations of figures stands, to its rounding, in an output or a code
/// cell of the notebook, or in its own cell's list `not_computed` with the reason. The prose of solutions is held against
/// their outputs when they are run.
/// </summary>
internal sealed class NumbersAreComputed : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        Evidence evidence = Evidence.Of(chapter);
        return chapter
            .Cells.Where(cell => !Exercise.IsSolution(cell))
            .SelectMany(cell =>
                InFigures(chapter, cell, evidence).Concat(InProse(chapter, cell, evidence))
            )
            .Concat(chapter.Cells.SelectMany(cell => InList(chapter, cell)));
    }

    /// <summary>The numbers in the prose of a cell, or in the words for its pictures, that <paramref name="evidence"/> does not hold.</summary>
    public static IEnumerable<Violation> InProse(
        Chapter chapter,
        ChapterCell cell,
        Evidence evidence
    )
    {
        HashSet<string> listed = Listed(cell);
        return cell
            .Blocks.Concat(cell.AltTexts.Select(text => new ProseBlock("", text)))
            .SelectMany(Claims.Of)
            .Where(claim => !listed.Contains(claim.Number.Text) && !evidence.Supports(claim.Number))
            .Select(claim =>
                chapter.Violation(
                    cell,
                    $"{claim.Number.Text} in \"{claim.Context}\" stands in no output and no code cell; compute it, or list it in the cell's metadata under notebooknet.not_computed with the reason"
                )
            );
    }

    private static IEnumerable<Violation> InFigures(
        Chapter chapter,
        ChapterCell cell,
        Evidence evidence
    )
    {
        HashSet<string> listed = Listed(cell);
        return cell
            .Figures.SelectMany(FigureTexts.Of)
            .SelectMany(text =>
                NumberReader
                    .Read(text.Text)
                    .Where(claim =>
                        evidence.IsTyped(claim)
                        && !listed.Contains(claim.Text)
                        && !evidence.Supports(claim)
                    )
                    .Select(claim =>
                        chapter.Violation(
                            cell,
                            $"{claim.Text} in the figure's {text.What} \"{text.Text}\" is typed and stands in no output and no code; write it as {{value}}, or list it under notebooknet.not_computed"
                        )
                    )
            );
    }

    /// <summary>What is wrong with the list itself.</summary>
    private static IEnumerable<Violation> InList(Chapter chapter, ChapterCell cell)
    {
        string words = cell.IsCode
            ? string.Join(
                '\n',
                cell.Figures.SelectMany(FigureTexts.Of)
                    .Select(text => text.Text)
                    .Concat(cell.AltTexts)
            )
            : cell.Source;
        foreach ((string key, JsonNode? reason) in List(cell))
        {
            if (!words.Contains(key, StringComparison.Ordinal))
            {
                yield return chapter.Violation(
                    cell,
                    $"not_computed lists \"{key}\", which does not stand in the cell"
                );
            }
            else if (!NumberReader.Read(key).Any())
            {
                yield return chapter.Violation(
                    cell,
                    $"not_computed lists \"{key}\", which holds no number"
                );
            }

            if (
                reason is not JsonValue value
                || !value.TryGetValue(out string? because)
                || string.IsNullOrWhiteSpace(because)
            )
            {
                yield return chapter.Violation(
                    cell,
                    $"not_computed lists \"{key}\" without a reason"
                );
            }
        }
    }

    private static JsonObject List(ChapterCell cell) =>
        cell.Settings["not_computed"] as JsonObject ?? [];

    private static HashSet<string> Listed(ChapterCell cell) =>
        [
            .. List(cell)
                .Select(entry => entry.Key.Contains('\\') ? Latex.Plain(entry.Key) : entry.Key)
                .SelectMany(NumberReader.Read)
                .Select(number => number.Text),
        ];
}
