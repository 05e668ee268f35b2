using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using StbImageSharp;

namespace NotebookNet.Pages.Tests;

/// <summary>What the first paint of a page waits for, read off the site's files: the same on every machine.</summary>
public sealed class FirstPaintTests
{
    /// <summary>docfx's, the one of the chapters and the site's own. docfx's has 313 kB of the bytes.</summary>
    private const int Sheets = 3;

    private const long SheetBytes = 340_000;

    /// <summary>One script that chooses light or dark: later it would be seen.</summary>
    private const int ScriptCharacters = 400;

    private const long PictureBytes = 50_000;

    [Fact]
    public void Three_style_sheets_and_the_choice_of_light_or_dark_stand_before_it()
    {
        Needs.Site();
        List<string> faults = [];
        foreach ((string name, IHtmlDocument page) in SiteFiles.Pages)
        {
            IElement[] sheets =
            [
                .. page.QuerySelectorAll("link[rel~=stylesheet]:not([media=print], [disabled])"),
            ];
            FileInfo[] files =
            [
                .. sheets.Select(sheet => FileOf(name, sheet.GetAttribute("href")!)),
            ];
            long bytes = files.Sum(file => file.Length);
            if (sheets.Length > Sheets || bytes > SheetBytes)
            {
                faults.Add(
                    Invariant(
                        $"{name}: {sheets.Length} style sheets of {bytes} bytes; decided were {Sheets} of {SheetBytes}"
                    )
                );
            }
            faults.AddRange(
                files
                    .Where(file => File.ReadAllText(file.FullName).Contains("@import"))
                    .Select(file => $"{name}: {file.Name} imports another")
            );
            IHtmlScriptElement[] scripts =
            [
                .. page.Scripts.Where(script =>
                    script.Type is null or "" or "text/javascript"
                    && !script.IsAsync
                    && !script.IsDeferred
                ),
            ];
            faults.AddRange(
                scripts
                    .Where(script => script.Source is not null)
                    .Select(script => $"{name}: the page waits for {script.Source}")
            );
            int characters = scripts.Sum(script => script.Text.Trim().Length);
            if (characters > ScriptCharacters)
            {
                faults.Add(
                    Invariant(
                        $"{name}: {characters} characters of script in the page; decided were {ScriptCharacters}"
                    )
                );
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void One_picture_at_most_is_fetched_whether_it_is_seen_or_not()
    {
        Needs.Site();
        List<string> faults = [];
        foreach ((string name, IHtmlDocument page) in SiteFiles.Pages)
        {
            string[] pictures =
            [
                .. page.QuerySelectorAll("article img:not([loading=lazy])")
                    .Select(picture => picture.GetAttribute("src")!),
            ];
            if (
                pictures.Length > 1
                || pictures.Sum(picture => FileOf(name, picture).Length) > PictureBytes
            )
            {
                faults.Add(
                    $"{name}: {string.Join(", ", pictures)}; decided was one of {PictureBytes} bytes"
                );
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_picture_has_its_place_before_it_comes()
    {
        Needs.Site();
        IEnumerable<string> faults =
            from page in SiteFiles.Pages
            from picture in page.Value.QuerySelectorAll("article img")
            let width = Number(picture, "width")
            let height = Number(picture, "height")
            where width * height == 0 || !Fits(page.Key, picture, width, height)
            select Invariant(
                $"{page.Key}: {picture.GetAttribute("src")} has {width} × {height} pixels on the page, or its file other proportions"
            );
        Assert.Empty(faults);
    }

    private static bool Fits(string page, IElement picture, int width, int height)
    {
        FileInfo file = FileOf(page, picture.GetAttribute("src")!);
        if (file.Extension != ".png")
        {
            return true;
        }
        using FileStream stream = file.OpenRead();
        ImageInfo info = ImageInfo.FromStream(stream)!.Value;
        return Math.Abs(((double)info.Height / info.Width * width) - height) <= 1;
    }

    private static int Number(IElement element, string name) =>
        int.TryParse(
            element.GetAttribute(name),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : 0;

    private static FileInfo FileOf(string page, string url) =>
        new(
            Path.Combine(
                Site.Folder,
                Path.GetDirectoryName(page)!,
                Uri.UnescapeDataString(url.Split('?')[0])
            )
        );
}
