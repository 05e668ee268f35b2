using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class LinksHoldTests
{
    private static readonly Chapter s_other = Tiny.Chapter(
        "06-other.ipynb",
        Tiny.Markdown(
            "# 06 · Other (다른)\n\n## 3 · The four steps\n\n<a id=\"here\"></a>\n\n## Again\n\n## Again"
        )
    );

    [Theory]
    [InlineData("[other](06-other.ipynb)")]
    [InlineData("[steps](06-other.ipynb#3--the-four-steps)")]
    [InlineData("[here](06-other.ipynb#here)")]
    [InlineData("[second](06-other.ipynb#again-1)")]
    [InlineData("[self](#a-heading)")]
    [InlineData("<a href=\"06-other.ipynb#here\">here</a>")]
    [InlineData("<https://example.org> and [far](https://example.org/x.ipynb#y)")]
    [InlineData("[a file](NotebookNet.Course.Tests.dll)")]
    public void Links_that_lead_somewhere_are_right(string link) => Assert.Empty(Find(link));

    [Theory]
    [InlineData("[gone](07-gone.ipynb)", "there is no 07-gone.ipynb")]
    [InlineData("[gone](06-other.ipynb#the-five-steps)", "06-other.ipynb has no heading")]
    [InlineData("[gone](#there)", "05-tiny.ipynb has no heading")]
    [InlineData("<a href='gone.png'>x</a>", "there is no gone.png")]
    [InlineData("![picture](gone.png)", "there is no gone.png")]
    public void Broken_links_are_found(string link, string expected) =>
        Assert.Contains(expected, Assert.Single(Find(link)), StringComparison.Ordinal);

    private static string[] Find(string link) =>
        Tiny.Find(
            new LinksHold(),
            Tiny.Chapter("05-tiny.ipynb", Tiny.Markdown($"## A heading\n\n{link}")),
            s_other
        );
}
