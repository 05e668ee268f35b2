using Markdig.Syntax;

namespace NotebookNet.Course.Tests.Model;

/// <summary>A Markdown file of the repository.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Markdown">What it says, as a tree.</param>
internal sealed record DocumentFile(string Path, MarkdownDocument Markdown)
{
    /// <summary>All of them but those in folders that git ignores.</summary>
    public static IReadOnlyList<DocumentFile> All
    {
        get
        {
            HashSet<string> left =
            [
                ".git",
                .. File.ReadLines(System.IO.Path.Combine(Course.Root, ".gitignore"))
                    .Where(line => line.EndsWith('/'))
                    .Select(line => System.IO.Path.GetFileName(line.TrimEnd('/'))),
            ];
            return [.. In(new DirectoryInfo(Course.Root), left).Select(Read)];
        }
    }

    /// <summary>The path from the top of the repository, for messages.</summary>
    public string Name => System.IO.Path.GetRelativePath(Course.Root, Path);

    /// <summary>Where its links begin. The site's first page is made of a file that lies elsewhere.</summary>
    public string Folder =>
        Path == System.IO.Path.Combine(Course.Root, "docs", "site", "index.md")
            ? Course.Root
            : System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    public static DocumentFile Read(string path) =>
        new(path, ChapterCell.Read(File.ReadAllText(path)));

    private static IEnumerable<string> In(DirectoryInfo folder, HashSet<string> left) =>
        folder
            .EnumerateFiles("*.md")
            .Select(file => file.FullName)
            .Concat(
                folder
                    .EnumerateDirectories()
                    .Where(inner => !left.Contains(inner.Name) && inner.LinkTarget is null)
                    .SelectMany(inner => In(inner, left))
            );
}
