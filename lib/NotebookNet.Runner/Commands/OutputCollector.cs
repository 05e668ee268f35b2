using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Commands;

/// <summary>Builds the stored outputs of a notebook's cells from what they show, as Jupyter does.</summary>
internal sealed class OutputCollector
{
    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private JsonArray _outputs = [];
    private int _executionCount;

    /// <summary>The outputs of the current cell so far.</summary>
    public JsonArray Outputs => _outputs;

    /// <summary>What follows belongs to the cell with this execution count.</summary>
    public void Begin(int executionCount)
    {
        _outputs = [];
        _executionCount = executionCount;
    }

    /// <summary>Printed text: joined to the output before it where that has the same name.</summary>
    public void Stream(string name, string text)
    {
        if (
            _outputs.LastOrDefault() is JsonObject last
            && (string?)last["output_type"] == "stream"
            && (string?)last["name"] == name
        )
        {
            JsonArray lines = (JsonArray)last["text"]!;
            if (
                lines.LastOrDefault() is JsonValue open
                && open.GetValue<string>() is var start
                && !start.EndsWith('\n')
            )
            {
                lines.RemoveAt(lines.Count - 1);
                text = start + text;
            }

            foreach (string line in Lines(text))
            {
                lines.Add(line);
            }

            return;
        }

        _outputs.Add(
            new JsonObject
            {
                ["name"] = name,
                ["output_type"] = "stream",
                ["text"] = LineArray(text),
            }
        );
    }

    public void Display(JsonObject bundle, string displayId)
    {
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

    public void Result(JsonObject bundle) =>
        _outputs.Add(
            new JsonObject
            {
                ["data"] = StoredBundle(bundle),
                ["execution_count"] = _executionCount,
                ["metadata"] = new JsonObject(),
                ["output_type"] = "execute_result",
            }
        );

    public void Error(string name, string message, IEnumerable<string> traceback) =>
        _outputs.Add(
            new JsonObject
            {
                ["ename"] = name,
                ["evalue"] = message,
                ["output_type"] = "error",
                ["traceback"] = new JsonArray([.. traceback.Select(line => (JsonNode)line)]),
            }
        );

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
        if (mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal))
        {
            return JsonNode.Parse(content);
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
