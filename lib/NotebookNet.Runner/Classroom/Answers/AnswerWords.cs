using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>An answer in a few words, so that equal ones can be counted.</summary>
internal static class AnswerWords
{
    private const int MostItems = 10;
    private const int Longest = 80;

    /// <summary>What is nested deeper is not told: it may hold itself.</summary>
    private const int Deepest = 3;

    /// <summary>Numbers with six digits; of a list the first ten; of anything else its type.</summary>
    public static string Of(object? value) => Of(value, Deepest);

    private static string Of(object? value, int depth) =>
        value switch
        {
            null => "null",
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            float number => number.ToString("G6", CultureInfo.InvariantCulture),
            string text => text.Length <= Longest ? $"\"{text}\"" : $"\"{text[..Longest]}…\"",
            IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
            ITuple or IEnumerable when depth == 0 => "…",
            ITuple tuple =>
                $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], depth - 1)))})",
            IEnumerable items => Of(items, depth - 1),
            _ => AnswerScalars.Words(value.GetType()),
        };

    private static string Of(IEnumerable items, int depth)
    {
        List<string> words = [];
        foreach (object? item in items)
        {
            if (words.Count == MostItems)
            {
                words.Add("…");
                break;
            }

            words.Add(Of(item, depth));
        }

        return $"[{string.Join(", ", words)}]";
    }
}
