using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Reports;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>The teacher's page, read as a browser reads it.</summary>
public sealed class GradesPageTests
{
    private static IDocument Page(ClassGrades grades) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(GradesPage.Write(grades)));

    private static IEnumerable<string> Cells(IElement row) =>
        row.Children.Select(cell =>
            string.Join(
                ' ',
                cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
        );

    [Fact]
    public void Totals_count_who_was_graded()
    {
        SubmissionGrade old = SampleClass.Grade("kim-old", Verdict.Wrong, Verdict.Wrong, "old");
        ClassGrades grades = SampleClass.Of(
            SampleClass.Grade("ann", Verdict.Right, Verdict.Right), // 1 + 2
            SampleClass.Grade("bob", Verdict.Wrong, Verdict.Right), // 0 + 2
            SampleClass.Grade("cem", Verdict.Failed, Verdict.NotAnswered), // 0
            SampleClass.Grade("dan", Verdict.Right, Verdict.ByHand), // 1
            SampleClass.Grade("eve", Verdict.Right, Verdict.Right) with
            {
                Trouble = "no notebook",
            },
            old with
            {
                Submission = old.Submission with
                {
                    SupersededBy = "x",
                    Trouble = "superseded by x",
                },
            }
        ) with
        {
            Missing = [new("zoe", "Zoe", SampleClass.Assignment)],
        };

        IDocument page = Page(grades);

        Assert.Equal(
            ["Right of attempted", "2/4", "2/2 1 by hand", "mean 1.5"],
            Cells(page.QuerySelector("tfoot tr")!)
        );
        Assert.Equal(
            [
                "ann|✔\uFE0E right|✔\uFE0E right|3 of 3",
                "bob|✘ wrong|✔\uFE0E right|2 of 3",
                "cem|! failed|… not answered|0 of 3",
                "dan|✔\uFE0E right|✎ by hand|1 of 3",
                "eve|no notebook",
                "Zoe zoe|nothing was handed in",
            ],
            page.QuerySelectorAll("tbody tr").Select(row => string.Join('|', Cells(row)))
        );
        Assert.Contains(
            "6 students: 4 graded, 1 not, 1 missing.",
            page.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "superseded by x",
            page.QuerySelector(".notes")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_commonest_wrong_answers_are_counted()
    {
        string[] answers = ["4", "4 ", "3", "3", "3", "a", "b", "c", "d", ""];
        ClassGrades grades = SampleClass.Of([
            .. answers.Select(
                (answer, i) =>
                    SampleClass.Grade(
                        $"s{i}",
                        i % 2 == 0 ? Verdict.Wrong : Verdict.Failed,
                        Verdict.Right,
                        answer
                    )
            ),
            SampleClass.Grade("right", Verdict.Right, Verdict.Right, "2"),
        ]);

        Assert.Equal(
            ["3 3 students", "4 2 students", "a 1 student", "b 1 student", "c 1 student"],
            Page(grades).QuerySelectorAll(".answers li").Select(one => one.TextContent)
        );
    }

    [Fact]
    public void Nothing_of_a_student_is_markup()
    {
        const string Hostile =
            "</td><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;\u202E";
        ClassGrades grades = new(
            [new AssignmentExercises(Hostile, [Hostile])],
            [
                new(
                    new Submission(Hostile, $"/x/{Hostile}", Hostile)
                    {
                        Name = Hostile + "2",
                        Flags = [Hostile],
                    },
                    [new ExerciseGrade(Hostile, Verdict.Wrong) { Answer = Hostile }]
                ),
                new(new Submission("../../x", "y", "none") { Trouble = Hostile }, []),
            ]
        );

        IDocument page = Page(grades);

        InertPage.Check(page);
        Assert.Equal(Hostile, page.QuerySelector(".answers code bdi")!.TextContent);
        Assert.Equal($"{Hostile[..60]}…", page.QuerySelector("tbody th bdi")!.TextContent);
        Assert.All(
            page.QuerySelectorAll("a"),
            link => Assert.Matches("^feedback/[A-Za-z0-9-]+\\.html$", link.GetAttribute("href"))
        );
    }
}
