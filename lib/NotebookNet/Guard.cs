using System.Runtime.CompilerServices;

namespace NotebookNet;

/// <summary>Checks of arguments whose message names the value and what was expected.</summary>
internal static class Guard
{
    /// <summary>The value, once it is sure that 0 &lt; value &lt; ∞.</summary>
    public static double PositiveFinite(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw OutOfRange(name, value, "positive and finite");

    /// <summary>The value, once it is sure that 0 ≤ value &lt; ∞.</summary>
    public static double NotNegativeFinite(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw OutOfRange(name, value, "finite and not negative");

    /// <summary>The value, once it is sure that 0 ≤ value &lt; 1: a decay rate, a momentum, a probability of dropping.</summary>
    public static double FractionBelowOne(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) => value is >= 0 and < 1 ? value : throw OutOfRange(name, value, "at least 0 and below 1");

    private static ArgumentOutOfRangeException OutOfRange(
        string name,
        double value,
        string expected
    ) => new(name, value, $"{name} must be {expected}, got {value}.");
}
