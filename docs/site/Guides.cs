using NotebookNet.Site.Links;

namespace NotebookNet.Site;

/// <summary>The pages beside the course and the API, in the order in which a reader wants them.</summary>
internal static class Guides
{
    private const string Folder = "docs";

    private static readonly string[] s_order =
    [
        "README.md",
        "docs/browser.md",
        "docs/editors.md",
        "docs/troubleshooting.md",
        "docs/teaching.md",
        "docs/grading.md",
        "docs/runner.md",
        "docs/ci.md",
        "docs/jupyter-kernel.md",
        "CONTRIBUTING.md",
        "docs/writing-a-chapter.md",
        "docs/testing.md",
        "docs/benchmarks.md",
        "docs/packages.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "CODE_OF_CONDUCT.md",
    ];

    /// <summary>The files: those of the order that there are, then every other one of `docs`, the top folder and the data.</summary>
    public static IReadOnlyList<string> Files(Repository repository) =>
        [
            .. s_order
                .Where(repository.HasFile)
                .Concat(repository.Files(Folder, "*.md"))
                .Concat(repository.Files("", "*.md"))
                .Concat(
                    Directory
                        .EnumerateDirectories(repository.PathOf("data"))
                        .Select(folder => $"data/{Path.GetFileName(folder)}/README.md")
                        .Where(repository.HasFile)
                        .Order(StringComparer.Ordinal)
                )
                .Distinct(),
        ];

    /// <summary>Their table of contents, which lies in `docs`.</summary>
    public static IReadOnlyList<ContentsEntry> Entries(Repository repository) =>
        [
            .. Files(repository)
                .Select(file => new ContentsEntry(
                    TitleOf(file, repository),
                    RepositoryPath.Relative($"{Folder}/toc.yml", file)
                )),
        ];

    /// <summary>What a page is called instead of its heading, or null: the README's is the name of the project.</summary>
    public static string? NameOf(string file) =>
        file == "README.md" ? "How to run the course" : null;

    private static string TitleOf(string file, Repository repository) =>
        NameOf(file)
        ?? File.ReadLines(repository.PathOf(file))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))
            ?[2..].Replace("`", "", StringComparison.Ordinal)
        ?? throw new SiteException($"{file}: expected a line that begins with \"# \"");
}
