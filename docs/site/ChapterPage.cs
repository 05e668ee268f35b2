using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Site;

/// <summary>The page of a chapter: what the export makes of the notebook, under a line that leads back to it.</summary>
internal static class ChapterPage
{
    public static string Of(Chapter chapter, string exported)
    {
        int end = exported.IndexOf('\n', StringComparison.Ordinal);
        bool runs = chapter.Notebook.Cells.Any(cell => cell.IsCode);
        // What runs the chapter is put there by the page's script.
        string place = runs
            ? $"<div id=\"notebook-run\" data-chapter=\"{OutputHtml.Encode(chapter.File)}\"></div>\n\n"
            : "";
        return PageSettings.Of(title: null, chapter.Description, runs)
            + $"""
                {exported[..end]}

                [The notebook]({Path.GetFileName(chapter.File)}) · [How to run it](../README.md)

                {place}{exported[(end + 1)..].TrimStart('\n')}
                """;
    }
}
