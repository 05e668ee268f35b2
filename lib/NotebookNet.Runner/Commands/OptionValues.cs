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
