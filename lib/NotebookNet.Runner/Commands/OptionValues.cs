using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace NotebookNet.Runner.Commands;

/// <summary>Reads the values of options, in any culture alike; what cannot be read is an error of usage.</summary>
internal static class OptionValues
{
    /// <summary>Longer, in seconds, no timer runs.</summary>
    private const double Limit = 2_000_000;

    /// <summary>A number greater than 0 and less than 2 000 000.</summary>
    public static T Positive<T>(ArgumentResult result)
        where T : struct, INumber<T> =>
        Number<T>(
            result,
            value => value > T.Zero && double.CreateChecked(value) < Limit,
            "greater than 0 and less than 2000000"
        );

    /// <summary>A share, from 0.</summary>
    public static double NotNegative(ArgumentResult result) =>
        Number<double>(result, value => value >= 0 && double.IsFinite(value), "from 0 up");

    /// <summary>An amount of memory in bytes: a number with K, M, G or T behind it, of 64 MB or more.</summary>
    public static long? Memory(ArgumentResult result)
    {
        const long Least = 64L << 20;
        string text = result.Tokens[0].Value;
        string number = text.TrimEnd('B', 'b').TrimEnd('i', 'I');
        int power = number.Length == 0 ? -1 : "KMGT".IndexOf(char.ToUpperInvariant(number[^1]));
        if (
            !double.TryParse(
                power < 0 ? number : number[..^1],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double value
            ) || value * Math.Pow(1024, power + 1) is not (>= Least and < long.MaxValue)
        )
        {
            result.AddError(
                $"{Name(result)} {text}: expected a size such as 512M or 2G, of 64M or more."
            );
            return null;
        }

        return (long)(value * Math.Pow(1024, power + 1));
    }

    /// <summary>The name of a file or a folder.</summary>
    public static string? Path(ArgumentResult result)
    {
        string path = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(path))
        {
            result.AddError($"{Name(result)} \"{path}\": expected a path.");
        }

        return path;
    }

    private static T Number<T>(ArgumentResult result, Func<T, bool> isValid, string range)
        where T : struct, INumber<T>
    {
        string text = result.Tokens[0].Value;
        if (
            !T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value)
            || !isValid(value)
        )
        {
            string kind = typeof(T) == typeof(int) ? "a whole number" : "a number";
            result.AddError($"{Name(result)} {text}: expected {kind} {range}.");
        }

        return value;
    }

    private static string Name(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
