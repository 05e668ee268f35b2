using System.Globalization;
using Markdig;

namespace NotebookNet.Session;

/// <summary>What the lines that begin with `#!` do.</summary>
internal sealed class MagicCommands(CSharpSession session, ISessionHost host)
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .UseAdvancedExtensions()
        .Build();

    private readonly SharedValues _values = new(session);
    private readonly NotebookImports _imports = new(session, host);

    /// <summary>Shows how long the steps of a cell have taken since its `#!time`.</summary>
    public void ShowTime(TimeSpan time)
    {
        string text = time.TotalMilliseconds.ToString("0.0000", CultureInfo.InvariantCulture);
        Show("text/plain", $"Wall time: {text}ms");
    }

    /// <summary>Does what a step that is not C# code asks for.</summary>
    /// <exception cref="CellException">It cannot be done.</exception>
    public async Task RunAsync(CellStep step, CellExecution execution)
    {
        switch (step)
        {
            case CellStep.Block block:
                await RunBlockAsync(block);
                break;
            case CellStep.Magic { Name: "who" }:
                Show(
                    "text/html",
                    VariableTables.Names(session.Variables.Select(variable => variable.Name))
                );
                break;
            case CellStep.Magic { Name: "whos" }:
                Show(
                    "text/html",
                    VariableTables.Table(
                        session.Variables.Select(variable => (variable.Name, variable.Value))
                    )
                );
                break;
            case CellStep.Magic { Name: "about" }:
                Show("text/html", AboutThis.Html);
                break;
            case CellStep.Magic { Name: "lsmagic" }:
                Show("text/plain", string.Join('\n', CellParser.Magics));
                break;
            case CellStep.Magic { Name: "import" } import:
                await _imports.RunAsync(import, execution);
                break;
            case CellStep.Magic { Name: "set" } set:
                await _values.SetAsync(set, execution);
                break;
            case CellStep.Magic { Name: "share" } share:
                await _values.ShareAsync(share, execution);
                break;
        }
    }

    private async Task RunBlockAsync(CellStep.Block block)
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
                await _values.KeepAsync(block);
                break;
        }
    }

    private void Show(string mimeType, string content) =>
        session.Display(new Dictionary<string, string> { [mimeType] = content });
}
