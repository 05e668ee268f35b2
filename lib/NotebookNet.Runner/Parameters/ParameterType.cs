using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookNet.Runner.Parameters;

/// <summary>A type that a parameter can have: how it is called, and how its values are read and written in C#.</summary>
/// <param name="Name">The keyword.</param>
/// <param name="Expected">What a value of it is.</param>
/// <param name="Literal">A value, from the command line, as C#; null where it is none of the type.</param>
internal sealed record ParameterType(string Name, string Expected, Func<string, string?> Literal)
{
    /// <summary>All there are, in the order in which messages name them.</summary>
    public static IReadOnlyList<ParameterType> All { get; } =
    [
        new("bool", "true or false", Boolean),
        Whole<byte>("byte"),
        Whole<sbyte>("sbyte"),
        Whole<short>("short"),
        Whole<ushort>("ushort"),
        Whole<int>("int"),
        Whole<uint>("uint"),
        Whole<long>("long"),
        Whole<ulong>("ulong"),
        Real<float>("float", "f"),
        Real<double>("double", ""),
        new("decimal", "a number", Decimal),
        new("char", "one character", Character),
        new("string", "text", text => SymbolDisplay.FormatLiteral(text, quote: true)),
    ];

    private static ParameterType Whole<T>(string name)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        new(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a whole number from {T.MinValue} to {T.MaxValue}"
            ),
            text =>
                T.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out T? value
                )
                    ? value.ToString(null, CultureInfo.InvariantCulture)
                    : null
        );

    /// <summary>A binary floating-point number; one that is too large for the type is none of it.</summary>
    private static ParameterType Real<T>(string name, string suffix)
        where T : IBinaryFloatingPointIeee754<T> =>
        new(
            name,
            $"a number in the range of {name}",
            text =>
                !T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T? value)
                    ? null
                : T.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) + suffix
                : char.IsAsciiDigit(text.Trim()[^1]) ? null
                : T.IsNaN(value) ? $"{name}.NaN"
                : T.IsPositive(value) ? $"{name}.PositiveInfinity"
                : $"{name}.NegativeInfinity"
        );

    private static string? Boolean(string text) =>
        bool.TryParse(text, out bool value) ? (value ? "true" : "false") : null;

    private static string? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value.ToString(CultureInfo.InvariantCulture) + "m"
            : null;

    private static string? Character(string text) =>
        text.Length == 1 ? SymbolDisplay.FormatLiteral(text[0], quote: true) : null;
}
