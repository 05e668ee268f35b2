using NotebookNet.Site;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>The glossary of the pages is the course's.</summary>
public sealed class GlossaryFileTests
{
    [Fact]
    public void Every_term_of_the_glossary_is_in_the_file()
    {
        GlossaryFile.Entry[] entries =
        [
            .. Chapter
                .All(new Repository(Model.Course.Root, Address: null))
                .SelectMany(GlossaryFile.Read),
        ];

        Assert.Equal(Model.Course.Stored.Glossary!.Terms.Count, entries.Length);
        GlossaryFile.Entry optimizer = Assert.Single(entries, entry => entry.Term == "optimizer");
        Assert.StartsWith("최적화 기법", optimizer.Korean, StringComparison.Ordinal);
        Assert.NotEmpty(optimizer.Meaning);
    }

    [Fact]
    public void Korean_is_readable_in_the_file() =>
        Assert.Contains(
            "\"korean\": \"손실\"",
            GlossaryFile.Write([new GlossaryFile.Entry("loss", "손실", "how wrong")]),
            StringComparison.Ordinal
        );
}
