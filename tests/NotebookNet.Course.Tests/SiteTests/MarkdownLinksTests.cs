using NotebookNet.Site.Links;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>Links of a text change; its other characters do not.</summary>
public sealed class MarkdownLinksTests
{
    [Theory]
    [InlineData("See [the *guide*](a.md#x \"title\").", "See [the *guide*](NEW \"title\").")]
    [InlineData("![a picture](a.png)", "![a picture](NEW)")]
    [InlineData("[![p](a.png)](b.md)", "[![p](NEW)](NEW)")]
    [InlineData(
        "| [a](b.md) | `[a](b.md)` |\n|-|-|\n| [a](b.md) | x |",
        "| [a](NEW) | `[a](b.md)` |\n|-|-|\n| [a](NEW) | x |"
    )]
    [InlineData("<p><a href=\"b.md\">x</a></p>", "<p><a href=\"NEW\">x</a></p>")]
    [InlineData("text <img src=\"b.png\" alt=\"c\"> text", "text <img src=\"NEW\" alt=\"c\"> text")]
    [InlineData("[a][b]\n\n[b]: c.md", "[a][b]\n\n[b]: NEW")]
    [InlineData("```\n[a](b.md)\n```", "```\n[a](b.md)\n```")]
    [InlineData("$[a](b)$ `[a](b.md)`", "$[a](b)$ `[a](b.md)`")]
    public void Every_link_gets_its_target(string text, string expected) =>
        Assert.Equal(expected, MarkdownLinks.Rewrite(text, _ => "NEW"));

    [Fact]
    public void A_link_that_leads_nowhere_leaves_its_text() =>
        Assert.Equal(
            "In `tests` and [here](b.md).",
            MarkdownLinks.Rewrite(
                "In [`tests`](../tests) and [here](b.md).",
                url => url == "b.md" ? url : null
            )
        );
}
