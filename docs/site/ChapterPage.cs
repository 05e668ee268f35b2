using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Site;

/// <summary>The page of a chapter: what the export makes of the notebook, under a line that leads back to it.</summary>
internal static class ChapterPage
{
    public static string Of(Chapter chapter, string exported, Engine? engine)
    {
        int end = exported.IndexOf('\n', StringComparison.Ordinal);
        bool runs = chapter.Notebook.Cells.Any(cell => cell.IsCode);
        return PageSettings.Of(title: null, chapter.Description, runs)
            + $"""
                {exported[..end]}

                [The notebook]({Path.GetFileName(chapter.File)}) · [How to run it](../README.md)

                {(runs ? RunBar(chapter, engine) : "")}

                {exported[(end + 1)..].TrimStart('\n')}
                """;
    }

    /// <summary>Where the page's script puts what runs the chapter, and what it has to know before anything is loaded.</summary>
    private static string RunBar(Chapter chapter, Engine? engine)
    {
        string bytes = engine is null ? "" : Invariant($" data-engine-bytes=\"{engine.Bytes}\"");
        string seconds = engine?.SecondsOf(chapter.File) is { } times
            ? $" data-seconds=\"{OutputHtml.Encode(times)}\""
            : "";
        return $"<div id=\"notebook-run\" data-chapter=\"{OutputHtml.Encode(chapter.File)}\"{bytes}{seconds}></div>";
    }
}
