using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// The map of chapter 00, a table with the columns "needs" and "minutes to read", says of every other notebook what that says of itself:
/// the notebooks that its *Before this one* links to, and its minutes. An appendix that is not read but looked up may say so instead.
/// </summary>
internal sealed class MapAgrees : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        if (
            chapter.Number == 0
            || course.Chapters.FirstOrDefault(other => other.Number == 0) is not { } start
        )
        {
            yield break;
        }

        CourseMap.Row[] rows = [.. CourseMap.Read(start).Where(row => row.File == chapter.Name)];
        if (rows is not [var row])
        {
            yield return start.Violation(
                $"{(rows.Length == 0 ? "has no line" : $"has {rows.Length} lines")} for {chapter.Name} in its map, expected one, in a table | | notebook | the question | needs | minutes to read |"
            );
            yield break;
        }

        IReadOnlyList<string> needs = CourseMap.NeedsOf(chapter);
        if (!needs.ToHashSet().SetEquals(row.Needs))
        {
            yield return start.Violation(
                row.Cell,
                $"the map says that {chapter.Name} needs {Listed(row.Needs)}; its *Before this one* links to {Listed(needs)}"
            );
        }

        bool isLookedUp = chapter.IsAppendix && !row.Minutes.Any(char.IsDigit);
        if (!isLookedUp && ReadingTime.Stated(chapter) is { } stated)
        {
            string minutes =
                stated.Optional == 0
                    ? $"{stated.Required}"
                    : $"{stated.Required} + {stated.Optional}";
            if (row.Minutes != minutes)
            {
                yield return start.Violation(
                    row.Cell,
                    $"the map says \"{row.Minutes}\" minutes to read {chapter.Name}, its first cell {minutes}"
                );
            }
        }
    }

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 0 ? "nothing" : string.Join(", ", names);
}
