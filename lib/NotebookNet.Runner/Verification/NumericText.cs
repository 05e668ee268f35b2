using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares numbers, and texts that contain numbers, up to a relative tolerance.</summary>
internal sealed partial class NumericText(double relativeTolerance)
{
    /// <summary>Numbers this close to each other are the same near zero, where a relative tolerance says nothing.</summary>
    private const double AbsoluteTolerance = 1e-15;

    public bool AreEqual(double a, double b) =>
        a.Equals(b)
        || Math.Abs(a - b)
            <= Math.Max(AbsoluteTolerance, relativeTolerance * Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>Whether the texts differ in nothing but numbers, and in those by no more than the tolerance.</summary>
    public bool AreEqual(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        MatchCollection numbersOfA = Number().Matches(a);
        MatchCollection numbersOfB = Number().Matches(b);
        return numbersOfA.Count == numbersOfB.Count
            && Number().Replace(a, "#") == Number().Replace(b, "#")
            && numbersOfA
                .Zip(numbersOfB)
                .All(pair => AreEqual(Parse(pair.First.Value), Parse(pair.Second.Value)));
    }

    /// <summary>Compares line by line.</summary>
    /// <returns>The lines from the first that differs to the last, or null where none does.</returns>
    public (string[] Expected, string[] Actual)? Difference(string expected, string actual)
    {
        string[] a = Lines(expected);
        string[] b = Lines(actual);
        int shorter = Math.Min(a.Length, b.Length);
        int start = 0;
        while (start < shorter && AreEqual(a[start], b[start]))
        {
            start++;
        }

        int end = 0;
        while (end < shorter - start && AreEqual(a[^(end + 1)], b[^(end + 1)]))
        {
            end++;
        }

        return start == a.Length && start == b.Length
            ? null
            : (a[start..(a.Length - end)], b[start..(b.Length - end)]);
    }

    private static string[] Lines(string text) =>
        text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static double Parse(string number) =>
        double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w.])[-+]?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w])")]
    private static partial Regex Number();
}
