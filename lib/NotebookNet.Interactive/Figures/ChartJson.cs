using System.Collections;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Plotly.NET;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace NotebookNet.Interactive.Figures;

/// <summary>A Plotly.NET chart as JSON before anything is decided about it. Numbers that are not finite are null.</summary>
internal static class ChartJson
{
    /// <summary>Plotly's <c>data</c>.</summary>
    public static JsonArray Data(GenericChart chart) =>
        new([.. GenericChart.getTraces(chart).Select(trace => (JsonNode)Of(trace))]);

    /// <summary>Plotly's <c>layout</c>.</summary>
    public static JsonObject Layout(GenericChart chart) => Of((Part)GenericChart.getLayout(chart));

    public static JsonObject Of(Trace trace)
    {
        JsonObject json = new() { ["type"] = trace.type };
        Add(json, trace);
        return json;
    }

    public static JsonObject Of(Part part)
    {
        JsonObject json = [];
        Add(json, part);
        return json;
    }

    private static void Add(JsonObject json, Part part)
    {
        foreach ((string name, object? value) in part.Properties)
        {
            json[name] = Node(value);
        }
    }

    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
            float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
            int number => JsonValue.Create(number),
            bool flag => JsonValue.Create(flag),
            string text => JsonValue.Create(text),
            Trace trace => Of(trace),
            Part part => Of(part),
            IDictionary or decimal or long or uint or ulong or short or ushort or byte or sbyte =>
                JsonSerializer.SerializeToNode(value),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Node)]),
            _ when value.GetType().DeclaringType?.DeclaringType == typeof(StyleParam)
                    || value.GetType().DeclaringType == typeof(StyleParam) => Node(
                value.GetType().GetMethod("Convert", [])?.Invoke(value, [])
            ),
            _ when value.GetType().Name == "FSharpOption`1" => Node(
                value.GetType().GetProperty("Value")!.GetValue(value)
            ),
            _ => JsonNode.Parse(JsonConvert.SerializeObject(value)),
        };
}
