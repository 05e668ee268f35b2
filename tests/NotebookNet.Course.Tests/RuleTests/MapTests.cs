using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>The map of chapter 00 beside what the chapters say of themselves.</summary>
public sealed class MapTests
{
    private const string Map = """
        ## 5 · The course

        | | notebook | the question | needs | minutes to read |
        |---|---|---|---|---|
        | 05 | [Tiny](05-tiny.ipynb) | How? | 01, 04 | 38 |
        | | [Words](appendix-words.ipynb) | What? | – | to look up |

        Read [Tiny](05-tiny.ipynb).

        | 05 | [Tiny](05-tiny.ipynb) |
        """;

    private const string Front =
        "*Before this one:* [01 Loss](01-loss.ipynb#top), [04\nNetwork](04-network.ipynb).\n*To read:* 38 minutes. See [02](02-x.ipynb).";

    [Fact]
    public void A_map_that_agrees_is_right()
    {
        Assert.Empty(Find(Map, Front));
        Assert.Empty(
            Find(
                Map.Replace("38", "38 + 6", StringComparison.Ordinal),
                Front.Replace(
                    "minutes",
                    "minutes, and 6 for what is optional",
                    StringComparison.Ordinal
                )
            )
        );
        Assert.Empty(Tiny.Find(new MapAgrees(), Start(Map)));
        Assert.Empty(Tiny.Find(new MapAgrees(), Tiny.Markdown(Front)));
    }

    [Theory]
    [InlineData(
        "| 38 |",
        "| 45 |",
        "the map says \"45\" minutes to read 05-tiny.ipynb, its first cell 38"
    )]
    [InlineData("| 38 |", "| 38 + 2 |", "the map says \"38 + 2\" minutes")]
    [InlineData("| 38 |", "| to look up |", "the map says \"to look up\" minutes")]
    [InlineData("01, 04", "04", "05-tiny.ipynb needs 04; its *Before this one* links to 01, 04")]
    [InlineData("01, 04", "01, 04, 04b", "needs 01, 04, 04b; its")]
    [InlineData("01, 04", "–", "needs nothing; its")]
    [InlineData(
        "| 05 | [Tiny](05-tiny.ipynb) | How? |",
        "| 05 | Tiny | How? |",
        "has no line for 05-tiny.ipynb"
    )]
    [InlineData("minutes to read", "minutes", "has no line for 05-tiny.ipynb")]
    [InlineData("appendix-words.ipynb", "05-tiny.ipynb", "has 2 lines for 05-tiny.ipynb")]
    public void What_differs_is_found(string part, string instead, string expected)
    {
        string message = Assert.Single(
            Find(Map.Replace(part, instead, StringComparison.Ordinal), Front)
        );
        Assert.Contains("00-start.ipynb", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_appendix_may_be_looked_up()
    {
        Chapter appendix = Tiny.Chapter(
            "appendix-words.ipynb",
            Tiny.Markdown("*Before this one:* nothing.\n*To read:* 12 minutes.")
        );
        Assert.Empty(Tiny.Find(new MapAgrees(), appendix, Start(Map)));
        Assert.Single(
            Tiny.Find(
                new MapAgrees(),
                appendix,
                Start(Map.Replace("to look up", "13", StringComparison.Ordinal))
            )
        );
    }

    private static Chapter Start(string map) =>
        Tiny.Chapter("00-start.ipynb", Tiny.Markdown("# Start"), Tiny.Markdown(map));

    private static string[] Find(string map, string front) =>
        Tiny.Find(new MapAgrees(), Tiny.Chapter("05-tiny.ipynb", Tiny.Markdown(front)), Start(map));
}
