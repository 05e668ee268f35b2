using System.Text;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>Names the files of feedback pages.</summary>
internal static class FeedbackNames
{
    /// <summary>As many characters as leave room for a number and the ending, in three bytes each.</summary>
    private const int Longest = 60;

    private static readonly HashSet<string> s_devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "aux",
        "con",
        "nul",
        "prn",
    };

    /// <summary>
    /// A name for each, in their order, which every system takes: letters and digits of any script, and - and _ between them.
    /// No two are equal, in small and capital letters and with or without accents.
    /// </summary>
    public static IReadOnlyList<string> Of(ClassGrades grades)
    {
        HashSet<string> taken = [];
        List<string> names = [];
        foreach (SubmissionGrade grade in grades.Grades)
        {
            string name = Safe(
                grades.Assignments.Count > 1
                    ? $"{grade.Submission.Student}_{grade.Submission.Assignment}"
                    : grade.Submission.Student
            );
            string free = name;
            for (int i = 2; !taken.Add(PersonNames.Fold(free)); i++)
            {
                free = Invariant($"{name}-{i}");
            }

            names.Add(free + ".html");
        }

        return names;
    }

    private static string Safe(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Letters outside the basic plane are no name on some file systems.
            bool isPlain = rune.IsBmp && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_');
            if (isPlain)
            {
                safe.Append((char)rune.Value);
            }
            else if (safe.Length > 0 && safe[^1] != '-')
            {
                safe.Append('-');
            }
        }

        string name = safe.ToString().Trim('-', '_');
        name = name.Length > Longest ? name[..Longest].TrimEnd('-', '_') : name;
        return name.Length == 0 ? "student"
            : IsDevice(name) ? $"student-{name}"
            : name;
    }

    private static bool IsDevice(string name) =>
        s_devices.Contains(name)
        || (
            name.Length == 4
            && (
                name.StartsWith("com", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("lpt", StringComparison.OrdinalIgnoreCase)
            )
        );
}
