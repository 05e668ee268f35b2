using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace NotebookNet.Pages.Tests;

/// <summary>What can be read off the site's files: links, headings, alternative texts.</summary>
public sealed class LinkTests
{
    private static readonly Uri s_base = new("http://site.invalid/");

    [Fact]
    public void Every_link_leads_to_something()
    {
        Needs.Site();
        IEnumerable<string> faults =
            from page in SiteFiles.Pages
            from element in page.Value.QuerySelectorAll(
                "[href], [src], [data-figure], source[srcset]"
            )
            from name in (string[])["href", "src", "srcset", "data-figure"]
            let link = element.GetAttribute(name)
            where link is not null && Fault(page.Key, element, link) is not null
            select $"{page.Key}: {link}: {Fault(page.Key, element, link)}";
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public void Headings_are_in_order()
    {
        Needs.Site();
        List<string> faults = [];
        foreach ((string name, IHtmlDocument page) in SiteFiles.Pages)
        {
            int[] levels =
            [
                .. page.QuerySelectorAll(
                        "article h1, article h2, article h3, article h4, article h5, article h6"
                    )
                    .Select(heading => heading.TagName[1] - '0'),
            ];
            if (levels.Count(level => level == 1) != 1 || levels[0] != 1)
            {
                faults.Add(
                    Invariant(
                        $"{name}: {levels.Count(level => level == 1)} headings of the first level"
                    )
                );
            }
            faults.AddRange(
                levels
                    .Zip(levels.Skip(1))
                    .Where(pair => pair.Second > pair.First + 1)
                    .Select(pair => Invariant($"{name}: h{pair.Second} follows h{pair.First}"))
            );
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_picture_says_what_it_shows()
    {
        Needs.Site();
        IEnumerable<string> faults =
            from page in SiteFiles.Pages
            from image in page.Value.QuerySelectorAll("img")
            let alt = image.GetAttribute("alt")
            where
                string.IsNullOrWhiteSpace(alt)
                || Path.GetFileName(image.GetAttribute("src") ?? "")
                    .StartsWith(alt, StringComparison.OrdinalIgnoreCase)
                || (
                    image.Closest(".notebook-figure") is IElement figure
                    && alt.Length <= Title(page.Key, figure).Length
                )
            select $"{page.Key}: {image.GetAttribute("src")}: \"{alt}\"";
        Assert.Empty(faults);
    }

    [Fact]
    public void No_name_is_given_twice_on_a_page()
    {
        Needs.Site();
        IEnumerable<string> faults =
            from page in SiteFiles.Pages
            where !page.Key.StartsWith("api/", StringComparison.Ordinal)
            from same in page.Value.QuerySelectorAll("[id]").GroupBy(element => element.Id)
            where same.Count() > 1
            select Invariant($"{page.Key}: #{same.Key} {same.Count()} times");
        Assert.Empty(faults);
    }

    private static string? Fault(string page, IElement element, string link)
    {
        if (element is IHtmlAnchorElement && link is "" or "#")
        {
            return "leads nowhere";
        }
        Uri target = new(new Uri(s_base, page), link);
        if (target.Host != s_base.Host)
        {
            // What is elsewhere may be linked, and is never asked for.
            return target.Scheme is "data" || element is IHtmlAnchorElement
                ? null
                : "is of another host";
        }
        string path = Uri.UnescapeDataString(target.AbsolutePath[1..]);
        path = path is "" || path.EndsWith('/') ? path + "index.html" : path;
        if (!File.Exists(Path.Combine(Site.Folder, path)))
        {
            return "is not there";
        }
        string anchor = Uri.UnescapeDataString(target.Fragment.TrimStart('#'));
        return
            anchor is ""
            || !SiteFiles.Pages.TryGetValue(path, out IHtmlDocument? other)
            || other.GetElementById(anchor) is not null
            || other.GetElementsByName(anchor).Length > 0
            ? null
            : "has no such place";
    }

    private static string Title(string page, IElement figure)
    {
        string path = Path.Combine(
            Site.Folder,
            Path.GetDirectoryName(page)!,
            figure.GetAttribute("data-figure")!
        );
        return (string?)JsonNode.Parse(File.ReadAllText(path))?["layout"]?["title"]?["text"] ?? "";
    }
}
