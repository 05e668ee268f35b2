using System.Text.RegularExpressions;

namespace NotebookNet.Site.Links;

/// <summary>What a link of the repository leads to on the site.</summary>
internal abstract partial record LinkTarget
{
    /// <summary>A place outside, a heading of the same page, or nothing that there is: left as it is. docfx reports the last.</summary>
    public sealed record Unchanged : LinkTarget;

    /// <summary>A Markdown file, which becomes a page.</summary>
    public sealed record Page(string File) : LinkTarget;

    /// <summary>A file of code or text, which is shown on a page.</summary>
    public sealed record Source(string File) : LinkTarget;

    /// <summary>A picture or a table, which lies on the site as it is.</summary>
    public sealed record Resource(string File) : LinkTarget;

    /// <summary>A part of the API.</summary>
    public sealed record Reference(string Uid) : LinkTarget;

    /// <summary>A folder, or a file for some program, that only the repository shows.</summary>
    public sealed record Elsewhere(string Path) : LinkTarget;

    private static readonly string[] s_resources =
    [
        ".csv",
        ".gif",
        ".gz",
        ".jpg",
        ".png",
        ".safetensors",
        ".svg",
    ];

    private static readonly Dictionary<string, string> s_references = new()
    {
        ["lib/NotebookNet"] = "NotebookNet",
        ["lib/NotebookNet.Interactive"] = "NotebookNet.Interactive",
    };

    /// <summary>What a link leads to.</summary>
    /// <param name="repository">Where the files are.</param>
    /// <param name="from">The page that has the link.</param>
    /// <param name="url">The link as it is written.</param>
    public static LinkTarget Of(Repository repository, string from, string url)
    {
        string path = Uri.UnescapeDataString(url.Split('#')[0]);
        if (
            path.Length == 0
            || Outside().IsMatch(url)
            || RepositoryPath.Combine(RepositoryPath.FolderOf(from), path) is not string target
        )
        {
            return new Unchanged();
        }

        if (s_references.TryGetValue(target, out string? uid))
        {
            return new Reference(uid);
        }

        string readme = $"{target}/README.md";
        return repository.HasFolder(target)
            ? repository.HasFile(readme)
                ? new Page(readme)
                : new Elsewhere(target)
            : !repository.HasFile(target)
                ? new Unchanged()
                : target.Split('/').Any(part => part.StartsWith('.'))
                    ? new Elsewhere(target)
                    : Path.GetExtension(target) is ".md" or ".ipynb"
                        ? new Page(Path.ChangeExtension(target, ".md"))
                        : s_resources.Contains(Path.GetExtension(target))
                            ? new Resource(target)
                            : new Source(target);
    }

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
