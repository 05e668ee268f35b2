using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A text and what is replaced in it.</summary>
internal sealed class EditedText(string text)
{
    private readonly SortedDictionary<(int Start, int End, int Order), string> _edits = [];

    /// <summary>Puts something in the place of a piece.</summary>
    public void Replace(TextSpan span, string replacement) =>
        _edits.Add((span.Start, span.End, _edits.Count + 1), replacement);

    /// <summary>Puts something behind what ends there, and behind what was put there before.</summary>
    public void InsertAfter(int position, string insertion) =>
        _edits.Add((position, position, _edits.Count + 1), insertion);

    /// <summary>Puts something before what begins there, and before what was put there before.</summary>
    public void InsertBefore(int position, string insertion) =>
        _edits.Add((position, position, -1 - _edits.Count), insertion);

    /// <summary>A piece of the text as it is then.</summary>
    /// <param name="span">The piece.</param>
    /// <param name="away">Pieces in it that are taken out, and what stands in their places.</param>
    public string Render(TextSpan span, params IReadOnlyList<(TextSpan Span, string Instead)> away)
    {
        StringBuilder result = new();
        int position = span.Start;
        foreach (((int start, int end, int order), string replacement) in _edits)
        {
            if (
                !IsOf(span, start, end, order)
                || away.Any(hole => IsOf(hole.Span, start, end, order))
            )
            {
                continue;
            }

            Copy(start);
            result.Append(replacement);
            position = end;
        }

        Copy(span.End);
        return result.ToString();

        void Copy(int end)
        {
            while (position < end)
            {
                (TextSpan hole, string instead) = away.FirstOrDefault(hole =>
                    hole.Span.Contains(position)
                );
                if (hole.Length > 0)
                {
                    result.Append(position == hole.Start ? instead : "");
                    position = Math.Min(hole.End, end);
                    continue;
                }

                int next = away.Select(other => other.Span.Start)
                    .Where(start => start > position && start < end)
                    .DefaultIfEmpty(end)
                    .Min();
                result.Append(text, position, next - position);
                position = next;
            }
        }
    }

    private static bool IsOf(TextSpan span, int start, int end, int order) =>
        end > start ? span.Start <= start && end <= span.End
        : order < 0 ? span.Start <= start && start < span.End
        : span.Start < start && start <= span.End;
}
