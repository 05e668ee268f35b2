using System.Text.RegularExpressions;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Documents;

/// <summary>The tables of docs/teaching.md say what the chapters say of themselves.</summary>
public sealed partial class TeachingTests
{
    private const string Minutes = "minutes to read";

    private static readonly Dictionary<string, Chapter> s_chapters = Model
        .Course.Stored.Chapters.Where(chapter => !chapter.IsAppendix)
        .ToDictionary(chapter => chapter.Name);

    private static readonly List<Table> s_tables = Read();

    [Fact]
    public void Minutes_are_those_of_the_chapters()
    {
        Row[] rows = [.. s_tables.SelectMany(table => table.Rows).Where(row => row.Has(Minutes))];
        Assert.NotEmpty(rows);
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    $"{row.Line}: {Sum(row["chapter"] == "all" ? s_chapters.Values : row.Chapters)}",
                    $"{row.Line}: {row[Minutes]}"
                )
        );
    }

    [Fact]
    public void Every_chapter_has_its_times_and_what_is_tempting()
    {
        Table times = Assert.Single(s_tables, table => table.Headings.Contains("to run"));
        Assert.Equal(s_chapters.Values, times.Rows.SelectMany(row => row.Chapters));
        Assert.All(
            times.Rows.SkipLast(1),
            row => Assert.Equal(ToRun(Assert.Single(row.Chapters)), row["to run"])
        );
        Table tempting = Assert.Single(
            s_tables,
            table =>
                table.Headings.Any(heading =>
                    heading.StartsWith("what is tempting", StringComparison.Ordinal)
                )
        );
        Assert.Equal(s_chapters.Values, tempting.Rows.SelectMany(row => row.Chapters));
    }

    [Fact]
    public void In_a_plan_each_chapter_comes_after_those_that_it_needs()
    {
        Table[] plans = [.. s_tables.Where(table => table.Headings.Contains("chapters"))];
        Assert.Equal(3, plans.Length);
        Assert.All(
            plans,
            plan =>
            {
                HashSet<string> read = [];
                foreach (Chapter chapter in plan.Rows.SelectMany(row => row.Chapters))
                {
                    Assert.All(CourseMap.NeedsOf(chapter), need => Assert.Contains(need, read));
                    Assert.True(read.Add(chapter.Prefix), $"{chapter.Name} stands there twice");
                }
            }
        );
        Assert.Equal(s_chapters.Values, plans[^1].Rows.SelectMany(row => row.Chapters));
    }

    [Fact]
    public void Homework_names_exercises_that_are_there()
    {
        Table homework = Assert.Single(s_tables, table => table.Headings.Contains("exercise"));
        Assert.All(
            homework.Rows,
            row =>
            {
                string[] there =
                [
                    .. Assert
                        .Single(row.Chapters)
                        .Exercises.Select(exercise => $"{exercise.Number}"),
                ];
                Assert.All(
                    Number().Matches(row["exercise"]),
                    number => Assert.Contains(number.Value, there)
                );
            }
        );
    }

    private static string Sum(IEnumerable<Chapter> chapters)
    {
        (int Required, int Optional)[] stated =
        [
            .. chapters.Select(chapter => ReadingTime.Stated(chapter)!.Value),
        ];
        int optional = stated.Sum(minutes => minutes.Optional);
        return $"{stated.Sum(minutes => minutes.Required)}{(optional == 0 ? "" : $" + {optional}")}";
    }

    private static string ToRun(Chapter chapter) =>
        Spaces().Replace(Run().Match(chapter.Cells[0].Source).Groups[1].Value, " ");

    private static List<Table> Read()
    {
        List<Table> tables = [];
        string before = "";
        foreach (
            string line in File.ReadLines(Path.Combine(Model.Course.Root, "docs", "teaching.md"))
        )
        {
            if (line.StartsWith("|---", StringComparison.Ordinal))
            {
                tables.Add(new Table(Cells(before), []));
            }
            else if (line.StartsWith('|') && before.StartsWith('|'))
            {
                tables[^1].Rows.Add(new Row(line, tables[^1].Headings));
            }

            before = line;
        }

        return tables;
    }

    private static string[] Cells(string line) =>
        [.. line.Trim().Split('|')[1..^1].Select(cell => cell.Trim())];

    [GeneratedRegex(@"\]\(\.\./notebooks/([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*To run:\*\s+([^.]+)\.")]
    private static partial Regex Run();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    private sealed record Table(string[] Headings, List<Row> Rows);

    private sealed record Row(string Line, string[] Headings)
    {
        public IEnumerable<Chapter> Chapters =>
            Link().Matches(Line).Select(link => s_chapters[link.Groups[1].Value]);

        public string this[string heading] =>
            Has(heading) ? Cells(Line)[Array.IndexOf(Headings, heading)] : "";

        public bool Has(string heading) => Headings.Contains(heading);
    }
}
