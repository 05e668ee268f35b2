using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Model;

/// <summary>The files of numbers that a chapter computes once and reads ever after.</summary>
internal static partial class LongRuns
{
    /// <summary>Where they are, as a notebook writes it.</summary>
    public const string Folder = "../data/runs/";

    /// <summary>A file's name, and a cell that writes or reads it.</summary>
    internal readonly record struct File(ChapterCell Cell, string Name);

    /// <summary>Where they are, beside the folder of a chapter.</summary>
    public static string FolderOf(Chapter chapter) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(chapter.Path)!, Folder));

    /// <summary>What the cells write.</summary>
    public static IEnumerable<File> Written(Chapter chapter) => Find(chapter, Saves());

    /// <summary>What cells that are executed read.</summary>
    public static IEnumerable<File> Read(Chapter chapter) =>
        Find(chapter, Loads()).Where(file => !file.Cell.Stored.SkipsExecution);

    private static IEnumerable<File> Find(Chapter chapter, Regex call) =>
        chapter
            .Cells.Where(cell => cell.IsCode)
            .SelectMany(cell =>
                call.Matches(cell.Source).Select(name => new File(cell, name.Groups[1].Value))
            );

    [GeneratedRegex("""\.Save\(\s*"\.\./data/runs/([^"/]+)"\s*\)""")]
    private static partial Regex Saves();

    [GeneratedRegex("""Table\.Load\(\s*"\.\./data/runs/([^"/]+)"\s*\)""")]
    private static partial Regex Loads();
}
