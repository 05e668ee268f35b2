using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookNet.Site;

/// <summary>The glossary of the course as the pages' script reads it.</summary>
internal static class GlossaryFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>A row of the glossary.</summary>
    /// <param name="Term">The first column.</param>
    /// <param name="Korean">The second.</param>
    /// <param name="Meaning">The third.</param>
    internal sealed record Entry(string Term, string Korean, string Meaning);

    /// <summary>The rows of every table with the columns English, 한국어 and meaning.</summary>
    public static IReadOnlyList<Entry> Read(Chapter chapter)
    {
        List<Entry> entries = [];
        foreach (var cell in chapter.Notebook.Cells.Where(cell => cell.IsMarkdown))
        {
            bool isGlossary = false;
            foreach (string line in cell.Source.Split('\n'))
            {
                string[] row = line.StartsWith('|')
                    ? [.. line.Trim()[1..^1].Split('|', StringSplitOptions.TrimEntries)]
                    : [];
                isGlossary =
                    row is ["English", "한국어", "meaning"] || (isGlossary && row.Length == 3);
                if (isGlossary && row is not ["English", ..] && !row[0].StartsWith('-'))
                {
                    entries.Add(new Entry(row[0], row[1], row[2]));
                }
            }
        }

        return entries;
    }

    public static string Write(IReadOnlyList<Entry> entries) =>
        JsonSerializer.Serialize(entries, s_options) + "\n";
}
