using System.Text.Json.Nodes;
using Markdig.Syntax;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Reads a notebook as a page.</summary>
internal sealed class PageReader
{
    private readonly ExportSource _source;
    private readonly List<PagePart> _parts = [];
    private readonly List<ExportedFile> _attachments = [];
    private readonly Folds _folds;
    private readonly OutputReader _outputs;
    private int _codeCells;

    private PageReader(ExportSource source)
    {
        _source = source;
        _folds = new Folds(_parts);
        _outputs = new OutputReader(source.Name, source.Warn);
    }

    /// <summary>The page of a notebook.</summary>
    public static NotebookPage Read(ExportSource source) => new PageReader(source).Read();

    private NotebookPage Read()
    {
        int notRun = 0;
        foreach (NotebookCell cell in _source.Document.Cells)
        {
            if (cell.IsCode)
            {
                notRun +=
                    cell.ExecutionCount is null
                    && cell.Outputs.Count == 0
                    && !cell.SkipsExecution
                    && !string.IsNullOrWhiteSpace(cell.Source)
                        ? 1
                        : 0;
                AddCode(cell);
            }
            else if (cell.IsMarkdown)
            {
                _folds.AddProse(Linked(cell.Source, cell), cell.Index + 1);
            }
            else
            {
                AddRaw(cell);
            }
        }

        _folds.End();
        if (notRun > 0)
        {
            int codeCells = _source.Document.Cells.Count(cell => cell.IsCode);
            _source.Warn(
                Invariant(
                    $"{notRun} of {codeCells} code cells have not been run: the page shows what is stored (notebooknet run stores outputs)."
                )
            );
        }

        return new NotebookPage(_source.Name, Title(), _parts, _attachments);
    }

    private void AddCode(NotebookCell cell)
    {
        int index = _codeCells++;
        string source = cell.Source.ReplaceLineEndings("\n").Trim('\n');
        bool isMarked = _source.MarksCells && !string.IsNullOrWhiteSpace(source);
        if (isMarked)
        {
            _folds.Add(new CellStart(index, cell.SkipsExecution));
        }

        if (!string.IsNullOrWhiteSpace(source))
        {
            _folds.Add(new Code(source, FenceLanguage.Of(cell, _source.Document.Language)));
        }

        foreach (PagePart part in _outputs.Read(cell))
        {
            _folds.Add(
                part is MarkdownOutput output
                    ? output with
                    {
                        Markdown = Linked(output.Markdown, cell),
                    }
                    : part
            );
        }

        if (isMarked)
        {
            _folds.Add(new CellEnd());
        }
    }

    /// <summary>A raw cell is meant for one kind of page, which its metadata names, or for all of them.</summary>
    private void AddRaw(NotebookCell cell)
    {
        string source = cell.Source.ReplaceLineEndings("\n");
        string? format =
            (cell.Metadata["format"] ?? cell.Metadata["raw_mimetype"]) is JsonValue value
            && value.TryGetValue(out string? mime)
                ? mime
                : null;
        switch (format)
        {
            case "text/markdown":
                _folds.AddProse(Linked(source, cell), cell.Index + 1);
                break;
            case "text/html":
                _folds.Add(new HtmlOutput(BalancedHtml.Of(source)));
                break;
            case null or "" or "text/plain":
                if (!string.IsNullOrWhiteSpace(source))
                {
                    _folds.Add(new Code(source.Trim('\n'), ""));
                }

                break;
        }
    }

    private string Linked(string markdown, NotebookCell cell) =>
        CellLinks.Replace(
            markdown.ReplaceLineEndings("\n"),
            target =>
                target.StartsWith("attachment:", StringComparison.Ordinal)
                    ? Attachment(Uri.UnescapeDataString(target["attachment:".Length..]), cell)
                        ?? target
                    : _source.Link(target)
        );

    private string? Attachment(string name, NotebookCell cell)
    {
        if (cell.Attachments[name] is JsonObject bundle)
        {
            foreach ((string mime, JsonNode? stored) in bundle)
            {
                if (Picture.Knows(mime))
                {
                    try
                    {
                        Picture picture = Picture.Read(mime, stored);
                        string path = Invariant(
                            $"{NotebookPage.FolderOf(_source.Name)}/attachment-{_attachments.Count + 1}{picture.Extension}"
                        );
                        _attachments.Add(new ExportedFile(path, picture.Content));
                        return NotebookPage.Address(path);
                    }
                    catch (FormatException exception)
                    {
                        _source.Warn(
                            Invariant(
                                $"cell {cell.Index + 1}: the attachment {name} cannot be read: {exception.Message}"
                            )
                        );
                        return null;
                    }
                }
            }
        }

        _source.Warn(Invariant($"cell {cell.Index + 1}: there is no picture attached as {name}."));
        return null;
    }

    private string Title() =>
        _parts
            .OfType<Prose>()
            .SelectMany(prose => CellMarkdown.Parse(prose.Markdown).OfType<HeadingBlock>())
            .Where(heading => heading.Inline is not null)
            .Select(heading => InlineText.Of(heading.Inline!).Trim())
            .FirstOrDefault(text => text.Length > 0)
        ?? _source.Name;
}
