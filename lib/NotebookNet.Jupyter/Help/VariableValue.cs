using System.Collections;
using System.Globalization;

namespace NotebookNet.Jupyter.Help;

/// <summary>What a variable holds, in a few words. Nothing of a cell's own code runs for it: that could go on for ever.</summary>
internal static class VariableValue
{
    private const int Longest = 200;

    /// <summary>The value of a simple type, or how much a collection of the framework holds; null for anything else.</summary>
    public static string? Of(object? value) =>
        value switch
        {
            null => "null",
            string text => Quoted(text),
            char character => $"'{character}'",
            bool yes => yes ? "true" : "false",
            Enum member => Enum.Format(member.GetType(), member, "G"),
            IFormattable simple when simple.GetType().IsPrimitive || IsKnown(simple) =>
                simple.ToString(null, CultureInfo.InvariantCulture),
            Array { Rank: 1 } array => Counted(array.Length),
            Array array =>
                $"{string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength))} elements",
            ICollection collection when IsOfFramework(collection) => Counted(collection.Count),
            _ => null,
        };

    private static bool IsKnown(IFormattable value) =>
        value is decimal or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid;

    /// <summary>Whether counting runs no code but the framework's.</summary>
    private static bool IsOfFramework(ICollection collection) =>
        collection.GetType() is { IsGenericType: true } type
        && type.Namespace == "System.Collections.Generic"
        && type.Assembly.GetName().Name is "System.Private.CoreLib" or "System.Collections";

    private static string Counted(int count) => count == 1 ? "1 element" : $"{count} elements";

    private static string Quoted(string text)
    {
        int end = Math.Min(text.Length, Longest);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        string shown = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(
            text[..end],
            quote: true
        );
        return end == text.Length
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown}… ({text.Length} characters)");
    }
}
