using System.Text;
using NotebookNet.Interactive;
using NotebookNet.Runner.Export;
using NotebookNet.Site.Api;

namespace NotebookNet.Site;

/// <summary>Everything that docfx makes the site from, in `docs/site/obj/pages`.</summary>
internal static class SiteSources
{
    private const string Here = "docs/site";

    /// <summary>Writes them, and removes the site that was made before.</summary>
    /// <param name="repository">Where everything comes from.</param>
    /// <param name="pictures">Draws pictures for dark pages; null where none are drawn.</param>
    public static async Task WriteAsync(Repository repository, FigurePictures? pictures)
    {
        string output = repository.PathOf($"{Here}/_site");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        BuildFolder folder = new(repository.PathOf($"{Here}/obj/pages"));
        IReadOnlyList<Chapter> chapters = Chapter.All(repository);
        Pages pages = new(repository, folder, chapters.Select(chapter => chapter.Page));
        await WriteChaptersAsync(repository, folder, chapters, pages, new MarkdownExport(pictures));
        string front = FrontPage.Of(
            File.ReadAllText(repository.PathOf($"{Here}/index.md")),
            File.ReadAllText(repository.PathOf("README.md"))
        );
        folder.Write("index.md", pages.Linked("index.md", front));
        foreach (string guide in Guides.Files(repository))
        {
            pages.Want(guide);
        }

        pages.WriteWanted();
        WriteContents(repository, folder, chapters);
        foreach ((string type, List<Chapter> users) in ApiPages.Uses(chapters))
        {
            folder.Write($"overwrite/{type.Replace('`', '-')}.md", ApiPages.Write(type, users));
        }

        WriteAssets(repository, folder, chapters);
    }

    private static async Task WriteChaptersAsync(
        Repository repository,
        BuildFolder folder,
        IReadOnlyList<Chapter> chapters,
        Pages pages,
        MarkdownExport export
    )
    {
        foreach (Chapter chapter in chapters)
        {
            IReadOnlyList<ExportedFile> files = await export.ExportAsync(
                new ExportSource(
                    chapter.Notebook,
                    repository.PathOf(chapter.File),
                    repository.PathOf(chapter.Page)
                )
                {
                    MarksCells = true,
                    Warn = message => throw new SiteException(message),
                },
                CancellationToken.None
            );
            string linked = pages.Linked(chapter.Page, Encoding.UTF8.GetString(files[0].Content));
            folder.Write(chapter.Page, ChapterPage.Of(chapter, linked));
            foreach (ExportedFile file in files.Skip(1))
            {
                folder.Write($"notebooks/{file.Path}", file.Content);
            }

            folder.Copy(repository.PathOf(chapter.File), chapter.File);
        }
    }

    private static void WriteContents(
        Repository repository,
        BuildFolder folder,
        IReadOnlyList<Chapter> chapters
    )
    {
        folder.Write(
            "toc.yml",
            Contents.Write([
                new ContentsEntry("Course", "notebooks/"),
                new ContentsEntry("Guides", "docs/"),
                new ContentsEntry("API", "api/"),
            ])
        );
        folder.Write("notebooks/toc.yml", Contents.Write(Contents.OfCourse(chapters)));
        folder.Write("docs/toc.yml", Contents.Write(Guides.Entries(repository)));
    }

    private static void WriteAssets(
        Repository repository,
        BuildFolder folder,
        IReadOnlyList<Chapter> chapters
    )
    {
        folder.Copy(repository.PathOf("lib/icon.svg"), "icon.svg");
        folder.Write("public/plotly.min.js", Encoding.UTF8.GetBytes(PlotlyScript.Source));
        folder.Write("public/page.js", PageAssets.Script());
        folder.Write("public/page.css", PageAssets.Style());
        folder.Write(
            "glossary.json",
            GlossaryFile.Write([.. chapters.SelectMany(GlossaryFile.Read)])
        );
    }
}
