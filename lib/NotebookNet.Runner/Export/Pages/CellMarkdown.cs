using Markdig;
using Markdig.Syntax;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Reads the Markdown of cells.</summary>
internal static class CellMarkdown
{
    /// <summary>What editors of notebooks and GitHub know of Markdown.</summary>
    public static MarkdownPipeline Pipeline { get; } =
        new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks()
            .UseMathematics()
            .Use<LongEquations>()
            .Build();

    /// <summary>The text as a tree whose blocks and links know where they stand in it.</summary>
    /// <exception cref="ExportException">It is nested deeper than can be read.</exception>
    public static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            throw new ExportException("its Markdown is nested too deep to be read");
        }
    }

    /// <summary>The source of a part of the tree.</summary>
    public static string SourceOf(string text, MarkdownObject part) =>
        text[part.Span.Start..Math.Min(part.Span.End + 1, text.Length)];
}
