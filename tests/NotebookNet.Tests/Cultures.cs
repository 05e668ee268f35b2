using System.Globalization;

namespace NotebookNet.Tests;

/// <summary>A culture that writes every number otherwise than the invariant one; the tests run without the real ones.</summary>
internal static class Cultures
{
    public static CultureInfo Foreign { get; } = Create();

    /// <summary>What a function gives in that culture.</summary>
    public static T InForeign<T>(Func<T> function)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Foreign;
        try
        {
            return function();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo Create()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.PercentPositivePattern = 1;
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NaNSymbol = "keine Zahl";
        culture.NumberFormat.PositiveInfinitySymbol = "unendlich";
        culture.NumberFormat.NegativeInfinitySymbol = "−unendlich";
        return CultureInfo.ReadOnly(culture);
    }
}
