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

    private readonly string _section;

    private ProseCell(NotebookCell stored, string section)
    {
        Stored = stored;
        _section = section;
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

    /// <summary>Whether the cell is a fold: no word stands before it.</summary>
    public bool IsFold => HasDetails && !HasWords(UnendedFold().Replace(Stored.Source, ""));

    /// <summary>Whether words stand beside a fold in the cell.</summary>
    public bool HasWordsBesideFold => HasDetails && HasWords(OutsideFolds(Stored.Source));

    /// <summary>Whether something in the cell stands under the heading of the exercises.</summary>
    public bool IsAmongExercises =>
        Blocks.Count == 0
            ? _section == ExerciseCells.Section
            : Blocks.Any(block => block.Section == ExerciseCells.Section);

    /// <summary>Whether the cell is a solution: a fold among the exercises.</summary>
    public bool IsSolution => IsFold && IsAmongExercises;

    /// <summary>Whether the summary of a fold calls it a solution.</summary>
    public bool IsCalledSolution => HasDetails && SolutionSummary().IsMatch(Stored.Source);

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

    private static bool HasWords(string markdown) =>
        WithoutTags(markdown).Any(char.IsLetterOrDigit);

    /// <summary>Text without its folds, the innermost first; one that does not end reaches to the end of the cell.</summary>
    private static string OutsideFolds(string text)
    {
        string left = Fold().Replace(text, " ");
        return left == text ? UnendedFold().Replace(text, " ") : OutsideFolds(left);
    }

    [GeneratedRegex(
        @"<details\b((?!<details\b).)*?</details\s*>",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Fold();

    [GeneratedRegex(@"<details\b.*", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex UnendedFold();

    [GeneratedRegex(@"<summary\b[^>]*>(<[^>]*>|[^\p{L}<])*Solution", RegexOptions.IgnoreCase)]
    private static partial Regex SolutionSummary();

    [GeneratedRegex(
        @"<(script|style)\b.*?</\1\s*>|<!--.*?-->",
        RegexOptions.Singleline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Invisible();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
