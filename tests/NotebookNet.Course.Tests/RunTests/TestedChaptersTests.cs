using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class TestedChaptersTests
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
        Assert.Equal(expected, TestedChapters.Include(chapter, setting));

    [Theory]
    [InlineData("a third")]
    [InlineData("-1")]
    public void Unknown_settings_are_refused(string setting) =>
        Assert.Contains(
            $"is \"{setting}\", expected numbers",
            Assert.Throws<FormatException>(() => TestedChapters.Include(4, setting)).Message,
            StringComparison.Ordinal
        );
}
