using System.Runtime.CompilerServices;

namespace NotebookNet.Pages.Tests;

/// <summary>The site, as <c>dotnet run --project docs/site</c> has built it.</summary>
internal static class Site
{
    public const string Chapter = "notebooks/06-optimizers.html";
    public const string Tables = "notebooks/09b-dropout.html";
    public const string Type = "api/NotebookNet.Adam.html";
    public const string Front = "index.html";

    private static readonly string[] s_chosen = [Front, Chapter, Tables, Type];

    /// <summary>The folder with everything in it.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>The folder of these tests.</summary>
    public static string Tests { get; } = Here();

    public static string Folder { get; } = Path.Combine(Root, "docs", "site", "_site");

    /// <summary>Every page: four in the first tier, the others in the long one.</summary>
    public static IEnumerable<TheoryDataRow<string>> Pages => Rows(All());

    /// <summary>Every page with a figure: the chapter among the four in the first tier, the others in the long one.</summary>
    public static IEnumerable<TheoryDataRow<string>> Chapters =>
        Rows(All().Where(page => Figures(page).Any()));

    /// <summary>The addresses of all pages below the site's folder, in order.</summary>
    public static IReadOnlyList<string> All() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
                    // What the menus are made of; the page of a menu is none to read.
                    .Where(page => Path.GetFileName(page) != "toc.html")
                    .Order(StringComparer.Ordinal),
            ]
            : s_chosen;

    /// <summary>The data of a page's figures.</summary>
    public static IEnumerable<string> Figures(string page)
    {
        string folder = Path.Combine(Folder, Path.ChangeExtension(page, null) + "_files");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "figure-*.json") : [];
    }

    private static IEnumerable<TheoryDataRow<string>> Rows(IEnumerable<string> pages) =>
        pages.Select(page =>
            s_chosen.Contains(page)
                ? new TheoryDataRow<string>(page)
                : new TheoryDataRow<string>(page).WithTrait("Tier", "long")
        );

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
