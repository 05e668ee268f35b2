using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares numbers, and texts that contain numbers, up to a relative tolerance; whole numbers exactly.</summary>
internal sealed partial class NumericText(double relativeTolerance)
{
    /// <summary>Whether two numbers, as they are written, are the same.</summary>
    public bool AreEqualNumbers(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        double x = double.Parse(a, CultureInfo.InvariantCulture);
        double y = double.Parse(b, CultureInfo.InvariantCulture);
        return (!IsWhole(a) || !IsWhole(b))
            && Math.Abs(x - y) <= relativeTolerance * Math.Max(Math.Abs(x), Math.Abs(y));
    }

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
                .All(pair => AreEqualNumbers(pair.First.Value, pair.Second.Value));
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

    private static bool IsWhole(string number) => number.AsSpan().IndexOfAny(".eE") < 0;

    [GeneratedRegex(@"(?<![\w.])[-+]?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w])")]
    private static partial Regex Number();
}
