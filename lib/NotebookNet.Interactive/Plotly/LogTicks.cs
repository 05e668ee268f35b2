using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Plotly;

/// <summary>Ticks of logarithmic axes: powers of ten alone where there are enough of them, else 1, 2 and 5 as well.</summary>
internal static class LogTicks
{
    private const double FewDecades = 1.7;
    private const int MostLabels = 8;

    public static void Place(JsonArray traces, JsonObject layout)
    {
        foreach ((string key, JsonNode? node) in layout.ToList())
        {
            if (
                node is not JsonObject axis
                || (string?)axis["type"] != "log"
                || axis["dtick"] is not null
            )
            {
                continue;
            }
            string letter = key[..1];
            string name = letter + key["xaxis".Length..];
            string ours = (string?)axis["matches"] ?? name;
            double low = double.PositiveInfinity;
            double high = 0;
            foreach (JsonNode? trace in traces)
            {
                string on = (string?)trace![letter + "axis"] ?? letter;
                string matched = (string?)layout[letter + "axis" + on[1..]]?["matches"] ?? on;
                if (matched != ours || trace[letter] is not JsonArray values)
                {
                    continue;
                }
                foreach (JsonNode? item in values)
                {
                    if (
                        item is JsonValue value
                        && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
                    )
                    {
                        double number = JsonPath.Number(value);
                        low = number > 0 ? Math.Min(low, number) : low;
                        high = Math.Max(high, number);
                    }
                }
            }
            double decades = axis["range"] is JsonArray range
                ? Math.Abs((double)range[1]! - (double)range[0]!)
                : Math.Log10(high / low);
            if (decades <= FewDecades)
            {
                axis["dtick"] = "D2";

                // plotly writes only the first digit of what is no power of ten: 2 for 0.2.
                axis["tickformat"] ??= "~g";
            }
            else if (double.IsFinite(decades))
            {
                axis["dtick"] = (int)Math.Ceiling(decades / MostLabels);
            }
        }
    }
}
