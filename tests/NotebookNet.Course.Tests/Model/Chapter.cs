using System.Globalization;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Course.Tests.Model;

/// <summary>A notebook of the course, as the rules see it.</summary>
internal sealed partial class Chapter
{
    private Chapter(string path, byte[] bytes)
    {
        Path = path;
        Name = System.IO.Path.GetFileName(path);
        Bytes = bytes;
        Number = NumberOfFile().Match(Name) is { Success: true } number
            ? int.Parse(number.Value, CultureInfo.InvariantCulture)
            : null;
        NotebookDocument document = NotebookDocument.Parse(bytes);
        NeededPackages = document.NeededPackages;
        Cells = [.. ProseCell.ReadAll(document.Cells).Select(cell => new ChapterCell(cell))];
        Exercises = Exercise.FindAll(Cells);
    }

    /// <summary>Where the file is; links start from its folder.</summary>
    public string Path { get; }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The number that the file's name begins with, or null.</summary>
    public int? Number { get; }

    /// <summary>What the file's name begins with: `06b` in the course, the whole name of an appendix.</summary>
    public string Prefix =>
        IsAppendix ? System.IO.Path.GetFileNameWithoutExtension(Name) : Name.Split('-')[0];

    /// <summary>
    /// Whether the notebook stands beside the course: its file's name begins with `appendix-`. It need not teach, so it has
    /// no goals, no summary and no exercises, or those that it likes.
    /// </summary>
    public bool IsAppendix => Name.StartsWith("appendix-", StringComparison.Ordinal);

    /// <summary>Whether the notebook is the appendix that holds the course's glossary.</summary>
    public bool IsGlossary => Name.StartsWith("appendix-glossary", StringComparison.Ordinal);

    /// <summary>The packages without which the notebook cannot be run, as its metadata names them.</summary>
    public IReadOnlyList<string> NeededPackages { get; }

    /// <summary>Whether no cell was executed: only a notebook that needs packages may be stored so.</summary>
    public bool WasNeverRun =>
        Cells
            .Where(cell => cell.IsCode)
            .All(cell => cell.Stored is { ExecutionCount: null, Outputs.Count: 0 });

    /// <summary>The bytes of the file.</summary>
    public byte[] Bytes { get; }

    public IReadOnlyList<ChapterCell> Cells { get; }

    public IReadOnlyList<Exercise> Exercises { get; }

    /// <summary>What a link to this notebook can name after its `#`.</summary>
    public IEnumerable<string> Anchors =>
        MarkdownLinks.Anchors(Cells.Where(cell => !cell.IsCode).Select(cell => cell.Markdown));

    /// <summary>Reads the notebook at <paramref name="path"/>.</summary>
    public static Chapter Read(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>Reads a notebook from the bytes that the file at <paramref name="path"/> would have.</summary>
    public static Chapter Parse(string path, byte[] bytes) => new(path, bytes);

    public Violation Violation(string message) => new(Name, null, "", message);

    public Violation Violation(ChapterCell cell, string message) =>
        new(Name, cell.Number, cell.Opening, message);

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex NumberOfFile();
}
