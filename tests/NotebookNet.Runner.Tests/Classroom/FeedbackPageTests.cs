using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Reports;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>The page that a student gets back.</summary>
public sealed class FeedbackPageTests : IDisposable
{
    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly Dictionary<int, IReadOnlyList<ExerciseGrade>> s_nowhere = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string FilePath => _folder["kim.ipynb"];

    private static IDocument Parse(byte[] page) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page));

    private SubmissionGrade Grade(params ExerciseGrade[] exercises) =>
        new(new Submission("kim", FilePath, "02-slopes") { Name = "Kim <b>Minji</b>" }, exercises);

    private IDocument Page(params JsonObject[] cells)
    {
        TestNotebook.Write(FilePath, cells);
        return Parse(FeedbackPage.Write(Grade(), s_nowhere));
    }

    private static JsonObject Markdown(string source) =>
        new()
        {
            ["cell_type"] = "markdown",
            ["metadata"] = new JsonObject(),
            ["source"] = source,
        };

    private static JsonObject Showing(params (string Mime, JsonNode Content)[] data)
    {
        JsonObject cell = TestNotebook.Cell("1");
        cell["outputs"] = new JsonArray(
            new JsonObject
            {
                ["output_type"] = "display_data",
                ["metadata"] = new JsonObject(),
                ["data"] = new JsonObject(
                    data.Select(one => KeyValuePair.Create(one.Mime, (JsonNode?)one.Content))
                ),
            }
        );
        return cell;
    }

    [Fact]
    public void Verdicts_stand_behind_their_cells_and_those_without_one_at_the_end()
    {
        TestNotebook.Write(FilePath, "var first = 1;", "var other = 2;");
        ExerciseGrade one = new("Exercise 1", Verdict.Right);
        ExerciseGrade two = new("Exercise 2", Verdict.Wrong)
        {
            Said = "too <small>",
            Detail = "expected 6.25",
            MaxPoints = 2,
        };
        ExerciseGrade gone = new("Exercise 3", Verdict.NotAnswered);
        ExerciseGrade reader = new("Exercise 4", Verdict.ByHand);

        IDocument page = Parse(
            FeedbackPage.Write(
                Grade(one, two, gone, reader) with
                {
                    Flags = ["a secret flag"],
                },
                new Dictionary<int, IReadOnlyList<ExerciseGrade>> { [0] = [one, two], [7] = [gone] }
            )
        );

        Assert.Equal(
            [
                "var first = 1;",
                "Exercise 1",
                "Exercise 2",
                "var other = 2;",
                "Exercise 3",
                "Exercise 4",
            ],
            page.QuerySelectorAll("pre code, section.feedback strong")
                .Select(part => part.TextContent)
        );
        Assert.Equal("too <small>", page.QuerySelector("#exercise-2 .said")!.TextContent);
        Assert.Contains(
            "1 of 5 points",
            page.QuerySelector("header")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 for a reader to decide",
            page.QuerySelector("header")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Kim <b>Minji</b>", page.QuerySelector(".who")!.TextContent);
        Assert.DoesNotContain("6.25", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        InertPage.Check(page);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("text <img src=x onerror=alert(1)> text")]
    [InlineData("<svg onload=alert(1)><script>alert(1)</script></svg>")]
    [InlineData(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](&#106;avascript:alert(1)) [d](java\tscript:alert(1))"
    )]
    [InlineData(
        "[a](data:text/html,<script>alert(1)</script>) [b](vbscript:x) [c](file:///etc/passwd) [d](../x)"
    )]
    [InlineData(
        "![a](https://example.org/track.png) ![b](x.png) ![c](attachment:y.png) ![d](javascript:x)"
    )]
    [InlineData(
        "<iframe src=\"https://example.org\"></iframe><object data=x></object><embed src=x>"
    )]
    [InlineData(
        "<style>@import url(https://example.org/x.css)</style><link rel=stylesheet href=//example.org>"
    )]
    [InlineData(
        "<meta http-equiv=refresh content=\"0;url=https://example.org\"><base href=https://example.org>"
    )]
    [InlineData(
        "<form action=https://example.org><input name=password><button formaction=x>go</button></form>"
    )]
    [InlineData("<details open ontoggle=alert(1)><summary>x</summary>y</details>")]
    [InlineData("<br onclick=alert(1)> <b style=\"background:url(https://example.org)\">x</b>")]
    [InlineData("<https://example.org/\"onmouseover=alert(1)> <a\"b@example.org>")]
    [InlineData(
        "[x]: javascript:alert(1)\n\n[x] ![x]\n\n# <img src=x onerror=y>\n\n|a|<script>|\n|-|-|\n|b|<img src=x>|"
    )]
    [InlineData(
        "$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://example.org/x.png}$ $</span><script>x</script>$ $$\\htmlData{onclick=x}{y}$$"
    )]
    [InlineData("```html\n<script>alert(1)</script>\n```\n\n```\"onload=x\n<img src=x>\n```")]
    [InlineData(
        "<!-- a --><script>x</script><!-- b\n<script>y</script> -->\n\n<!--><script>z</script>-->"
    )]
    [InlineData("&lt;script&gt; &#60;script&#62; &quot; \\<script> <scr\0ipt>")]
    [InlineData("</main></body></html><script>x</script>")]
    [InlineData("<details><summary>a</summary>\n\n<b>open")]
    [InlineData("- [ ] task\n- [x] done\n\n1. `<script>`\n\n> <script\nsrc=x>")]
    public void Markdown_runs_nothing_and_loads_nothing(string hostile)
    {
        IDocument page = Page(Markdown(hostile), Markdown("**after**"));

        InertPage.Check(page);
        Assert.Equal(
            "MAIN",
            page.QuerySelectorAll("strong")[^1].ParentElement!.ParentElement!.TagName
        );
    }

    [Fact]
    public void Markdown_that_is_harmless_is_shown()
    {
        IDocument page = Page(
            Markdown(
                "# Title\n\n**bold** $x^2$ [link](https://example.org/a?b=1&c=2) <sub>low</sub> <!-- unseen -->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<details>\n<summary>More</summary>\n\nhidden\n\n</details>"
            )
        );

        Assert.Equal("bold", page.QuerySelector("main > p strong")!.TextContent);
        Assert.NotNull(page.QuerySelector(".katex"));
        Assert.Equal(
            "https://example.org/a?b=1&c=2",
            page.QuerySelector("p > a")!.GetAttribute("href")
        );
        Assert.Equal("low", page.QuerySelector("sub")!.TextContent);
        Assert.Equal("1", page.QuerySelector("td")!.TextContent);
        Assert.Equal("More", page.QuerySelector("details > summary")!.TextContent);
        Assert.DoesNotContain("unseen", page.Body!.TextContent, StringComparison.Ordinal);
        InertPage.Check(page);
    }

    [Fact]
    public void Of_outputs_texts_and_true_pictures_are_shown()
    {
        const string Script = "<script>alert(1)</script>";
        JsonObject printing = TestNotebook.Cell("print");
        TestNotebook.StorePrinted(printing, Script);
        IDocument page = Page(
            printing,
            Showing(("text/html", Script), ("text/plain", "plain <b>")),
            Showing(("text/html", Script)),
            Showing(("image/svg+xml", "<svg onload='x'/>"), ("application/javascript", "x")),
            Showing(("image/png", Png), ("text/plain", "\"><script>")),
            Showing(("image/png", Convert.ToBase64String(Encoding.UTF8.GetBytes(Script)))),
            Showing(("image/png", "\" onerror=\"alert(1)")),
            Showing(("text/markdown", "[x](javascript:x)"), ("text/latex", "$x$"))
        );

        InertPage.Check(page);
        Assert.Equal(
            [Script, "plain <b>"],
            page.QuerySelectorAll("pre.notebook-output").Select(one => one.TextContent)
        );
        Assert.Equal(
            "\"><script>",
            Assert.Single(page.QuerySelectorAll("img")).GetAttribute("alt")
        );
        Assert.Equal(5, page.QuerySelectorAll(".left-out").Length);
    }

    [Fact]
    public void A_picture_is_true_from_its_first_byte_to_its_last()
    {
        byte[] png = Convert.FromBase64String(Png);
        byte[] huge = [.. png];
        huge[16] = 0x7F;

        Assert.Equal(png, PngFile.Read(Png));
        Assert.Null(PngFile.Read(Convert.ToBase64String([.. png, 0])));
        Assert.Null(PngFile.Read(Convert.ToBase64String(png.AsSpan(0, png.Length - 1))));
        Assert.Null(PngFile.Read(Convert.ToBase64String(huge)));
        Assert.Null(PngFile.Read(Convert.ToBase64String(png.AsSpan(0, 8))));
        Assert.Null(PngFile.Read(""));
        Assert.Null(PngFile.Read(new string('A', 8 << 20)));
    }

    [Fact]
    public void Code_is_colored_and_all_of_it_stays()
    {
        const string Source =
            "// note \"x\"\nvar s = $\"a{1 + 2}b\"; /* c */ char c = '\\''; string r = \"\"\"raw \"q\" \"\"\"; 1.5e3 <x> unended \" 'a";

        IElement code = Page(TestNotebook.Cell(Source)).QuerySelector("pre code")!;

        Assert.Equal(Source, code.TextContent);
        Assert.Equal(
            ["// note \"x\"", "/* c */"],
            code.QuerySelectorAll(".code-comment").Select(one => one.TextContent)
        );
        Assert.Equal(
            ["var", "char", "string"],
            code.QuerySelectorAll(".code-keyword").Select(one => one.TextContent)
        );
        Assert.Equal(
            ["$\"a{1 + 2}b\"", "'\\''", "\"\"\"raw \"q\" \"\"\""],
            code.QuerySelectorAll(".code-string").Select(one => one.TextContent)
        );
    }

    [Fact]
    public void Huge_cells_and_notebooks_are_cut_with_a_note()
    {
        JsonObject printing = TestNotebook.Cell("x");
        TestNotebook.StorePrinted(printing, new string('=', 10_000_000));
        TestNotebook.Write(
            FilePath,
            [
                TestNotebook.Cell(new string('(', 10_000_000)),
                Markdown(new string('[', 10_000_000)),
                Markdown(string.Concat(Enumerable.Repeat("> ", 500_000))),
                printing,
                .. Enumerable.Range(0, 60).Select(_ => TestNotebook.Cell(new string('a', 39_000))),
            ]
        );

        byte[] bytes = FeedbackPage.Write(Grade(), s_nowhere);

        Assert.InRange(bytes.Length, 1_000_000, 4_000_000);
        IDocument page = Parse(bytes);
        InertPage.Check(page);
        string[] notes = [.. page.QuerySelectorAll(".left-out").Select(one => one.TextContent)];
        Assert.Contains("The cell has 10000000 characters; the first 40000 are shown.", notes);
        Assert.Contains("The text has 10000000 characters; the first 8000 are shown.", notes);
        Assert.Contains("A cell is left out: the page would be too long.", notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{\"nbformat\": 4, \"cells\": 5}")]
    [InlineData("[1]")]
    public void A_file_that_is_no_notebook_has_a_page_that_says_so(string text)
    {
        File.WriteAllText(FilePath, text);

        IDocument page = Parse(
            FeedbackPage.Write(
                Grade(new ExerciseGrade("Exercise 1", Verdict.NotAnswered)),
                s_nowhere
            )
        );

        InertPage.Check(page);
        Assert.StartsWith(
            "What was handed in is no notebook",
            page.QuerySelector(".trouble")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single(page.QuerySelectorAll("section.feedback"));
    }

    [Fact]
    public void A_file_with_trouble_is_not_read_and_nothing_of_the_teachers_machine_is_told()
    {
        TestNotebook.Write(FilePath, "secret");
        SubmissionGrade grade = Grade();

        string page = Encoding.UTF8.GetString(
            FeedbackPage.Write(
                grade with
                {
                    Submission = grade.Submission with { Trouble = "a link to /home/teacher/x" },
                    Trouble = "/home/teacher",
                },
                s_nowhere
            )
        );

        Assert.Contains("This file was not graded.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("teacher/", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"nbformat": 5}""", "What was handed in is no notebook: nbformat 5")]
    [InlineData(
        """{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "ir", "language": "R"}}}""",
        "This file was not graded: its kernel is ir (R), not C#."
    )]
    [InlineData(
        """{"nbformat": 4, "cells": []}""",
        "This file was not graded. Ask your teacher why."
    )]
    public void What_was_not_graded_has_a_reason_and_neither_verdicts_nor_points(
        string text,
        string reason
    )
    {
        File.WriteAllText(FilePath, text);

        IDocument page = Parse(
            FeedbackPage.Write(
                Grade(new ExerciseGrade("Exercise 1", Verdict.Failed)) with
                {
                    Trouble = "it",
                },
                s_nowhere
            )
        );

        Assert.StartsWith(
            reason,
            page.QuerySelector(".trouble")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(page.QuerySelectorAll("section.feedback, .verdict"));
        Assert.DoesNotContain("points", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_count_or_answers_nothing_has_a_page_that_says_so()
    {
        Submission submission = Grade().Submission;

        Assert.Equal(
            "02-slopes|This file was not graded: another of your files counts.",
            Told(
                submission with
                {
                    SupersededBy = "/home/x.ipynb",
                    Trouble = "superseded by /home/x.ipynb",
                }
            )
        );
        Assert.Equal(
            "kim.ipynb|This file was not graded: neither its name nor its content is that of 02.",
            Told(
                submission with
                {
                    Assignment = "",
                    Trouble = $"{SubmissionFiles.NoAnswer} is that of 02",
                }
            )
        );

        static string Told(Submission submission)
        {
            IDocument page = Parse(FeedbackPage.Write(new(submission, []), s_nowhere));
            return $"{page.QuerySelector("h1")!.TextContent}|{page.QuerySelector(".trouble")!.TextContent}";
        }
    }

    [Fact]
    public void A_file_that_is_gone_has_a_page()
    {
        Assert.Contains(
            "cannot be read",
            Parse(FeedbackPage.Write(Grade(), s_nowhere)).QuerySelector(".trouble")!.TextContent,
            StringComparison.Ordinal
        );
    }
}
