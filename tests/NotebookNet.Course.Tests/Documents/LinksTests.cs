using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Documents;

/// <summary>Every link of a Markdown file to a file of the repository, or to a heading in one, leads there.</summary>
public sealed class LinksTests
{
    [Fact]
    public void Links_lead_to_what_is_there()
    {
        IReadOnlyList<DocumentFile> all = DocumentFile.All;
        Assert.Contains(all, document => document.Name == "README.md");
        Assert.Empty(all.SelectMany(Broken));
    }

    [Theory]
    [InlineData("[gone](gone.md)", "there is no gone.md")]
    [InlineData("[gone](README.md#gone)", "README.md has nothing with the anchor gone")]
    [InlineData(
        "<a href=\"notebooks/06-optimizers.ipynb#gone\">x</a>",
        "06-optimizers.ipynb has nothing with the anchor gone"
    )]
    [InlineData("![gone](docs/gone.png)", "there is no docs/gone.png")]
    public void Broken_links_are_found(string markdown, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(Broken(Beside(markdown))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("[here](#a-heading), [there](LICENSE), [far](https://example.org/gone.md#gone)")]
    [InlineData("[a section](README.md#the-chapters)")]
    [InlineData("[a section](notebooks/06-optimizers.ipynb#summary)")]
    public void Links_that_hold_are_right(string markdown) =>
        Assert.Empty(Broken(Beside(markdown)));

    private static DocumentFile Beside(string markdown) =>
        new(
            Path.Combine(Model.Course.Root, "beside.md"),
            ChapterCell.Read($"# A heading\n\n{markdown}")
        );

    private static IEnumerable<string> Broken(DocumentFile document) =>
        MarkdownLinks
            .Of(document.Markdown)
            .Select(url => Problem(document, Uri.UnescapeDataString(url)))
            .OfType<string>();

    private static string? Problem(DocumentFile document, string url)
    {
        string[] parts = url.Split('#', 2);
        string path =
            parts[0].Length == 0
                ? document.Path
                : Path.GetFullPath(Path.Combine(document.Folder, parts[0]));
        return parts[0].Length > 0 && !Path.Exists(path)
                ? $"{document.Name}: there is no {parts[0]} beside it"
            : parts.Length == 1 || Anchors(document, path).Contains(parts[1]) ? null
            : $"{document.Name}: {Path.GetFileName(path)} has nothing with the anchor {parts[1]}";
    }

    private static IEnumerable<string> Anchors(DocumentFile document, string path) =>
        path == document.Path ? MarkdownLinks.Anchors([document.Markdown])
        : Path.GetExtension(path) == ".md"
            ? MarkdownLinks.Anchors([DocumentFile.Read(path).Markdown])
        : Path.GetExtension(path) == ".ipynb" ? Chapter.Read(path).Anchors
        : [];
}
