using System.Net;
using Markdig;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Takes a notebook apart: prose, code by the steps of its cells, and what `#!import` brings in its place.</summary>
internal sealed class PartReader(ExportSource source)
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .UseAdvancedExtensions()
        .Build();

    private readonly string _directory = Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
    private readonly Stack<string> _importing = new([Path.GetFullPath(source.Path)]);

    /// <summary>The parts in their order.</summary>
    /// <exception cref="ExportException">A cell does what a program cannot do.</exception>
    public IReadOnlyList<ProgramPart> Read()
    {
        List<ProgramPart> parts = [];
        int number = 0;
        foreach (NotebookCell cell in source.Document.Cells)
        {
            if (cell.IsCode)
            {
                number++;
            }

            if (string.IsNullOrWhiteSpace(cell.Source))
            {
                continue;
            }

            if (cell.IsCode)
            {
                Cell read = new(number, cell.Source, cell.Language);
                parts.AddRange(ReadCell(read, cell.SkipsExecution, cell.RaisesException));
            }
            else if (cell.IsMarkdown)
            {
                parts.Add(new ProgramPart.Prose(cell.Source));
            }
        }

        return parts;
    }

    private List<ProgramPart> ReadCell(Cell cell, bool isSkipped, bool mayFail)
    {
        if (CellParser.LanguageOf(cell.Language ?? CellParser.CSharp) is null)
        {
            source.Warn($"{cell.Name} is of the language {cell.Language}: it became a comment.");
            return [new ProgramPart.Note($"A cell of the language {cell.Language}.", cell.Source)];
        }

        try
        {
            List<ProgramPart> parts = [];
            bool isTimed = false;
            foreach (CellStep step in CellParser.Parse(cell))
            {
                if (step is CellStep.Magic { Name: "time" })
                {
                    isTimed = true;
                }
                else if (step is CellStep.Code code)
                {
                    ProgramPart.Code part = new(code, cell.Name, isSkipped, mayFail);
                    parts.Add(part with { IsTimed = isTimed });
                    isTimed = false;
                }
                else if (isSkipped)
                {
                    return [new ProgramPart.Note(ProgramText.Skipped, cell.Source)];
                }
                else
                {
                    parts.AddRange(Of(step, cell));
                }
            }

            return parts;
        }
        catch (CellException exception)
        {
            if (mayFail || isSkipped)
            {
                return
                [
                    new ProgramPart.Note($"Not in the program: {exception.Message}", cell.Source),
                ];
            }

            throw new ExportException(
                $"{Place((exception.Cell ?? cell).Name, exception.Line)}: {exception.Message}"
            );
        }
    }

    private List<ProgramPart> Of(CellStep step, Cell cell)
    {
        switch (step)
        {
            case CellStep.Block { Language: "html" } block:
                return [new ProgramPart.Html(block.Content)];
            case CellStep.Block { Language: "markdown" } block:
                return [new ProgramPart.Html(Markdown.ToHtml(block.Content, s_markdown).Trim())];
            case CellStep.Block { Language: "javascript" } block:
                return [new ProgramPart.Html($"<script>\n{block.Content}\n</script>")];
            case CellStep.Block { Language: "mermaid" } block:
                return [new ProgramPart.Html($"<pre>{WebUtility.HtmlEncode(block.Content)}</pre>")];
            case CellStep.Magic { Name: "import" } import:
                return Import(import);
            case CellStep.Magic { Name: "who" or "whos" or "about" or "lsmagic" } magic:
                source.Warn(
                    $"{Place(cell.Name, magic.Line)}: #!{magic.Name} shows what a notebook's session is; it was left out."
                );
                return [];
            default:
                string name = step is CellStep.Magic other ? other.Name : "value";
                throw new CellException(
                    "MagicError",
                    $"#!{name} hands values from one language to another, and a program has one; it cannot be exported.",
                    step.Line
                );
        }
    }

    private List<ProgramPart> Import(CellStep.Magic import)
    {
        string path = Path.GetFullPath(import.Arguments["--file"]!, _directory);
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new CellException("ImportError", $"{path} does not exist.", import.Line);
        }

        if (_importing.Contains(path))
        {
            throw new CellException("ImportError", $"{name} imports itself.", import.Line);
        }

        IEnumerable<Cell> cells = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ipynb" => new SessionHost(_directory).ReadNotebook(path, import.Line),
            ".dib" => DibFile.Cells(File.ReadAllText(path), name),
            ".cs" or ".csx" => [new Cell(1, File.ReadAllText(path)) { Name = name }],
            _ => throw new CellException(
                "ImportError",
                $"{name} is neither .ipynb nor .dib nor .cs nor .csx.",
                import.Line
            ),
        };
        List<ProgramPart> parts = [new ProgramPart.Note($"From {name}:")];
        _importing.Push(path);
        foreach (Cell cell in cells)
        {
            if (cell.Language == DibFile.Prose)
            {
                parts.Add(new ProgramPart.Prose(cell.Source));
            }
            else
            {
                parts.AddRange(ReadCell(cell, isSkipped: false, mayFail: false));
            }
        }

        _importing.Pop();
        return parts;
    }

    /// <summary>What messages call a line of a cell.</summary>
    public static string Place(string cell, int? line) =>
        line is null ? cell : Invariant($"{cell}, line {line}");
}
