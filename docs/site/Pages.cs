using NotebookNet.Site.Links;

namespace NotebookNet.Site;

/// <summary>The pages that are Markdown in the repository, and whatever a page links: what they name comes to lie in the build folder.</summary>
/// <param name="repository">Where they come from.</param>
/// <param name="folder">Where they go.</param>
/// <param name="others">The pages that somebody else writes.</param>
internal sealed class Pages(Repository repository, BuildFolder folder, IEnumerable<string> others)
{
    private readonly Pictures _pictures = new(repository);
    private readonly HashSet<string> _known = [.. others];
    private readonly Queue<LinkTarget> _wanted = [];

    /// <summary>The text of a page with the site's links and the sizes of its pictures; what the links lead to is asked for.</summary>
    /// <param name="file">Where the page lies.</param>
    /// <param name="markdown">Its text.</param>
    public string Linked(string file, string markdown) =>
        MarkdownLinks.Rewrite(_pictures.Sized(file, markdown), url => Resolve(file, url));

    /// <summary>Asks for the page of a Markdown file.</summary>
    public void Want(string file) => Want(file, new LinkTarget.Page(file));

    /// <summary>Writes what was asked for, and what that asks for.</summary>
    public void WriteWanted()
    {
        while (_wanted.TryDequeue(out LinkTarget? target))
        {
            switch (target)
            {
                case LinkTarget.Page page:
                    string markdown = File.ReadAllText(repository.PathOf(page.File));
                    folder.Write(
                        page.File,
                        PageSettings.Of(Guides.NameOf(page.File), Excerpt.Of(markdown))
                            + Linked(page.File, markdown)
                    );
                    break;
                case LinkTarget.Source source:
                    folder.Write(
                        $"{source.File}.md",
                        SourcePage.Of(source.File, File.ReadAllText(repository.PathOf(source.File)))
                    );
                    break;
                case LinkTarget.Resource resource:
                    folder.Copy(repository.PathOf(resource.File), resource.File);
                    break;
            }
        }
    }

    private string? Resolve(string from, string url)
    {
        string anchor = url.Contains('#') ? url[url.IndexOf('#')..] : "";
        LinkTarget target = LinkTarget.Of(repository, from, url);
        switch (target)
        {
            case LinkTarget.Page page:
                Want(page.File, target);
                return RepositoryPath.Relative(from, page.File) + anchor;
            case LinkTarget.Source source:
                Want(source.File, target);
                return $"{RepositoryPath.Relative(from, source.File)}.md{anchor}";
            case LinkTarget.Resource resource:
                Want(resource.File, target);
                return url;
            case LinkTarget.Reference reference:
                return $"xref:{reference.Uid}";
            case LinkTarget.Elsewhere outside:
                return repository.Address is string address
                    ? $"{address}/tree/HEAD/{outside.Path}"
                    : null;
            default:
                return url;
        }
    }

    private void Want(string file, LinkTarget target)
    {
        if (_known.Add(file))
        {
            _wanted.Enqueue(target);
        }
    }
}
