using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>An answer in a few words, so that equal ones can be counted.</summary>
internal static class AnswerWords
{
    private const int MostItems = 10;
    private const int Longest = 80;

    /// <summary>Numbers with six digits; of a list the first ten; of anything else its type.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "null",
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            float number => number.ToString("G6", CultureInfo.InvariantCulture),
            string text => text.Length <= Longest ? $"\"{text}\"" : $"\"{text[..Longest]}…\"",
            IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
            ITuple tuple =>
                $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
            IEnumerable items => Of(items),
            _ => AnswerScalars.Words(value.GetType()),
        };

    private static string Of(IEnumerable items)
    {
        List<string> words = [];
        foreach (object? item in items)
        {
            if (words.Count == MostItems)
            {
                words.Add("…");
                break;
            }

            words.Add(Of(item));
        }

        return $"[{string.Join(", ", words)}]";
    }
}
