using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A text and what is replaced in it.</summary>
internal sealed class EditedText(string text)
{
    private readonly SortedDictionary<(int Start, int End, int Order), string> _edits = [];

    /// <summary>Puts something in the place of a piece. What was said first for a place stands first.</summary>
    public void Replace(TextSpan span, string replacement) =>
        _edits.TryAdd((span.Start, span.End, _edits.Count), replacement);

    /// <summary>Puts something in.</summary>
    public void Insert(int position, string insertion) =>
        Replace(new TextSpan(position, 0), insertion);

    /// <summary>Puts something in before all that is put in there.</summary>
    public void InsertFirst(int position, string insertion) =>
        _edits.TryAdd((position, position, -1 - _edits.Count), insertion);

    /// <summary>A piece of the text as it is then, without the pieces in it that are taken out.</summary>
    public string Render(TextSpan span, params IEnumerable<TextSpan> without)
    {
        StringBuilder result = new();
        int position = span.Start;
        TextSpan[] holes = [.. without];
        foreach (((int start, int end, _), string replacement) in _edits)
        {
            TextSpan edit = TextSpan.FromBounds(start, end);
            if (
                start < position
                || end > span.End
                || holes.Any(hole =>
                    hole.Contains(edit)
                    && (edit.Length > 0 || (start > hole.Start && start < hole.End))
                )
            )
            {
                continue;
            }

            Copy(position, start);
            result.Append(replacement);
            position = end;
        }

        Copy(position, span.End);
        return result.ToString();

        void Copy(int from, int to)
        {
            while (from < to)
            {
                TextSpan hole = holes.FirstOrDefault(hole => hole.Contains(from));
                if (hole.Length > 0)
                {
                    from = Math.Min(hole.End, to);
                    continue;
                }

                int next = holes
                    .Where(other => other.Start > from && other.Start < to)
                    .Select(other => other.Start)
                    .DefaultIfEmpty(to)
                    .Min();
                result.Append(text, from, next - from);
                from = next;
            }
        }
    }
}
