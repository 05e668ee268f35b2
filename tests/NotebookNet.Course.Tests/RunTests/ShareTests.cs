using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class ShareTests
{
    [Theory]
    [InlineData(null, 4, true)]
    [InlineData("", 4, true)]
    [InlineData("04,06", 4, true)]
    [InlineData("4", 4, true)]
    [InlineData("06", 4, false)]
    [InlineData("06", null, false)]
    [InlineData("06,appendix", null, true)]
    [InlineData("06,appendix", 6, true)]
    [InlineData("appendix", 4, false)]
    public void Chapters_are_chosen_by_number(string? setting, int? chapter, bool expected) =>
        Assert.Equal(expected, Share.IsTested(chapter, setting));

    [Theory]
    [InlineData(null, 4, true)]
    [InlineData("all", 4, true)]
    [InlineData("none", 4, false)]
    [InlineData("1/3", 4, true)]
    [InlineData("2/3", 4, false)]
    [InlineData("3/3", 6, true)]
    [InlineData("0/3", 6, true)]
    public void Reruns_are_chosen_by_number_too(string? setting, int? chapter, bool expected) =>
        Assert.Equal(expected, Share.RunsTwice(chapter, setting));

    [Theory]
    [InlineData("a third")]
    [InlineData("1/0")]
    [InlineData("-1/3")]
    public void Unknown_settings_are_refused(string setting)
    {
        Assert.Contains(
            $"is \"{setting}\", expected all, none",
            Assert.Throws<FormatException>(() => Share.RunsTwice(4, setting)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<FormatException>(() => Share.IsTested(4, setting));
    }

    [Fact]
    public void Every_chapter_is_in_exactly_one_share()
    {
        for (int chapter = 0; chapter < 13; chapter++)
        {
            Assert.Single(Enumerable.Range(1, 3), part => Share.RunsTwice(chapter, $"{part}/3"));
        }
    }
}
