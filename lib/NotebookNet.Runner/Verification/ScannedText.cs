namespace NotebookNet.Runner.Verification;

/// <summary>A text and its tokens, line by line, without empty lines at its end.</summary>
internal sealed class ScannedText
{
    private readonly List<Line> _lines = [];

    public ScannedText(string text, List<Token> tokens)
    {
        Text = text;
        Tokens = tokens;
        int start = 0;
        for (int i = 0; i <= tokens.Count; i++)
        {
            if (i == tokens.Count || tokens[i].Kind == TokenKind.NewLine)
            {
                _lines.Add(new Line(start, i));
                start = i + 1;
            }
        }

        while (_lines is [.., { IsEmpty: true }])
        {
            _lines.RemoveAt(_lines.Count - 1);
        }
    }

    /// <summary>The tokens of a line, from one up to another.</summary>
    public readonly record struct Line(int Start, int End)
    {
        public bool IsEmpty => Start == End;
    }

    public string Text { get; }

    public List<Token> Tokens { get; }

    public int Count => _lines.Count;

    public Line this[Index index] => _lines[index];

    /// <summary>Some lines as they stand in the text.</summary>
    public IReadOnlyList<string> Lines(int start, int end) =>
        [.. _lines.Take(start..end).Select(Raw)];

    /// <summary>The number in the text of the line at <paramref name="index"/>, from 1.</summary>
    public int LineNumber(int index)
    {
        int before =
            index < _lines.Count && !_lines[index].IsEmpty ? Tokens[_lines[index].Start].Start
            : index > 0 && index - 1 < _lines.Count ? EndOf(_lines[index - 1])
            : 0;
        return Text.AsSpan(0, before).Count('\n') + 1;
    }

    private int EndOf(Line line) =>
        line.End < Tokens.Count ? Tokens[line.End].End
        : line.IsEmpty ? 0
        : Tokens[line.End - 1].End;

    /// <summary>Where in the raw line at <paramref name="index"/> a token of it stands, or its end.</summary>
    public int Column(int index, int token)
    {
        Line line = _lines[index];
        (int start, int end) = Range(line);
        return (token < line.End ? Tokens[token].Start : end) - start;
    }

    private string Raw(Line line)
    {
        (int start, int end) = Range(line);
        return Text[start..end];
    }

    /// <summary>Where the line stands with what was left out of it, unless that is lines of its own.</summary>
    private (int Start, int End) Range(Line line)
    {
        int start = line.Start == 0 ? 0 : Tokens[line.Start - 1].End;
        int end = line.End < Tokens.Count ? Tokens[line.End].Start : Text.Length;
        return !Text.AsSpan(start, end - start).Contains('\n') ? (start, end)
            : line.IsEmpty ? (start, start)
            : (Tokens[line.Start].Start, Tokens[line.End - 1].End);
    }
}
