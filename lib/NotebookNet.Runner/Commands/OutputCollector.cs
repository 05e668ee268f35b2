using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Execution;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>Builds the stored outputs of a notebook's cells from what they show, as Jupyter does.</summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private readonly StringBuilder _printed = new();
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
        _executionCount = executionCount;
    }

    /// <summary>Printed text: joined to the output before it where that has the same name.</summary>
    public void Stream(string name, string text)
    {
        if (_stream is null || (string?)_stream["name"] != name)
        {
            EndStream();
            _stream = new JsonObject { ["name"] = name, ["output_type"] = "stream" };
            _outputs.Add(_stream);
        }

        _printed.Append(text);
    }

    public void Display(JsonObject bundle, string displayId)
    {
        EndStream();
        JsonObject output = new()
        {
            ["data"] = StoredBundle(bundle),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };
        _outputs.Add(output);
        if (!_displays.TryGetValue(displayId, out List<JsonObject>? shown))
        {
            _displays.Add(displayId, shown = []);
        }

        shown.Add(output);
    }

    /// <summary>An update changes the output that was shown, in whichever cell that is.</summary>
    public void Update(JsonObject bundle, string displayId)
    {
        foreach (JsonObject output in _displays.GetValueOrDefault(displayId, []))
        {
            output["data"] = StoredBundle(bundle);
        }
    }

    public void Result(JsonObject bundle)
    {
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

    public void Error(string name, string message, IEnumerable<string> traceback)
    {
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

    private static JsonObject StoredBundle(JsonObject bundle)
    {
        JsonObject stored = [];
        foreach ((string mime, JsonNode? content) in bundle)
        {
            stored[mime] = StoredContent(mime, (string)content!);
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
}
