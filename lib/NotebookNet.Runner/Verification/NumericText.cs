using System.Globalization;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares numbers up to a relative tolerance; whole numbers exactly.</summary>
internal sealed class NumericText(double relativeTolerance)
{
    /// <summary>Whether two numbers, however they are written, are the same.</summary>
    public bool AreEqual(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
        {
            return true;
        }

        if (IsWhole(a) && IsWhole(b))
        {
            return false;
        }

        double x = double.Parse(a, NumberStyles.Float, CultureInfo.InvariantCulture);
        double y = double.Parse(b, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(x)
            && double.IsFinite(y)
            && Math.Abs(x - y) <= relativeTolerance * Math.Max(Math.Abs(x), Math.Abs(y));
    }

    /// <summary>
    /// The same where a text holds them: one that ends in zeros was written with a number of decimals, and with as many
    /// it is written again. So 1.2 is not 1.20, which may be a version.
    /// </summary>
    public bool AreEqualInText(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
        {
            return true;
        }

        ReadOnlySpan<char> decimalsOfA = Decimals(a);
        ReadOnlySpan<char> decimalsOfB = Decimals(b);
        return (
                decimalsOfA.Length == decimalsOfB.Length
                || (decimalsOfA is not [.., '0'] && decimalsOfB is not [.., '0'])
            ) && AreEqual(a, b);
    }

    private static bool IsWhole(ReadOnlySpan<char> number) => number.IndexOfAny(".eE") < 0;

    private static ReadOnlySpan<char> Decimals(ReadOnlySpan<char> number)
    {
        int point = number.IndexOf('.');
        ReadOnlySpan<char> decimals = point < 0 ? [] : number[(point + 1)..];
        int exponent = decimals.IndexOfAny("eE");
        return exponent < 0 ? decimals : decimals[..exponent];
    }
}
