using System.Text.RegularExpressions;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Site;

/// <summary>A notebook of the course.</summary>
/// <param name="File">Its path in the repository.</param>
/// <param name="Title">Its heading: "06 · Optimizers (매개변수 갱신)".</param>
/// <param name="Notebook">What it holds.</param>
internal sealed partial record Chapter(string File, string Title, NotebookDocument Notebook)
{
    /// <summary>Its page in the build folder.</summary>
    public string Page => Path.ChangeExtension(File, ".md");

    /// <summary>The title without the Korean term.</summary>
    public string ShortTitle => Korean().Replace(Title, "");

    /// <summary>What its file's name begins with: `06`, `06b`, `appendix`.</summary>
    public string Number => Path.GetFileName(File).Split('-')[0];

    /// <summary>Whether it is the second part of the chapter before it.</summary>
    public bool IsPart => PartNumber().IsMatch(Number);

    /// <summary>The first paragraph as plain text, for search engines and previews of links.</summary>
    public string Description => Excerpt.Of(Front);

    private string Front => Notebook.Cells[0].Source;

    /// <summary>Every chapter, in the order of the course.</summary>
    public static IReadOnlyList<Chapter> All(Repository repository) =>
        [
            .. repository
                .Files("notebooks", "*.ipynb")
                .Select(file => Read(file, repository.PathOf(file))),
        ];

    private static Chapter Read(string file, string path)
    {
        NotebookDocument notebook = NotebookDocument.Read(path);
        string? title = notebook is { Cells: [{ IsMarkdown: true } front, ..] }
            ? front.Source.Split('\n')[0]
            : null;
        return title?.StartsWith("# ", StringComparison.Ordinal) == true
            ? new Chapter(file, title[2..].Trim(), notebook)
            : throw new SiteException($"{file}: expected a first cell that begins with \"# \"");
    }

    [GeneratedRegex(@" \([^()]*\p{IsHangulSyllables}[^()]*\)$")]
    private static partial Regex Korean();

    [GeneratedRegex("^[0-9]+[a-z]$")]
    private static partial Regex PartNumber();
}
