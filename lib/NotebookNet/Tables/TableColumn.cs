using static System.Globalization.CultureInfo;

namespace NotebookNet;

/// <summary>A table's column as text.</summary>
/// <param name="Cells">Its cells.</param>
/// <param name="IsRight">Whether they stand on the right, since there are numbers among them.</param>
internal sealed record TableColumn(string[] Cells, bool IsRight)
{
    private const int SignificantDigits = 4;

    /// <summary>Writes a column's values: numbers in a format, without one as their range asks for, all else as it prints itself.</summary>
    public static TableColumn Of(object?[] values, string? format)
    {
        object[] numbers = [.. values.Where(IsNumber)!];
        Func<object, string> write =
            format is not null ? number => Sized(number, format, leastDigits: 0)
            : numbers.All(IsInteger) ? number => Text(number, "D")
            : WrittenAs(FormatFor([.. numbers.Select(ToDouble)]));
        return new TableColumn(
            [.. values.Select(value => IsNumber(value) ? Written(value!, write) : Plain(value))],
            numbers.Length > 0
        );
    }

    /// <summary>A value as one line of text, a number with all its digits.</summary>
    public static string Plain(object? value) =>
        (Convert.ToString(value, InvariantCulture) ?? "")
            .ReplaceLineEndings(" ")
            .Replace('\t', ' ');

    /// <summary>The number that a cell holds.</summary>
    public static double ToDouble(object? cell) =>
        IsNumber(cell)
            ? Convert.ToDouble(cell, InvariantCulture)
            : throw new InvalidOperationException($"Expected a number, found '{Plain(cell)}'.");

    /// <summary>A number alone: with four decimals, or in scientific notation where fewer than two significant digits would be seen, or more than 15.</summary>
    public static string Alone(double number) =>
        Written(number, value => Sized(value, "0.0000", leastDigits: 2));

    /// <summary>
    /// The format in which a column's numbers have equally many decimals: four significant digits of the largest, at least three of the
    /// smallest, none that is 0 in all of them; scientific where their first digits lie more than four decades apart, or below 10⁻⁴, or above
    /// 10⁶. In a scientific column a number from 0.001 to 99999 is still written out, with the same significant digits.
    /// </summary>
    internal static string FormatFor(IReadOnlyList<double> values)
    {
        double[] finite = [.. values.Where(value => double.IsFinite(value) && value != 0)];
        if (finite.All(value => value == Math.Truncate(value) && Math.Abs(value) < 1e9))
        {
            return "0";
        }

        int[] exponents = [.. finite.Select(Exponent)];
        (int smallest, int largest) = (exponents.Min(), exponents.Max());
        bool isScientific = largest - smallest > 4 || largest > 6 || smallest < -4;
        int decimals = isScientific
            ? SignificantDigits - 1
            : Math.Max(
                0,
                Math.Max(SignificantDigits - 1 - largest, SignificantDigits - 2 - smallest)
            );
        string exponent = isScientific ? "e-0" : "";
        while (decimals > 0 && finite.All(value => LastDecimal(value, decimals, exponent) == '0'))
        {
            decimals--;
        }

        return Format(decimals, exponent);
    }

    private static string Format(int decimals, string exponent) =>
        decimals == 0 ? $"0{exponent}" : $"0.{new string('0', decimals)}{exponent}";

    private static char LastDecimal(double value, int decimals, string exponent) =>
        Text(value, Format(decimals, exponent)).Split('e')[0][^1];

    /// <summary>The power of ten of the first digit, once the number is rounded to four.</summary>
    private static int Exponent(double value)
    {
        string text = Text(value, "E3");
        return int.Parse(text.AsSpan(text.IndexOf('E') + 1), provider: InvariantCulture);
    }

    private static Func<object, string> WrittenAs(string format) =>
        !format.Contains('e')
            ? number => Text(number, format)
            : number => WrittenAlone(ToDouble(number), format);

    /// <summary>A number of a column that spans many decades: in scientific notation only where its own zeros would have to be counted.</summary>
    private static string WrittenAlone(double value, string format)
    {
        if (value == 0)
        {
            return "0";
        }

        int exponent = Exponent(value);
        int decimals = format.StartsWith("0e", StringComparison.Ordinal)
            ? 0
            : format.IndexOf('e') - "0.".Length;
        return exponent is >= -3 and <= 4
            ? Text(value, Format(Math.Max(0, decimals - exponent), ""))
            : Text(value, format);
    }

    private static string Written(object number, Func<object, string> write)
    {
        double value = ToDouble(number);
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN"
                : value > 0 ? "∞"
                : "-∞";
        }

        string text = write(number);
        return text.StartsWith('-') && !text.AsSpan().ContainsAnyInRange('1', '9')
            ? text[1..]
            : text;
    }

    /// <summary>A number in a format; in scientific notation where that would hide its size, behind zeros or in more than 15 digits.</summary>
    private static string Sized(object number, string format, int leastDigits)
    {
        string text = Text(number, format);
        int digits = text.SkipWhile(c => c is not (>= '1' and <= '9')).Count(char.IsAsciiDigit);
        return digits is > 15 || (digits < leastDigits && ToDouble(number) != 0)
            ? Text(number, "0.00e-0" + string.Concat(text.Where(c => c is '%' or '‰')))
            : text;
    }

    private static string Text(object number, string format) =>
        ((IFormattable)number).ToString(format, InvariantCulture);

    private static bool IsNumber(object? value) =>
        value is not Enum
        && Convert.GetTypeCode(value) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static bool IsInteger(object value) => Convert.GetTypeCode(value) <= TypeCode.UInt64;
}
