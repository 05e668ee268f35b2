using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export;

/// <summary>Where the links of notebooks lead once these are pages in another folder.</summary>
/// <param name="pages">The notebooks that are exported together, each with its page.</param>
internal sealed class PageLinks(IEnumerable<(string Notebook, string Page)> pages)
{
    private readonly Dictionary<string, string> _pages = pages
        .GroupBy(pair => RealPath.Of(pair.Notebook))
        .ToDictionary(group => group.Key, group => Path.GetFullPath(group.First().Page));

    /// <summary>What a relative link of a notebook becomes on its page: the other notebook's page, or the way back to the file.</summary>
    public string Replace(string notebook, string page, string link)
    {
        int end = link.IndexOfAny(['#', '?']);
        string rest = end < 0 ? "" : link[end..];
        string path = Uri.UnescapeDataString(end < 0 ? link : link[..end]);
        if (path.Contains('\0'))
        {
            return link;
        }

        string target = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(notebook))!, path)
        );
        target = _pages.GetValueOrDefault(Real(target), target);
        string way = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(page))!, target);
        string slash =
            Path.EndsInDirectorySeparator(path) && !Path.EndsInDirectorySeparator(way) ? "/" : "";
        return Path.IsPathRooted(way)
            ? new Uri(way).AbsoluteUri + rest
            : NotebookPage.Address(way.Replace(Path.DirectorySeparatorChar, '/') + slash) + rest;
    }

    private static string Real(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (IOException)
        {
            return path;
        }
    }
}
