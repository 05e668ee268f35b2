using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>What is counted, and what the first cell may say of it.</summary>
public sealed class ReadingTimeTests
{
    private static readonly JsonObject s_figure = Tiny.Figure("[]", "{}");

    [Theory]
    [InlineData("# 05 · Two words (작은)", 4, 0)]
    [InlineData("A rate of 0.1 – that is *all*.", 7, 0)]
    [InlineData("See [notebook 03](03.ipynb), `code` and\n<br> $x$ + $y_0$.", 7, 0)]
    [InlineData(
        "The loss is\n\n$$L = -\\sum_k t_k \\log y_k$$\n\nand $$a + b + c$$ is short.",
        8,
        0
    )]
    [InlineData("| a | b |\n|---|---|\n| 1 | – |", 3, 0)]
    [InlineData("- one\n- two\n\n> three", 3, 0)]
    [InlineData("```csharp\nint x = 1;\n\n// two\n```\n\nwords", 1, 2)]
    [InlineData(
        "<details>\n<summary>Solution 2</summary>\n\nOne step.\n\n<pre><code class=\"language-csharp\">if (x &lt; 1)\n{\n\n    x++;\n}\n</code></pre>\n\n</details>",
        4,
        4
    )]
    [InlineData("words\n\n## 9 · References\n\n- Polyak, 1964.", 1, 0)]
    [InlineData("## References\n\n- Polyak, 1964.\n\n## More\n\nwords", 2, 0)]
    public void Words_and_lines_are_counted(string source, int words, int lines) =>
        Assert.Equal((new ReadingTime(words, lines, 0), default), Count(Tiny.Markdown(source)));

    [Fact]
    public void Code_and_figures_are_counted_without_the_set_up() =>
        Assert.Equal(
            (new ReadingTime(0, 2, 2), default),
            Count(
                Tiny.Code("using NotebookNet;\n\nNotebook.Setup();"),
                Tiny.Code(
                    "int x = 1;\n\nx",
                    (JsonObject)s_figure.DeepClone(),
                    Tiny.Printed("1 2 3"),
                    (JsonObject)s_figure.DeepClone()
                )
            )
        );

    [Fact]
    public void What_is_optional_is_counted_apart() =>
        Assert.Equal(
            (new ReadingTime(7, 1, 0), new ReadingTime(12, 1, 1)),
            Count(
                Tiny.Markdown("# One\n\nwords"),
                Tiny.Markdown("## 2 · Two (optional)\n\nwords\n\n### Deeper\n\nwords"),
                Tiny.Code("int x = 1;", (JsonObject)s_figure.DeepClone()),
                Tiny.Markdown("## Three\n\nwords\n\n### Four (optional)\n\nwords\n\n#### Five"),
                Tiny.Markdown("### Six\n\nwords\n\n## Seven (optional)\n\n## Eight"),
                Tiny.Code("int y = 1;")
            )
        );

    [Fact]
    public void Words_lines_and_figures_take_their_time()
    {
        Assert.Equal(10, new ReadingTime(1800, 0, 0).Minutes);
        Assert.Equal(10, new ReadingTime(0, 100, 0).Minutes);
        Assert.Equal(10, new ReadingTime(0, 0, 15).Minutes);
        Assert.Equal(1, new ReadingTime(45, 2, 1).Minutes);
    }

    [Theory]
    [InlineData(100, 0, "*To read:* 115 minutes. *To run:* …", "")]
    [InlineData(100, 0, "*To read:* 85 minutes.", "")]
    [InlineData(
        100,
        0,
        "*To read:* 116 minutes.",
        "states \"*To read:* 116 minutes.\", counted is \"*To read:* 100 minutes.\" ("
    )]
    [InlineData(100, 0, "*To read:* 84 minutes.", "counted is \"*To read:* 100 minutes.\" (")]
    [InlineData(6, 0, "*To read:* 9\nminutes.", "")]
    [InlineData(6, 0, "*To read:* 10 minutes.", "states")]
    [InlineData(60, 20, "*To read:* 60 minutes, and 20 for what\nis optional.", "")]
    [InlineData(
        60,
        20,
        "*To read:* 80 minutes.",
        "counted is \"*To read:* 60 minutes, and 20 for what is optional.\" ("
    )]
    [InlineData(60, 20, "*To read:* 60 minutes, and 24 for what is optional.", "states")]
    [InlineData(60, 2, "*To read:* 60 minutes.", "states")]
    [InlineData(60, 0, "*To read:* 60 minutes, and 2 for what is optional.", "states")]
    [InlineData(
        60,
        21,
        "*To read:* 60 minutes, and 21 for what is optional.",
        "is optional for 21 of 81 minutes"
    )]
    [InlineData(60, 0, "*To read:* 60 minutes", "states no minutes to read")]
    [InlineData(60, 0, "*To read:* an hour.", "expected \"*To read:* 60 minutes.\"")]
    public void Stated_minutes_are_held_against_those_counted(
        int required,
        int optional,
        string line,
        string expected
    )
    {
        string[] found = Tiny.Find(
            new ReadingTimesAreTrue(),
            Tiny.Markdown(line),
            Tiny.Code(Lines(required)),
            Tiny.Markdown("## (optional)"),
            Tiny.Code(optional == 0 ? "Notebook.Setup();" : Lines(optional))
        );
        if (expected.Length == 0)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("13-tiny.ipynb", 90, "")]
    [InlineData(
        "13-tiny.ipynb",
        91,
        "takes 91 minutes to read without what is optional, expected at most 90"
    )]
    public void No_chapter_is_too_long(string name, int minutes, string expected) =>
        Assert.Equal(
            expected.Length > 0,
            Tiny.Find(
                    new ReadingTimesHaveALimit(),
                    Tiny.Chapter(
                        name,
                        Tiny.Code(Lines(minutes)),
                        Tiny.Markdown("## More (optional)"),
                        Tiny.Code(Lines(50))
                    )
                )
                .Any(message => message.Contains(expected, StringComparison.Ordinal))
        );

    private static (ReadingTime Required, ReadingTime Optional) Count(params JsonObject[] cells) =>
        ReadingTime.Of(Tiny.Chapter("05-tiny.ipynb", cells));

    /// <summary>Code that takes so many minutes.</summary>
    private static string Lines(int minutes) =>
        string.Join('\n', Enumerable.Repeat("x++;", 10 * minutes));
}
