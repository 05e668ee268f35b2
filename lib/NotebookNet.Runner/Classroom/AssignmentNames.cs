using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom;

/// <summary>Finds the names of assignments in the names of files.</summary>
internal sealed partial class AssignmentNames(IReadOnlyList<string> assignments)
{
    /// <summary>All of them, as they are expected.</summary>
    public IReadOnlyList<string> All => assignments;

    /// <summary>The only one there is, or null.</summary>
    public string? Single => assignments.Count == 1 ? assignments[0] : null;

    /// <summary>The longest that a name contains, and what of the name is left without it; null where it contains none.</summary>
    /// <param name="name">A file's name without its ending, or a folder's.</param>
    public (string Assignment, string Before, string After)? In(string name)
    {
        string plain = WithoutCopy(name);
        foreach (
            string assignment in assignments
                .Where(one => one.Length > 0)
                .OrderByDescending(one => one.Length)
        )
        {
            for (int at = Next(plain, assignment, 0); at >= 0; at = Next(plain, assignment, at + 1))
            {
                string before = plain[..at];
                string after = plain[(at + assignment.Length)..];
                if (!GoesOn(before, assignment) && !GoesOn(assignment, after))
                {
                    return (assignment, before, after);
                }
            }
        }

        return null;
    }

    private static int Next(string name, string assignment, int from) =>
        name.IndexOf(assignment, from, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a number goes on from one text into the next: "week10" is not of "week1".</summary>
    private static bool GoesOn(string text, string next) =>
        text.Length > 0 && next.Length > 0 && char.IsDigit(text[^1]) && char.IsDigit(next[0]);

    /// <summary>The name without the " (1)" that browsers put behind that of a file they already have.</summary>
    public static string WithoutCopy(string name) => Copy().Replace(name, "");

    /// <summary>The number that Canvas puts behind a name that is handed in again: 2 of "a-2", 0 of "a".</summary>
    public static int Again(string text) =>
        Resubmission().Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"(?:\s*\(\d{1,4}\))+\s*$")]
    private static partial Regex Copy();

    [GeneratedRegex(@"-(\d{1,4})$")]
    private static partial Regex Resubmission();
}
