using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>A cell whose Markdown is read: its prose, block by block, and the section that each block stands in.</summary>
internal sealed partial class ProseCell
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseMathematics()
        .Build();

    private ProseCell(NotebookCell stored, string section)
    {
        Stored = stored;
        Markdown = Read(stored.IsCode ? "" : stored.Source);
        Blocks = ProseBlock.Read(Markdown, section);
    }

    /// <summary>The cell as it is stored.</summary>
    public NotebookCell Stored { get; }

    /// <summary>The Markdown as a tree; empty for code.</summary>
    public MarkdownDocument Markdown { get; }

    /// <summary>The prose, block by block; none for code.</summary>
    public IReadOnlyList<ProseBlock> Blocks { get; }

    /// <summary>Whether something in the cell unfolds.</summary>
    public bool HasDetails =>
        !Stored.IsCode && Stored.Source.Contains("<details", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the cell is all of one fold: it begins with `&lt;details&gt;`.</summary>
    public bool IsFold =>
        !Stored.IsCode
        && Stored.Source.TrimStart().StartsWith("<details>", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the cell is a solution: a fold among the exercises.</summary>
    public bool IsSolution => IsFold && Blocks.Any(block => block.Section == ExerciseCells.Section);

    /// <summary>All cells of a notebook in their order.</summary>
    public static IReadOnlyList<ProseCell> ReadAll(IEnumerable<NotebookCell> cells)
    {
        string section = "";
        List<ProseCell> read = [];
        foreach (NotebookCell stored in cells)
        {
            ProseCell cell = new(stored, section);
            read.Add(cell);
            section = cell.Blocks is [.., var last] ? last.Section : section;
        }

        return read;
    }

    /// <summary>Markdown as a tree.</summary>
    public static MarkdownDocument Read(string markdown) =>
        Markdig.Markdown.Parse(markdown, s_markdown);

    /// <summary>HTML as a reader sees it: without scripts, styles and tags.</summary>
    public static string WithoutTags(string html) =>
        WebUtility.HtmlDecode(Tag().Replace(Invisible().Replace(html, " "), " "));

    [GeneratedRegex(
        @"<(script|style)\b.*?</\1\s*>|<!--.*?-->",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Invisible();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
