using System.Diagnostics;
using System.Globalization;
using System.Net;
using Markdig;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Execution;

/// <summary>What the lines that begin with `#!` do.</summary>
internal sealed class MagicCommands(CSharpSession session)
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .UseAdvancedExtensions()
        .Build();

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Stack<string> _imports = [];

    /// <summary>Measures the steps of a cell until the result is disposed, where one of them is `#!time`.</summary>
    public IDisposable? Time(IReadOnlyList<CellStep> steps) =>
        steps.Any(step => step is CellStep.Magic { Name: "time" }) ? new Timing(session) : null;

    /// <summary>Does what a step that is not C# code asks for.</summary>
    /// <exception cref="CellException">It cannot be done.</exception>
    public async Task RunAsync(CellStep step, CellExecution execution)
    {
        switch (step)
        {
            case CellStep.Block block:
                RunBlock(block);
                break;
            case CellStep.Magic { Name: "who" }:
                Show(
                    "text/plain",
                    string.Join('\n', session.Variables.Select(variable => variable.Name))
                );
                break;
            case CellStep.Magic { Name: "whos" }:
                Show("text/html", Table(session.Variables));
                break;
            case CellStep.Magic { Name: "lsmagic" }:
                Show("text/plain", string.Join('\n', CellParser.Magics));
                break;
            case CellStep.Magic { Name: "import" } import:
                await ImportAsync(import, execution);
                break;
            case CellStep.Magic { Name: "set" } set:
                await SetAsync(set, execution);
                break;
            case CellStep.Magic { Name: "share" } share:
                await ShareAsync(share, execution);
                break;
        }
    }

    private void RunBlock(CellStep.Block block)
    {
        switch (block.Language)
        {
            case "html":
                Show("text/html", block.Content);
                break;
            case "markdown":
                Show("text/html", Markdown.ToHtml(block.Content, s_markdown));
                break;
            case "javascript":
                CellStatics.Javascript(block.Content);
                break;
            case "mermaid":
                session.Display(
                    new Dictionary<string, string>
                    {
                        ["text/vnd.mermaid"] = block.Content,
                        ["text/plain"] = block.Content,
                    }
                );
                break;
            default:
                KeepValue(block);
                break;
        }
    }

    private void KeepValue(CellStep.Block block)
    {
        string name = Required(block.Arguments, "--name", "#!value", block.Line);
        string content = block.Content;
        if (CellParser.Option(block.Arguments, "--from-url") is string address)
        {
            throw new CellException(
                "MagicError",
                $"#!value takes no --from-url here, only --from-file: a run must not depend on {address}.",
                block.Line
            );
        }

        if (CellParser.Option(block.Arguments, "--from-file") is string file)
        {
            string path = Path.GetFullPath(file, session.Directory);
            content = File.Exists(path)
                ? File.ReadAllText(path)
                : throw new CellException("MagicError", $"{path} does not exist.", block.Line);
        }

        _values[name] = content;
        if (CellParser.Option(block.Arguments, "--mime-type") is string mimeType)
        {
            Show(mimeType, content);
        }
    }

    private async Task SetAsync(CellStep.Magic set, CellExecution execution)
    {
        string name = Required(set.Arguments, "--name", "#!set", set.Line);
        string value = Required(set.Arguments, "--value", "#!set", set.Line);
        if (value.StartsWith('@') && value.Split(':', 2) is [var kernel, var source])
        {
            if (IsCSharp(kernel[1..]))
            {
                await AliasAsync(name, source, set.Line, execution);
                return;
            }

            value = Value(kernel[1..], source, set.Line);
        }

        await DeclareAsync(name, value, set.Line, execution);
    }

    private async Task ShareAsync(CellStep.Magic share, CellExecution execution)
    {
        string kernel = Required(share.Arguments, "--from", "#!share", share.Line);
        string[] options = ["--from", "--as"];
        string name =
            share
                .Arguments.Where(
                    (word, i) =>
                        !options.Contains(word)
                        && (i == 0 || !options.Contains(share.Arguments[i - 1]))
                )
                .FirstOrDefault()
            ?? throw new CellException(
                "MagicError",
                "#!share needs the name of a value.",
                share.Line
            );
        string target = CellParser.Option(share.Arguments, "--as") ?? name;
        if (IsCSharp(kernel))
        {
            await AliasAsync(target, name, share.Line, execution);
            return;
        }

        await DeclareAsync(target, Value(kernel, name, share.Line), share.Line, execution);
    }

    private string Value(string kernel, string name, int line)
    {
        if (kernel == "value")
        {
            return _values.TryGetValue(name, out string? value)
                ? value
                : throw new CellException(
                    "MagicError",
                    $"there is no value {name}; there are: {string.Join(", ", _values.Keys)}.",
                    line
                );
        }

        throw new CellException(
            "MagicError",
            $"there are no values in {kernel}, only in value and csharp.",
            line
        );
    }

    private static bool IsCSharp(string kernel) =>
        kernel.Equals("csharp", StringComparison.OrdinalIgnoreCase)
        || kernel.Equals("c#", StringComparison.OrdinalIgnoreCase);

    /// <summary>A second name for a variable of the cells: of its type, with its value.</summary>
    private async Task AliasAsync(string name, string source, int line, CellExecution execution)
    {
        if (session.Variables.All(variable => variable.Name != source))
        {
            throw new CellException("MagicError", $"there is no C# variable {source}.", line);
        }

        CheckName(name, line);
        if (name != source)
        {
            await session.RunCodeAsync($"var {name} = {source};", name, execution);
        }
    }

    private async Task DeclareAsync(string name, string value, int line, CellExecution execution)
    {
        CheckName(name, line);
        await session.DeclareAsync(name, value, execution);
    }

    private static void CheckName(string name, int line)
    {
        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            throw new CellException(
                "MagicError",
                $"\"{name}\" is not a name that a C# variable can have.",
                line
            );
        }
    }

    private async Task ImportAsync(CellStep.Magic import, CellExecution execution)
    {
        string path = Path.GetFullPath(string.Join(' ', import.Arguments), session.Directory);
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new CellException("ImportError", $"{path} does not exist.", import.Line);
        }

        if (_imports.Contains(path))
        {
            throw new CellException("ImportError", $"{name} imports itself.", import.Line);
        }

        _imports.Push(path);
        try
        {
            foreach (Cell cell in ReadCells(path, name, import.Line))
            {
                await session.RunAsync(cell, execution);
            }
        }
        finally
        {
            _imports.Pop();
        }
    }

    private static IEnumerable<Cell> ReadCells(string path, string name, int line)
    {
        if (!name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            return
                name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
                || name.EndsWith(".csx", StringComparison.OrdinalIgnoreCase)
                ? [new Cell(1, File.ReadAllText(path)) { Name = name }]
                : throw new CellException(
                    "ImportError",
                    $"{name} is neither .ipynb nor .cs nor .csx.",
                    line
                );
        }

        try
        {
            NotebookDocument document = NotebookDocument.Read(path);
            return document.UnsupportedKernel is string kernel
                ? throw new CellException(
                    "ImportError",
                    $"the kernel of {name} is {kernel}, not C#.",
                    line
                )
                : document
                    .Cells.Where(cell => cell.IsCode && !string.IsNullOrWhiteSpace(cell.Source))
                    .Select(
                        (cell, i) =>
                            new Cell(i + 1, cell.Source, cell.Language)
                            {
                                Name = $"{name} cell {i + 1}",
                            }
                    );
        }
        catch (NotebookFormatException exception)
        {
            throw new CellException("ImportError", $"{name}: {exception.Message}", line);
        }
    }

    private static string Table(IEnumerable<(string Name, Type Type, object? Value)> variables)
    {
        IEnumerable<string> rows = variables.Select(variable =>
            $"<tr><td>{WebUtility.HtmlEncode(variable.Name)}</td>"
            + $"<td>{Formatter.ToDisplayString(variable.Type, "text/html")}</td>"
            + $"<td>{WebUtility.HtmlEncode(Formatter.ToDisplayString(variable.Value, "text/plain"))}</td></tr>"
        );
        return "<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead>"
            + $"<tbody>{string.Concat(rows)}</tbody></table>";
    }

    private void Show(string mimeType, string content) =>
        session.Display(new Dictionary<string, string> { [mimeType] = content });

    private static string Required(
        IReadOnlyList<string> arguments,
        string option,
        string magic,
        int line
    ) =>
        CellParser.Option(arguments, option)
        ?? throw new CellException("MagicError", $"{magic} needs {option}.", line);

    private sealed class Timing(CSharpSession session) : IDisposable
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Dispose()
        {
            string text = _clock.Elapsed.TotalMilliseconds.ToString(
                "0.0000",
                CultureInfo.InvariantCulture
            );
            session.Display(
                new Dictionary<string, string> { ["text/plain"] = $"Wall time: {text}ms" }
            );
        }
    }
}
