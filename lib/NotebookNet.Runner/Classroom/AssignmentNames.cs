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
            int at = plain.IndexOf(assignment, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return (assignment, plain[..at], plain[(at + assignment.Length)..]);
            }
        }

        return null;
    }

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
