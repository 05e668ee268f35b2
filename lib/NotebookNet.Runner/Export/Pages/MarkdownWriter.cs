using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Writes a page as Markdown.</summary>
internal sealed partial class MarkdownWriter
{
    private readonly NotebookPage _page;
    private readonly List<string> _blocks = [];
    private readonly List<ExportedFile> _files = [];

    private MarkdownWriter(NotebookPage page) => _page = page;

    /// <summary>The page and its files.</summary>
    /// <param name="page">The page.</param>
    /// <param name="file">The name of its file.</param>
    public static IReadOnlyList<ExportedFile> Write(NotebookPage page, string file)
    {
        MarkdownWriter writer = new(page);
        foreach (PagePart part in page.Parts)
        {
            writer.Add(part);
        }

        string text = string.Join("\n\n", writer._blocks) + "\n";
        // A page that begins with a line of hyphens would begin with settings for the program that reads it.
        text = text.StartsWith("---", StringComparison.Ordinal) ? "\n" + text : text;
        return
        [
            new ExportedFile(file, Encoding.UTF8.GetBytes(text)),
            .. writer._files,
            .. page.Attachments,
        ];
    }

    private void Add(PagePart part) =>
        _blocks.Add(
            part switch
            {
                Prose prose => Closed(prose.Markdown),
                Code code => Fenced(code),
                PageFigure figure => Figure(figure),
                PictureOutput picture => Picture(picture),
                HtmlOutput html =>
                    $"<div class=\"notebook-output\">{OneHtmlBlock.Of(html.Html.Trim())}</div>",
                MarkdownOutput output =>
                    $"<div class=\"notebook-output\">\n\n{Closed(output.Markdown.Trim())}\n\n</div>",
                TextOutput text => OutputHtml.Of(text),
                CellStart cell => Invariant(
                    $"<div class=\"notebook-cell\" data-cell=\"{cell.Index}\"{(cell.IsSkipped ? " data-skipped" : "")}>"
                ),
                CellEnd => "</div>",
                FoldStart => OutputHtml.FoldStart,
                FoldEnd => OutputHtml.FoldEnd,
                _ => throw new InvalidOperationException(
                    $"{part.GetType().Name} is no part of a page."
                ),
            }
        );

    private static string Fenced(Code code)
    {
        int longest = Backticks()
            .Matches(code.Source)
            .Select(match => match.Length)
            .Append(2)
            .Max();
        string fence = new('`', longest + 1);
        return $"{fence}{code.Language}\n{code.Source}\n{fence}";
    }

    private string Figure(PageFigure figure)
    {
        string folder = NotebookPage.FolderOf(_page.Name);
        string path = $"{folder}/{figure.Name}";
        _files.Add(
            new ExportedFile($"{path}.json", Encoding.UTF8.GetBytes(figure.Json.ToJsonString()))
        );
        if (figure.Light is { } light)
        {
            _files.Add(new ExportedFile($"{path}{light.Extension}", light.Content));
        }

        if (figure.Dark is { } dark)
        {
            _files.Add(new ExportedFile($"{path}-dark{dark.Extension}", dark.Content));
        }

        string address = NotebookPage.Address(path);
        return OutputHtml.Of(
            figure,
            $"{address}.json",
            $"{address}{figure.Light?.Extension}",
            $"{address}-dark{figure.Dark?.Extension}"
        );
    }

    private string Picture(PictureOutput output)
    {
        _files.Add(new ExportedFile(output.File, output.Picture.Content));
        return OutputHtml.Of(output, NotebookPage.Address(output.File));
    }

    /// <summary>The text with an end to what is still open at its end, and would take in what follows.</summary>
    private static string Closed(string markdown)
    {
        Markdig.Syntax.Block? last = CellMarkdown.Parse(markdown).LastChild;
        return last switch
        {
            FencedCodeBlock { ClosingFencedCharCount: 0 } fence =>
                $"{markdown}\n{new string(fence.FencedChar, fence.OpeningFencedCharCount)}",
            HtmlBlock { Type: HtmlBlockType.Comment } html
                when !CellMarkdown
                    .SourceOf(markdown, html)
                    .Contains("-->", StringComparison.Ordinal) => $"{markdown}\n-->",
            _ => markdown,
        };
    }

    [GeneratedRegex("`{3,}")]
    private static partial Regex Backticks();
}
