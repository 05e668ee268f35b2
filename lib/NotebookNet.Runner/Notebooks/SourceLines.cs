using System.Text;
using System.Text.Json;
using NotebookNet.Session;

namespace NotebookNet.Runner.Notebooks;

/// <summary>On which lines of a notebook's file the lines of its cells stand.</summary>
internal sealed class SourceLines
{
    /// <summary>What ends a line of a cell; `\r\n` ends one.</summary>
    private const string LineEnds = "\r\n\f\u0085\u2028\u2029";

    private readonly IReadOnlyList<CellSource> _cells;

    /// <param name="bytes">The file.</param>
    /// <exception cref="JsonException">They are not JSON.</exception>
    public SourceLines(byte[] bytes) => _cells = Read(bytes);

    /// <summary>The line of the file, from 1, on which a line of a cell stands; null where the file has no such cell.</summary>
    /// <param name="index">The cell's position; where others were put in or taken out before it, the nearest one of the same text is meant.</param>
    /// <param name="source">The cell's text.</param>
    /// <param name="line">The line of the cell, from 1.</param>
    public int? Find(int index, string source, int line)
    {
        CellSource? cell = _cells
            .Where(cell => cell.Text == source)
            .MinBy(cell => Math.Abs(cell.Index - index));
        return cell is null ? null
            : cell.Lines.Count == 0 ? cell.Start
            : cell.Lines[Math.Clamp(line, 1, cell.Lines.Count) - 1];
    }

    private static List<CellSource> Read(byte[] bytes)
    {
        ReadOnlySpan<byte> json = bytes;
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }

        LineCounter lines = new(json);
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = StrictJson.Deepest });
        List<CellSource> cells = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCells = reader.ValueTextEquals("cells");
            reader.Read();
            if (!isCells)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                cells.Add(ReadCell(ref reader, ref lines, cells.Count));
            }
        }

        return cells;
    }

    private static CellSource ReadCell(ref Utf8JsonReader reader, ref LineCounter lines, int index)
    {
        CellSource cell = new(index, lines.At(reader.TokenStartIndex), "", []);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSource = reader.ValueTextEquals("source");
            reader.Read();
            if (isSource)
            {
                cell = ReadSource(ref reader, ref lines, index);
            }
            else
            {
                reader.Skip();
            }
        }

        return cell;
    }

    /// <summary>Reads a text that is one string, or a list of strings that need not be lines.</summary>
    private static CellSource ReadSource(
        ref Utf8JsonReader reader,
        ref LineCounter lines,
        int index
    )
    {
        int start = lines.At(reader.TokenStartIndex);
        StringBuilder text = new();
        List<int> places = [];
        bool isList = reader.TokenType == JsonTokenType.StartArray;
        bool begins = true;
        char before = '\0';
        while (!isList || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
        {
            int place = lines.At(reader.TokenStartIndex);
            string part = reader.GetString() ?? "";
            text.Append(part);
            foreach (char c in part)
            {
                if (begins && (before, c) is not ('\r', '\n'))
                {
                    places.Add(place);
                }

                begins = LineEnds.Contains(c);
                before = c;
            }

            if (!isList)
            {
                break;
            }
        }

        return new CellSource(index, start, text.ToString(), places);
    }

    /// <summary>Counts lines on the way through a text.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _position;
        private int _line = 1;

        /// <summary>The line of a position that is not before the last one asked for.</summary>
        public int At(long position)
        {
            _line += _text[_position..(int)position].Count((byte)'\n');
            _position = (int)position;
            return _line;
        }
    }

    /// <param name="Index">The cell's position.</param>
    /// <param name="Start">The line on which its text, or the cell, begins.</param>
    /// <param name="Text">Its text.</param>
    /// <param name="Lines">The line of each of its lines.</param>
    private sealed record CellSource(int Index, int Start, string Text, IReadOnlyList<int> Lines);
}
