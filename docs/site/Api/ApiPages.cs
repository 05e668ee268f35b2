namespace NotebookNet.Site.Api;

/// <summary>What the site adds to the pages of the API: the chapters that use a type.</summary>
internal static class ApiPages
{
    /// <summary>For each type, the chapters that use it, in the order of the course.</summary>
    public static IReadOnlyDictionary<string, List<Chapter>> Uses(IReadOnlyList<Chapter> chapters)
    {
        SortedDictionary<string, List<Chapter>> uses = new(StringComparer.Ordinal);
        foreach (
            (Chapter chapter, IReadOnlySet<string> types) in chapters
                .AsParallel()
                .AsOrdered()
                .Select(chapter => (chapter, ApiUse.TypesOf(ApiUse.CellsOf(chapter.Notebook))))
        )
        {
            foreach (string type in types)
            {
                if (!uses.TryGetValue(type, out List<Chapter>? users))
                {
                    uses.Add(type, users = []);
                }

                users.Add(chapter);
            }
        }

        return uses;
    }

    /// <summary>The text that docfx adds to the page of a type; its links start at the folder `overwrite`.</summary>
    public static string Write(string type, IReadOnlyList<Chapter> chapters) =>
        $"""
            ---
            uid: {Yaml.Quote(type)}
            ---

            In the course: {string.Join(
                ", ",
                chapters.Select(chapter => $"[{chapter.ShortTitle}](../{chapter.Page})")
            )}.

            """;
}
