namespace NotebookNet.Runner.Export.Pages;

/// <summary>A part of a page, in the order of the notebook.</summary>
internal abstract record PagePart;

/// <summary>Markdown of a cell.</summary>
/// <param name="Markdown">The text; what it links is linked from the page.</param>
/// <param name="Cell">The number of its cell in the file, from 1.</param>
internal sealed record Prose(string Markdown, int Cell) : PagePart;

/// <summary>The source of a code cell.</summary>
/// <param name="Source">The text.</param>
/// <param name="Language">Its language as fences of Markdown name it, or empty.</param>
internal sealed record Code(string Source, string Language) : PagePart;

/// <summary>HTML that a cell has shown, as it is stored.</summary>
internal sealed record HtmlOutput(string Html) : PagePart;

/// <summary>Markdown that a cell has shown.</summary>
/// <param name="Markdown">The text.</param>
/// <param name="Cell">The number of its cell in the file, from 1.</param>
internal sealed record MarkdownOutput(string Markdown, int Cell) : PagePart;

/// <summary>Text that a cell has shown.</summary>
/// <param name="Text">The text, free of what a terminal alone understands.</param>
/// <param name="Kind">What it is.</param>
internal sealed record TextOutput(string Text, TextKind Kind) : PagePart;

/// <summary>A picture that a cell has shown and that is no figure of plotly.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="File">Its file below the page's folder.</param>
/// <param name="Alt">Its words for whoever cannot see it.</param>
internal sealed record PictureOutput(Picture Picture, string File, string Alt) : PagePart;

/// <summary>The begin of a code cell: its source and its outputs follow.</summary>
/// <param name="Index">Its place among the code cells of the notebook, from 0.</param>
/// <param name="IsSkipped">Whether a run of the notebook passes it over.</param>
internal sealed record CellStart(int Index, bool IsSkipped) : PagePart;

/// <summary>Its end.</summary>
internal sealed record CellEnd : PagePart;

/// <summary>The begin of what is held back until a reader asks for it.</summary>
internal sealed record FoldStart : PagePart;

/// <summary>Its end.</summary>
internal sealed record FoldEnd : PagePart;

/// <summary>What a text shown by a cell is.</summary>
internal enum TextKind
{
    /// <summary>A value, or what was printed.</summary>
    Plain,

    /// <summary>What was written to `stderr`.</summary>
    StandardError,

    /// <summary>An error that ended the cell.</summary>
    Error,
}
