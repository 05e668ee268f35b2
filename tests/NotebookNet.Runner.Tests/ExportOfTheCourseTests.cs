using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Pages;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;
using NotebookNet.Runner.Tests.Packaging;

namespace NotebookNet.Runner.Tests;

/// <summary>Every notebook of the course becomes a page without a warning, and all that it shows is there.</summary>
public partial class ExportOfTheCourseTests
{
    public static TheoryData<string> Chapters =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "notebooks"), "*.ipynb")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_is_Markdown(string chapter)
    {
        (IReadOnlyList<ExportedFile> files, NotebookDocument notebook) = await ExportAsync(
            chapter,
            new MarkdownExport()
        );
        string page = Encoding.UTF8.GetString(files[0].Content);
        int figures = FiguresOf(notebook);

        Assert.Equal(1 + (2 * figures), files.Count);
        Assert.Equal(figures, Count(page, "<figure class=\"notebook-figure\""));
        Assert.Equal(
            Count(page, "<details class=\"notebook-answer\">"),
            Count(page, "Show the answer</summary>")
        );
        Assert.Equal(
            HeadingsOf(notebook),
            CellMarkdown.Parse(page).Descendants<HeadingBlock>().Count()
        );
        Assert.Equal(
            files.Select(file => Convert.ToHexString(file.Content)),
            (await ExportAsync(chapter, new MarkdownExport())).Files.Select(file =>
                Convert.ToHexString(file.Content)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task A_chapter_is_HTML_that_stands_alone(string chapter)
    {
        (IReadOnlyList<ExportedFile> files, NotebookDocument notebook) = await ExportAsync(
            chapter,
            new HtmlExport()
        );
        string page = Encoding.UTF8.GetString(Assert.Single(files).Content);

        Assert.Equal(FiguresOf(notebook), Count(page, "<figure class=\"notebook-figure\""));
        Assert.Equal(HeadingsOf(notebook), Heading().Count(page));
        Assert.Equal(TablesOf(notebook), Count(page, "<table"));
        Assert.Equal(Count(page, "<details"), Count(page, "</details>"));
        Assert.Equal(Count(page, "<div"), Count(page, "</div>"));
        Assert.DoesNotContain("katex-error", page, StringComparison.Ordinal);
        string article = page[
            page.IndexOf("<article>", StringComparison.Ordinal)..page.IndexOf(
                "</article>",
                StringComparison.Ordinal
            )
        ];
        // No equation is left as it was written.
        Assert.DoesNotContain('$', NotWritten().Replace(article, ""));
        string[] anchors =
        [
            .. Anchor()
                .Matches(page)
                .Select(match => Uri.UnescapeDataString(match.Groups[1].Value)),
        ];
        Assert.All(
            anchors,
            anchor => Assert.Contains($"id=\"{anchor}\"", page, StringComparison.Ordinal)
        );
        byte[] again = (await ExportAsync(chapter, new HtmlExport())).Files[0].Content;
        Assert.True(files[0].Content.AsSpan().SequenceEqual(again));
    }

    private static async Task<(
        IReadOnlyList<ExportedFile> Files,
        NotebookDocument Notebook
    )> ExportAsync(string chapter, IExport export)
    {
        string path = Path.Combine(RepositoryFiles.Root, "notebooks", chapter);
        List<string> warnings = [];
        NotebookDocument notebook = NotebookDocument.Read(path);
        IReadOnlyList<ExportedFile> files = await export.ExportAsync(
            new ExportSource(notebook, path, Path.ChangeExtension(path, export.Extension))
            {
                Warn = warnings.Add,
            },
            TestContext.Current.CancellationToken
        );
        Assert.Empty(warnings);
        return (files, notebook);
    }

    private static int FiguresOf(NotebookDocument notebook) =>
        notebook.Cells.Sum(cell => PictureTexts.Pictures(cell.Outputs).Count());

    private static int HeadingsOf(NotebookDocument notebook) =>
        Markdown(notebook).Sum(cell => cell.Descendants<HeadingBlock>().Count());

    private static int TablesOf(NotebookDocument notebook) =>
        Markdown(notebook).Sum(cell => cell.Descendants<Markdig.Extensions.Tables.Table>().Count())
        + notebook
            .Cells.SelectMany(cell => cell.Outputs)
            .Sum(output =>
                Count(NotebookDocument.JoinLines(output!["data"]?["text/html"]), "<table")
            );

    private static IEnumerable<MarkdownDocument> Markdown(NotebookDocument notebook) =>
        notebook
            .Cells.Where(cell => cell.IsMarkdown)
            .Select(cell => CellMarkdown.Parse(cell.Source));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Code, outputs of text, the sources of equations, and tags.</summary>
    [GeneratedRegex(
        "<(?<name>pre|code|annotation)[ >].*?</\\k<name>>|<[^>]*>",
        RegexOptions.Singleline
    )]
    private static partial Regex NotWritten();

    [GeneratedRegex("<h[1-6][ >]")]
    private static partial Regex Heading();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Anchor();
}
