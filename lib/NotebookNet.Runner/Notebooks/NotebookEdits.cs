using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Notebooks;

/// <summary>Changes of a notebook's cells that leave every other byte of the file as it is.</summary>
/// <param name="bytes">The file.</param>
/// <param name="writer">Writes what is new as the file is written.</param>
internal sealed class NotebookEdits(byte[] bytes, JupyterJson writer)
{
    private const int ValueLevel = 3;

    private readonly IReadOnlyList<JsonPlace> _cells = JsonPlace.Read(bytes)["cells"]!.Parts;
    private readonly HashSet<int> _removed = [];
    private readonly List<(int Cell, int Start, int End, string Text)> _edits = [];

    /// <summary>Takes a cell out.</summary>
    public void Remove(int cell) => _removed.Add(cell);

    /// <summary>Takes the stored outputs out of a code cell, and the number of its run.</summary>
    public void ClearOutputs(int cell)
    {
        if (
            _cells[cell]["outputs"]
            is { Parts.Count: > 0 }
                or { Kind: not JsonTokenType.StartArray }
        )
        {
            Replace(cell, _cells[cell]["outputs"]!, "[]");
        }

        if (_cells[cell]["execution_count"] is { Kind: not JsonTokenType.Null } count)
        {
            Replace(cell, count, "null");
        }
    }

    /// <summary>Gives a cell another text, as one string or as a list of lines, whichever its text was.</summary>
    public void SetSource(int cell, string source)
    {
        if (_cells[cell]["source"] is not { } place)
        {
            return;
        }

        string[] lines = source.Split('\n');
        JsonNode node =
            place.Kind == JsonTokenType.String ? JsonValue.Create(source)
            : source.Length == 0 ? new JsonArray()
            : new JsonArray([
                .. lines.SkipLast(1).Select(line => (JsonNode)(line + "\n")),
                .. lines[^1].Length > 0 ? [(JsonNode)lines[^1]] : Array.Empty<JsonNode>(),
            ]);
        Replace(cell, place, writer.Write(node, ValueLevel));
    }

    /// <summary>Takes keys out of an object in a cell's metadata.</summary>
    public void RemoveMetadata(int cell, string owner, params IReadOnlyList<string> keys)
    {
        if (_cells[cell]["metadata"]?[owner] is { Kind: JsonTokenType.StartObject } place)
        {
            HashSet<int> there =
            [
                .. Enumerable
                    .Range(0, place.Parts.Count)
                    .Where(i => keys.Contains(place.Parts[i].Key)),
            ];
            _edits.AddRange(
                Removals(place.Parts, there).Select(span => (cell, span.Start, span.End, ""))
            );
        }
    }

    /// <summary>The bytes of the file with all changes.</summary>
    public byte[] ToArray()
    {
        using MemoryStream result = new(bytes.Length);
        int position = 0;
        foreach (
            (int start, int end, string text) in _edits
                .Where(edit => !_removed.Contains(edit.Cell))
                .Select(edit => (edit.Start, edit.End, edit.Text))
                .Concat(Removals(_cells, _removed).Select(span => (span.Start, span.End, "")))
                .OrderBy(edit => edit.Item1)
        )
        {
            result.Write(bytes, position, start - position);
            result.Write(Encoding.UTF8.GetBytes(text));
            position = end;
        }

        result.Write(bytes, position, bytes.Length - position);
        return result.ToArray();
    }

    private void Replace(int cell, JsonPlace place, string text) =>
        _edits.Add((cell, place.ValueStart, place.End, text));

    /// <summary>What goes with parts of a list: each with the comma before it, or behind it where nothing stays before it.</summary>
    private static IEnumerable<(int Start, int End)> Removals(
        IReadOnlyList<JsonPlace> parts,
        HashSet<int> removed
    )
    {
        bool isFirst = true;
        for (int i = 0; i < parts.Count; i++)
        {
            if (!removed.Contains(i))
            {
                isFirst = false;
            }
            else if (!isFirst)
            {
                yield return (parts[i - 1].End, parts[i].End);
            }
            else
            {
                yield return (
                    parts[i].Start,
                    i + 1 < parts.Count ? parts[i + 1].Start : parts[i].End
                );
            }
        }
    }
}
