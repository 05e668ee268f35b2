using System.Globalization;
using System.Text.RegularExpressions;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>
/// Finds the numbers of a text: `10 000`, `−0.5`, `97 %`, `2·10⁻⁹`, `1e-9`, `10^{-9}`. Digits that belong to a name (`W1`,
/// `x0`, `2D`, `1.2.3`) are none; a hyphen between two numbers is no minus.
/// </summary>
internal static partial class NumberReader
{
    /// <summary>The numbers of <paramref name="text"/> in their order.</summary>
    public static IEnumerable<Number> Read(string text)
    {
        foreach (Match match in Pattern().Matches(text))
        {
            string digits = Separators().Replace(match.Groups["mantissa"].Value, "");
            int exponent = Exponent(match);
            int decimals = digits.IndexOf('.') is >= 0 and var point
                ? digits.Length - point - 1
                : 0;
            string mantissa = digits.Length == 0 ? "1" : digits;
            double value = double.Parse(
                string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent}"),
                CultureInfo.InvariantCulture
            );
            bool isRough = About().IsMatch(text[..match.Index]);
            int zeros =
                isRough && decimals == 0 && exponent == 0
                    ? digits.Length - digits.TrimEnd('0').Length
                    : 0;
            // "About a billionth" names a power of ten, no digit.
            double half = isRough && digits.Length == 0 ? 0.9 : 0.5;
            yield return new Number(
                match.Value.Trim(),
                match.Index,
                match.Groups["sign"].Success ? -value : value,
                half * Math.Pow(10, exponent - decimals + zeros),
                match.Groups["percent"].Success
            );
        }
    }

    private static int Exponent(Match match)
    {
        string exponent = string.Concat(match.Groups["exponent"].Value.Select(Plain));
        return exponent.Length == 0
            ? 0
            : int.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private static char Plain(char c) =>
        c switch
        {
            '−' or '⁻' => '-',
            '⁺' => '+',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁰' or (>= '⁴' and <= '⁹') => (char)('0' + (c - '⁰')),
            _ => c,
        };

    [GeneratedRegex(
        """
            (?<![\p{L}_0-9.])
            (?<sign>(?<![)\]}%])[-−](?=[0-9.]))?
            (?:
              10 (?: \^[{(]?(?<exponent>[-+−]?[0-9]+)[})]? | (?<exponent>[⁻⁺]?[⁰¹²³⁴-⁹]+) )
              | (?<mantissa>
                (?: [1-9][0-9]{0,2} (?:[\s\u00A0\u2009\u202F,][0-9]{3})+ (?![0-9]) | [0-9]+ (?:_[0-9]{3})* ) (?:\.[0-9]+)?
                | \.[0-9]+
              )
              (?: [eE] (?<exponent>[-+−]?[0-9]+)
                | \s*[·×*]\s*10 (?: \^[{(]?(?<exponent>[-+−]?[0-9]+)[})]? | (?<exponent>[⁻⁺]?[⁰¹²³⁴-⁹]+) )
              )?
            )
            (?! \.[0-9] | -?D\b | [0-9] )
            (?<percent> [\s\u00A0\u2009\u202F]? (?:%|per\ ?cent\b|percentage\ points?\b) )?
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[\s\u00A0\u2009\u202F,_]")]
    private static partial Regex Separators();

    [GeneratedRegex(
        @"(about|around|roughly|nearly|almost|some|≈|~)\s*(a\s*)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex About();
}
