using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>Equations as a text whose numbers can be read.</summary>
internal static partial class Latex
{
    /// <summary>
    /// The equation without what is no quantity: indices, exponents (but of a power of ten), commands, and single digits,
    /// which belong to the formula.
    /// </summary>
    public static string Plain(string equation)
    {
        string text = Fraction().Replace(equation, "$1 $2 ");
        text = Thousands().Replace(text, "$1 $2");
        text = text.Replace("\\%", "%", StringComparison.Ordinal)
            .Replace("\\cdot", "·", StringComparison.Ordinal)
            .Replace("\\times", "×", StringComparison.Ordinal);
        text = Space().Replace(text, " ");
        text = PowerOfTen().Replace(text, "10^$1");
        text = Script().Replace(text, " ");
        text = Command().Replace(text, " ");
        text = text.Replace('{', ' ').Replace('}', ' ');
        return SingleDigit().Replace(text, " ");
    }

    [GeneratedRegex(@"\\[dtc]?frac\s*([0-9])\s*([0-9])")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"([0-9])(?:\\,|\{,\}|\\ |~)([0-9]{3})(?![0-9])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\\[,;:! ]|~")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<![0-9.])10\^\{?\s*([-+−]?[0-9]+)\s*\}?")]
    private static partial Regex PowerOfTen();

    [GeneratedRegex(@"(?<!10)[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-zA-Z]+|[^\s\\{}])|_[0-9a-zA-Z]")]
    private static partial Regex Script();

    [GeneratedRegex(@"\\[a-zA-Z]+")]
    private static partial Regex Command();

    [GeneratedRegex(
        @"(?<![0-9.]|10\^[-+−]?)[0-9](?!\.?[0-9]|\s[0-9]{3}(?![0-9])|\s*[·×]\s*10\^|\s*%)"
    )]
    private static partial Regex SingleDigit();
}
