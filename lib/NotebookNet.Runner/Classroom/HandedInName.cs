using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom;

/// <summary>What the name of a file or a folder says where a learning system gave it.</summary>
/// <param name="Student">The student's name as the system spells it.</param>
/// <param name="Number">The system's number for the student, or empty.</param>
/// <param name="Original">The name that the student's file had, without its ending; empty for a folder.</param>
internal sealed partial record HandedInName(string Student, string Number, string Original)
{
    /// <summary>The system's number for the file, which grows; 0 where there is none.</summary>
    public long FileNumber { get; init; }

    /// <summary>Moodle's folder of a student, with and without a last underscore: "Minji Kim_1234567_assignsubmission_file_".</summary>
    public static HandedInName? OfFolder(string name) =>
        Moodle().Match(name) is { Success: true } match
        && match.Groups["original"].Value.Length == 0
            ? new(match.Groups["name"].Value, match.Groups["number"].Value, "")
            : null;

    /// <summary>
    /// A file of Moodle, "Minji Kim_1234567_assignsubmission_file_a.ipynb", or of Canvas, "kimminji_LATE_12345_678910_a.ipynb"
    /// and, where names are hidden, "anon_x7Tq2_678910_a.ipynb".
    /// </summary>
    /// <param name="name">The file's name without its ending.</param>
    public static HandedInName? OfFile(string name) =>
        Moodle().Match(name) is { Success: true } moodle
        && moodle.Groups["original"].Value is { Length: > 0 } original
            ? new(moodle.Groups["name"].Value, moodle.Groups["number"].Value, original)
        : CanvasAnonymous().Match(name) is { Success: true } hidden
            ? OfCanvas(hidden, $"anon_{hidden.Groups["number"].Value}")
        : Canvas().Match(name) is { Success: true } canvas
            ? OfCanvas(canvas, canvas.Groups["name"].Value)
        : null;

    private static HandedInName OfCanvas(Match match, string student) =>
        new(student, match.Groups["number"].Value, match.Groups["original"].Value)
        {
            FileNumber = long.Parse(match.Groups["file"].Value, CultureInfo.InvariantCulture),
        };

    [GeneratedRegex(
        @"^(?<name>.*?)(?:_(?<number>\d+))?_assignsubmission_file(?:_(?<original>.*))?$",
        RegexOptions.Singleline
    )]
    private static partial Regex Moodle();

    // A file's number has at least four digits, so that a date in a name is not taken for one.
    [GeneratedRegex(
        @"^(?<name>.*?)(?:_LATE)?_(?<number>[1-9]\d{0,17})_(?<file>[1-9]\d{3,17})_(?<original>.+)$",
        RegexOptions.Singleline
    )]
    private static partial Regex Canvas();

    [GeneratedRegex(
        @"^(?:LATE_)?anon_(?<number>[A-Za-z0-9]+)_(?<file>[1-9]\d{3,17})_(?<original>.+)$",
        RegexOptions.Singleline
    )]
    private static partial Regex CanvasAnonymous();
}
