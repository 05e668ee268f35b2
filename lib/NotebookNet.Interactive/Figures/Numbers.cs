using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>Numbers on their way into a figure's JSON: read from any sequence, rounded to what can be seen.</summary>
internal static class Numbers
{
    /// <summary>Reads a sequence of numbers of any type into an array of its own; null becomes NaN.</summary>
    public static double[] Read(IEnumerable values, string what)
    {
        ArgumentNullException.ThrowIfNull(values, what);
        switch (values)
        {
            case IEnumerable<double> doubles:
                return [.. doubles];
            case IEnumerable<int> integers:
                return [.. integers.Select(value => (double)value)];
        }
        List<double> read = [];
        foreach (object? value in values)
        {
            read.Add(
                value switch
                {
                    null => double.NaN,
                    double
                    or float
                    or decimal
                    or byte
                    or sbyte
                    or short
                    or ushort
                    or int
                    or uint
                    or long
                    or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                    _ => throw new ArgumentException(
                        Invariant(
                            $"Expected numbers, got '{value}' ({value.GetType().Name}) at position {read.Count}."
                        ),
                        what
                    ),
                }
            );
        }
        return [.. read];
    }

    /// <summary>Refuses an empty sequence and one without a single finite number.</summary>
    public static void RequireFinite(double[] values, string what)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException("Expected at least one value to draw, got none.", what);
        }
        if (!values.Any(double.IsFinite))
        {
            throw new ArgumentException(
                $"None of the {values.Length} values is finite (the first is {values[0].ToString(CultureInfo.InvariantCulture)}): nothing to draw.",
                what
            );
        }
    }

    /// <summary>Refuses a figure of nothing.</summary>
    public static void RequireSome<T>(List<T> drawn, string kind, string what)
    {
        if (drawn.Count == 0)
        {
            throw new ArgumentException($"Expected at least one {kind} to draw, got none.", what);
        }
    }

    /// <summary>Refuses coordinates of different lengths.</summary>
    public static void RequireSameLength(double[] x, double[] y, string? series)
    {
        if (x.Length != y.Length)
        {
            string of = series is null ? "" : $" of '{series}'";
            throw new ArgumentException(
                $"x has {x.Length} values and y has {y.Length}{of}: they must be as many."
            );
        }
    }

    /// <summary>The numbers to so many digits that values which differ little from a large offset stay apart.</summary>
    public static double[] Rounded(double[] values, int digits = 6)
    {
        int kept = Digits(values, digits);
        return [.. values.Select(value => Round(value, kept))];
    }

    /// <summary>A JSON number.</summary>
    public static JsonNode? Node(double value, int digits = 6)
    {
        double rounded = Round(value, digits);
        return double.IsFinite(rounded) ? JsonValue.Create(rounded) : null;
    }

    /// <summary>The value to so many significant digits; whole numbers below 10⁹ stay as they are.</summary>
    public static double Round(double value, int digits) =>
        !double.IsFinite(value) || (value == Math.Truncate(value) && Math.Abs(value) < 1e9)
            ? value
            : double.Parse(
                value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            );

    /// <summary>So many digits that values which differ little from a large offset stay apart.</summary>
    private static int Digits(double[] values, int digits)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty()];
        (double low, double high) = (finite.Min(), finite.Max());
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (!(high > low) || !double.IsFinite(high - low))
        {
            return digits;
        }
        return Math.Clamp(digits + (int)Math.Floor(Math.Log10(largest / (high - low))), digits, 15);
    }
}
