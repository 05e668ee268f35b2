using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Session;

namespace NotebookNet.Runner.Commands;

/// <summary>Builds the stored outputs of a notebook's cells from what they show, as Jupyter does.</summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, List<Shown>> _displays = [];
    private readonly List<(string Id, Shown Shown)> _shownHere = [];
    private readonly OutputLimit _limit = OutputLimit.OfNotebook();
    private readonly StringBuilder _printed = new();
    private bool _isCut;
    private bool _isToBeCleared;

    /// <summary>How much the cell has printed, and shown as its value.</summary>
    private OutputSize _printedSize;
    private JsonArray _outputs = [];
    private JsonObject? _stream;
    private int _executionCount;

    /// <summary>The outputs of the current cell so far.</summary>
    public JsonArray Outputs
    {
        get
        {
            EndStream();
            return _outputs;
        }
    }

    /// <summary>What follows belongs to the cell with this execution count.</summary>
    public void Begin(int executionCount)
    {
        EndStream();
        _outputs = [];
        _isCut = false;
        _isToBeCleared = false;
        _printedSize = default;
        _shownHere.Clear();
        _executionCount = executionCount;
    }

    /// <summary>Printed text: joined to the output before it where that has the same name.</summary>
    public void Stream(string name, string text)
    {
        bool isNew = _stream is null || (string?)_stream["name"] != name;
        ClearNow();
        if (HasRoom(OutputSize.OfText(text) with { Outputs = isNew ? 1 : 0 }))
        {
            Append(name, text);
        }
    }

    public void Display(JsonObject shown, string displayId)
    {
        ClearNow();
        Dictionary<string, string> bundle = Bundle(shown);
        OutputSize size = OutputSize.Of(bundle.Values);
        if (!HasRoom(size))
        {
            return;
        }

        EndStream();
        JsonObject output = new()
        {
            ["data"] = StoredBundle(bundle),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };
        _outputs.Add(output);
        if (!_displays.TryGetValue(displayId, out List<Shown>? outputs))
        {
            _displays.Add(displayId, outputs = []);
        }

        Shown added = new(output) { Size = size };
        outputs.Add(added);
        _shownHere.Add((displayId, added));
    }

    /// <summary>An update changes the output that was shown, in whichever cell that is.</summary>
    public void Update(JsonObject update, string displayId)
    {
        Dictionary<string, string> bundle = Bundle(update);
        OutputSize size = OutputSize.Of(bundle.Values);
        foreach (Shown shown in _displays.GetValueOrDefault(displayId, []))
        {
            _limit.Remove(shown.Size);
            if (HasRoom(size))
            {
                shown.Size = size;
                shown.Output["data"] = StoredBundle(bundle);
            }
            else
            {
                _limit.Add(shown.Size);
            }
        }
    }

    public void Result(JsonObject value)
    {
        ClearNow();
        Dictionary<string, string> bundle = Bundle(value);
        OutputSize size = OutputSize.Of(bundle.Values);
        if (!HasRoom(size))
        {
            return;
        }

        _printedSize += size;

        EndStream();
        _outputs.Add(
            new JsonObject
            {
                ["data"] = StoredBundle(bundle),
                ["execution_count"] = _executionCount,
                ["metadata"] = new JsonObject(),
                ["output_type"] = "execute_result",
            }
        );
    }

    /// <summary>Takes away what the cell has shown; when it is to wait, as soon as the cell shows something else.</summary>
    public void Clear(bool wait)
    {
        _isToBeCleared = wait;
        if (wait)
        {
            return;
        }

        EndStream();
        _limit.Remove(_printedSize);
        _printedSize = default;
        foreach ((string id, Shown shown) in _shownHere)
        {
            _limit.Remove(shown.Size);
            _displays[id].Remove(shown);
        }

        _shownHere.Clear();
        _outputs.Clear();
    }

    public void Error(string name, string message, IEnumerable<string> traceback)
    {
        ClearNow();
        EndStream();
        _outputs.Add(
            new JsonObject
            {
                ["ename"] = name,
                ["evalue"] = message,
                ["output_type"] = "error",
                ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
            }
        );
    }

    private void ClearNow()
    {
        if (_isToBeCleared)
        {
            Clear(wait: false);
        }
    }

    /// <summary>Whether the notebook may show that much more; where not, its cell says so.</summary>
    private bool HasRoom(OutputSize size)
    {
        if (_limit.Add(size) is not { } cut)
        {
            return true;
        }

        if (!_isCut)
        {
            _isCut = true;
            Append("stderr", cut);
        }

        return false;
    }

    private void Append(string name, string text)
    {
        if (_stream is null || (string?)_stream["name"] != name)
        {
            EndStream();
            _stream = new JsonObject { ["name"] = name, ["output_type"] = "stream" };
            _outputs.Add(_stream);
        }

        _printed.Append(text);
    }

    private static Dictionary<string, string> Bundle(JsonObject shown) =>
        shown.ToDictionary(entry => entry.Key, entry => (string)entry.Value!);

    /// <summary>Writes what was printed into its output. Text that still comes for it begins an output of its own.</summary>
    private void EndStream()
    {
        if (_stream is not null)
        {
            _stream["text"] = LineArray(TerminalText.Render(_printed.ToString()));
            _printed.Clear();
            _stream = null;
        }
    }

    private static JsonObject StoredBundle(Dictionary<string, string> bundle)
    {
        JsonObject stored = [];
        foreach ((string mime, string content) in bundle)
        {
            stored[mime] = StoredContent(mime, content);
        }

        return stored;
    }

    private static JsonNode? StoredContent(string mime, string content)
    {
        if (MimeBundles.IsJson(mime))
        {
            return StrictJson.Parse(content);
        }

        bool isText =
            mime.StartsWith("text/", StringComparison.Ordinal)
            || mime is "application/javascript" or "image/svg+xml";
        return isText ? LineArray(content) : content;
    }

    private static JsonArray LineArray(string text) =>
        new([.. Lines(text).Select(line => (JsonNode)line)]);

    private static IEnumerable<string> Lines(string text)
    {
        for (int start = 0; start < text.Length; )
        {
            int end = text.IndexOf('\n', start) + 1;
            end = end == 0 ? text.Length : end;
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>An output that an update may change, and how much it shows now.</summary>
    private sealed class Shown(JsonObject output)
    {
        public JsonObject Output => output;

        public OutputSize Size { get; set; }
    }
}
