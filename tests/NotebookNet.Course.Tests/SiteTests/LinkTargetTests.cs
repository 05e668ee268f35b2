using NotebookNet.Site;
using NotebookNet.Site.Links;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>What a link of the repository leads to on the site.</summary>
public sealed class LinkTargetTests
{
    private static readonly Repository s_repository = new(Model.Course.Root, Address: null);

    [Theory]
    [InlineData("docs/runner.md", "ci.md", "docs/ci.md")]
    [InlineData("docs/runner.md", "ci.md#parameters", "docs/ci.md")]
    [InlineData("data/runs/README.md", "../../docs/testing.md", "docs/testing.md")]
    [InlineData("docs/x.md", "../data/mnist", "data/mnist/README.md")]
    [InlineData("README.md", "notebooks/06-optimizers.ipynb", "notebooks/06-optimizers.md")]
    public void Markdown_files_and_notebooks_are_pages(string from, string url, string file) =>
        Assert.Equal(new LinkTarget.Page(file), LinkTarget.Of(s_repository, from, url));

    [Fact]
    public void Code_is_shown_and_pictures_are_files()
    {
        Assert.Equal(
            new LinkTarget.Source("notebooks/13b-digit-reader/DigitImage.cs"),
            LinkTarget.Of(s_repository, "notebooks/13b.md", "13b-digit-reader/DigitImage.cs")
        );
        Assert.Equal(
            new LinkTarget.Source("LICENSE"),
            LinkTarget.Of(s_repository, "README.md", "LICENSE")
        );
        Assert.Equal(
            new LinkTarget.Resource("docs/optimizers.png"),
            LinkTarget.Of(s_repository, "docs/x.md", "optimizers.png")
        );
    }

    [Fact]
    public void The_library_is_its_reference() =>
        Assert.Equal(
            new LinkTarget.Reference("NotebookNet"),
            LinkTarget.Of(s_repository, "README.md", "lib/NotebookNet")
        );

    [Theory]
    [InlineData("tests")]
    [InlineData(".config/dotnet-tools.json")]
    public void Other_folders_and_hidden_files_are_the_repositorys(string path) =>
        Assert.Equal(
            new LinkTarget.Elsewhere(path),
            LinkTarget.Of(s_repository, "README.md", path)
        );

    [Theory]
    [InlineData("https://example.org/docs/ci.md")]
    [InlineData("mailto:someone@example.org")]
    [InlineData("#start")]
    [InlineData("../outside.md")]
    [InlineData("docs/not-there.md")]
    public void What_is_no_file_here_stays(string url) =>
        Assert.Equal(new LinkTarget.Unchanged(), LinkTarget.Of(s_repository, "README.md", url));

    [Theory]
    [InlineData(
        "notebooks/06-optimizers.md",
        "notebooks/07-weight-initialization.md",
        "07-weight-initialization.md"
    )]
    [InlineData("docs/a.md", "README.md", "../README.md")]
    [InlineData("data/runs/README.md", "data/mnist/README.md", "../mnist/README.md")]
    [InlineData("README.md", "docs/a.md", "docs/a.md")]
    public void The_way_from_a_page_to_another(string from, string to, string way) =>
        Assert.Equal(way, RepositoryPath.Relative(from, to));
}
