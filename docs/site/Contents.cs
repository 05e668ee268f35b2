using System.Text;

namespace NotebookNet.Site;

/// <summary>An entry of a table of contents, with those below it.</summary>
internal sealed record ContentsEntry(string Name, string File)
{
    public IReadOnlyList<ContentsEntry> Below { get; init; } = [];
}

/// <summary>The tables of contents that docfx reads, `toc.yml`.</summary>
internal static class Contents
{
    /// <summary>The chapters in their order, each second part below the first.</summary>
    public static IReadOnlyList<ContentsEntry> OfCourse(IReadOnlyList<Chapter> chapters)
    {
        List<ContentsEntry> entries = [];
        foreach (Chapter chapter in chapters)
        {
            ContentsEntry entry = new(chapter.ShortTitle, Path.GetFileName(chapter.Page));
            if (chapter.IsPart && entries is [.., { } whole])
            {
                entries[^1] = whole with { Below = [.. whole.Below, entry] };
            }
            else
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>The text of a `toc.yml`.</summary>
    public static string Write(IEnumerable<ContentsEntry> entries)
    {
        StringBuilder text = new();
        Append(text, entries, "");
        return text.ToString();
    }

    private static void Append(
        StringBuilder text,
        IEnumerable<ContentsEntry> entries,
        string indent
    )
    {
        foreach (ContentsEntry entry in entries)
        {
            text.Append(Invariant($"{indent}- name: {Yaml.Quote(entry.Name)}\n"))
                .Append(Invariant($"{indent}  href: {Yaml.Quote(entry.File)}\n"));
            if (entry.Below.Count > 0)
            {
                text.Append(Invariant($"{indent}  items:\n"));
                Append(text, entry.Below, $"{indent}  ");
            }
        }
    }
}
