using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Classroom;

/// <summary>Finds the names of assignments in the names of files.</summary>
internal sealed partial class AssignmentNames(IReadOnlyList<string> assignments)
{
    /// <summary>Shorter names are found as words only.</summary>
    private const int LeastInsideWord = 4;

    /// <summary>All of them, as they are expected.</summary>
    public IReadOnlyList<string> All => assignments;

    /// <summary>The only one there is, or null.</summary>
    public string? Single => assignments.Count == 1 ? assignments[0] : null;

    /// <summary>
    /// The longest that a name contains, and what of the name is left without it; null where it contains none. As a word it counts
    /// before one inside a word, where a short one stands by chance.
    /// </summary>
    /// <param name="name">A file's name without its ending, or a folder's.</param>
    public (string Assignment, string Before, string After)? In(string name)
    {
        string plain = WithoutCopy(name);
        var found = (
            from assignment in assignments
            where assignment.Length > 0
            from at in PlacesOf(assignment, plain)
            let before = plain[..at]
            let after = plain[(at + assignment.Length)..]
            let isWord = !EndsInWord(before) && !BeginsWithWord(after)
            where
                isWord
                || (
                    assignment.Length >= LeastInsideWord
                    && !GoesOn(before, assignment)
                    && !GoesOn(assignment, after)
                )
            orderby isWord descending, assignment.Length descending, at descending
            select (assignment, before, after)
        ).ToArray();
        return found.Length > 0 ? found[0] : null;
    }

    private static IEnumerable<int> PlacesOf(string assignment, string name)
    {
        int at = -1;
        while ((at = name.IndexOf(assignment, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            yield return at;
        }
    }

    private static bool EndsInWord(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[^1]);

    private static bool BeginsWithWord(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]);

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
