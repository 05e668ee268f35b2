namespace NotebookNet.Site;

/// <summary>The page of a chapter: what the export makes of the notebook, under a line that leads back to it.</summary>
internal static class ChapterPage
{
    public static string Of(Chapter chapter, string exported)
    {
        int end = exported.IndexOf('\n', StringComparison.Ordinal);
        return PageSettings.Of(title: null, chapter.Description)
            + $"""
                {exported[..end]}

                [The notebook]({Path.GetFileName(chapter.File)}) · [How to run it](../README.md)

                {exported[(end + 1)..].TrimStart('\n')}
                """;
    }
}
