using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>The rules about single cells and about the file.</summary>
public sealed class CellRuleTests
{
    [Theory]
    [InlineData(40, 0)]
    [InlineData(41, 1)]
    public void Code_cells_have_forty_lines_at_most(int lines, int expected) =>
        Assert.Equal(
            expected,
            Tiny.Find(
                new CodeCellsAreShort(),
                Tiny.Code(string.Concat(Enumerable.Repeat("x++;\n", lines)))
            ).Length
        );

    [Theory]
    [InlineData(2_900_000, 0)]
    [InlineData(3_000_000, 1)]
    public void Files_have_three_megabytes_at_most(int characters, int expected) =>
        Assert.Equal(
            expected,
            Tiny.Find(new FilesAreSmall(), Tiny.Markdown(new string('x', characters))).Length
        );

    [Fact]
    public void Markdown_lines_have_120_characters_at_most()
    {
        string fits = string.Concat(Enumerable.Repeat("word ", 24));
        string[] unbreakable =
        [
            $"| {fits} | a row of a table |",
            $"- https://example.org/{new string('x', 120)}",
        ];

        Assert.Empty(
            Tiny.Find(
                new MarkdownLinesFit(),
                Tiny.Markdown(string.Join('\n', [fits, .. unbreakable])),
                Tiny.Code($"{fits} in code")
            )
        );
        Assert.Empty(
            Tiny.Find(
                new MarkdownLinesFit(),
                Tiny.Markdown($"<pre><code class=\"x\">{fits[..^4]}&lt;\n</code></pre>")
            )
        );
        Assert.Contains(
            "line 2 has 121 characters, expected 120 at most: word word",
            Assert.Single(Tiny.Find(new MarkdownLinesFit(), Tiny.Markdown($"short\n{fits}x"))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Cells_that_ran_from_the_top_are_right() =>
        Assert.Empty(
            Tiny.Find(
                new CellsWereRun(),
                Tiny.Code("1"),
                Tiny.Markdown("prose"),
                Tiny.Code("throw", Tiny.Error("Exception", "on purpose"))
                    .Tagged("raises-exception"),
                Tiny.Code("2")
            )
        );

    [Fact]
    public void Cells_that_did_not_run_or_fail_are_found()
    {
        JsonObject late = Tiny.Code("1");
        late["execution_count"] = 2;
        JsonObject early = Tiny.Code("2", Tiny.Error("Exception", "by accident"));
        early["execution_count"] = 1;
        JsonObject skipped = Tiny.Code("3").Tagged("skip-execution");

        string[] found =
        [
            .. new CellsWereRun()
                .Find(
                    Tiny.Parse(
                        "05-tiny.ipynb",
                        late,
                        early,
                        Tiny.Code("4"),
                        skipped,
                        Tiny.Code(" ")
                    ),
                    new Model.Course([])
                )
                .Select(violation => violation.Message),
        ];

        Assert.Equal(
            [
                "shows an error without the tag raises-exception: Exception: by accident",
                "has the execution count 1 after 2: run the notebook from the top",
                "was never executed: run the notebook and store it",
                "an empty code cell",
            ],
            found
        );
    }

    [Theory]
    [InlineData("✔ They agree: right", 0)]
    [InlineData("✘ They agree: not yet right", 1)]
    [InlineData("… They agree: not answered yet", 1)]
    [InlineData("… and so on", 0)]
    public void Checks_outside_exercises_are_green(string shown, int expected) =>
        Assert.Equal(
            expected,
            Tiny.Find(
                new ChecksAreGreen(),
                Tiny.Code("Check.True()", Tiny.Shown("text/plain", shown))
            ).Length
        );

    [Fact]
    public void Check_of_an_exercise_is_open() =>
        Assert.Empty(
            Tiny.Find(
                new ChecksAreGreen(),
                Tiny.Markdown("## Exercises\n\n**1.** Do it."),
                Tiny.Code("Check.True()", Tiny.Shown("text/plain", "… 1: not answered yet"))
            )
        );

    [Theory]
    [InlineData("… 1: not answered yet", "double x = double.NaN;\nCheck.Number(\"1\", F(x), x)", 0)]
    [InlineData("✘ 1: not yet right", "Check.Number(\"1\", F(x), x)", 1)]
    [InlineData("✔ 1: right", "Check.Number(\"1\", F(x), x)", 1)]
    [InlineData("nothing", "Check.Number(\"1\", F(x), x)", 1)]
    [InlineData("… 1: not answered yet", "Check.Number(\"1\", 32 * 50, x)", 1)]
    [InlineData("nothing", "Draw()", 0)]
    public void Scaffolds_are_open_and_do_not_hold_the_answer(
        string shown,
        string code,
        int expected
    ) =>
        Assert.Equal(
            expected,
            Tiny.Find(
                new ScaffoldsAreOpen(),
                Tiny.Markdown("## Exercises\n\n**1.** Do it."),
                Tiny.Code(code, Tiny.Shown("text/plain", shown))
            ).Length
        );

    [Theory]
    [InlineData("/home/somebody/notes")]
    [InlineData("see /tmp/x.png")]
    [InlineData("\"/Users/me/a\"")]
    [InlineData(@"C:\Users\me")]
    [InlineData("file:///data/x")]
    public void Absolute_paths_are_found_in_sources_and_outputs(string text)
    {
        NoAbsolutePaths rule = new();

        Assert.Single(Tiny.Find(rule, Tiny.Markdown(text)));
        Assert.Single(Tiny.Find(rule, Tiny.Code(text)));
        Assert.Single(Tiny.Find(rule, Tiny.Code("x", Tiny.Printed(text))));
        Assert.Single(
            Tiny.Find(
                    rule,
                    Tiny.Code(
                        "x",
                        Tiny.Figure("[]", new JsonObject { ["title"] = text }.ToJsonString())
                    )
                )
                .Take(1)
        );
    }

    [Theory]
    [InlineData("../lib/bin/NotebookNet.dll and ./tmp/x and a/home/b")]
    [InlineData("https://example.org/home/page and x / y /z")]
    [InlineData("mean/var/std, </var/> and and/or")]
    [InlineData("$a/b$ or 1/2, Table: c")]
    public void Relative_paths_and_addresses_are_no_absolute_paths(string text) =>
        Assert.Empty(Tiny.Find(new NoAbsolutePaths(), Tiny.Markdown(text), Tiny.Code(text)));

    [Fact]
    public void Pictures_are_not_searched_for_paths() =>
        Assert.Empty(
            Tiny.Find(
                new NoAbsolutePaths(),
                Tiny.Code("x", Tiny.Shown("image/png", "abc /tmp/abc"))
            )
        );
}
