namespace NotebookNet.Site;

/// <summary>The first page: the text `index.md` with the README's table of chapters in it.</summary>
internal static class FrontPage
{
    private const string Place = "<!-- chapters -->";
    private const string TableStart = "| | chapter |";

    public static string Of(string text, string readme)
    {
        string[] table =
        [
            .. readme
                .ReplaceLineEndings("\n")
                .Split('\n')
                .SkipWhile(line => !line.StartsWith(TableStart, StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|')),
        ];
        return table.Length == 0
                ? throw new SiteException(
                    $"README.md: expected a table that begins with \"{TableStart}\""
                )
            : !text.Contains(Place, StringComparison.Ordinal)
                ? throw new SiteException($"index.md: expected a line \"{Place}\"")
            : text.Replace(Place, string.Join('\n', table), StringComparison.Ordinal);
    }
}
