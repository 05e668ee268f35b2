using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace NotebookNet.Pages.Tests;

/// <summary>All pages of the site, read as files, once.</summary>
internal static class SiteFiles
{
    private static readonly Lazy<IReadOnlyDictionary<string, IHtmlDocument>> s_lazyPages = new(() =>
        Site.All()
            .AsParallel()
            .Select(page =>
                (
                    page,
                    new HtmlParser().ParseDocument(
                        File.ReadAllText(Path.Combine(Site.Folder, page))
                    )
                )
            )
            .ToDictionary()
    );

    public static IReadOnlyDictionary<string, IHtmlDocument> Pages => s_lazyPages.Value;
}
