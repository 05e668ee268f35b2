using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Where ticks stand: on logarithmic axes at powers of ten alone where there are enough of them, else at 1, 2 and 5 as well; at every
/// whole number where a few are counted.
/// </summary>
internal static class Ticks
{
    private const double FewDecades = 1.7;
    private const int MostLabels = 8;
    private const int FewNumbers = 10;

    public static void Place(JsonArray traces, JsonObject layout)
    {
        // An axis that nobody asked for counts as well as another.
        if (
            traces.Any(trace =>
                (string?)trace!["type"] == "scatter" && Axes.Name(trace, "x") == "xaxis"
            )
        )
        {
            layout["xaxis"] ??= new JsonObject();
        }
        foreach ((string key, JsonNode? node) in layout.ToList())
        {
            if (
                node is not JsonObject axis
                || axis["dtick"] is not null
                || !(
                    key.StartsWith("xaxis", StringComparison.Ordinal)
                    || key.StartsWith("yaxis", StringComparison.Ordinal)
                )
            )
            {
                continue;
            }
            string letter = key[..1];
            string matched = Axes.Matched(layout, key);
            JsonObject[] shown =
            [
                .. traces
                    .OfType<JsonObject>()
                    .Where(trace => Axes.Matched(layout, Axes.Name(trace, letter)) == matched),
            ];
            AxisValues values = AxisValues.Of(axis, shown, letter);
            if (Axes.IsLog(axis))
            {
                PlaceOnLog(axis, values);
            }
            else if (
                letter == "x"
                && values.AreWhole
                && values.Names.Count == 0
                && values.High - values.Low is > 0 and <= FewNumbers
                && shown.All(trace => (string?)trace["type"] == "scatter")
            )
            {
                axis["dtick"] = 1;
            }
        }
    }

    public static bool AreFewDecades(AxisValues values) =>
        Math.Log10(values.High / values.Low) <= FewDecades;

    private static void PlaceOnLog(JsonObject axis, AxisValues values)
    {
        double most = axis["nticks"] is JsonValue fit
            ? Math.Min(MostLabels, JsonPath.Number(fit))
            : MostLabels;
        axis.Remove("nticks");
        if (AreFewDecades(values) && most >= 5)
        {
            axis["dtick"] = "D2";

            // plotly writes only the first digit of what is no power of ten: 2 for 0.2.
            axis["tickformat"] ??= "~g";
        }
        else
        {
            axis["dtick"] = Math.Max(
                1,
                (int)Math.Ceiling(Math.Log10(values.High / values.Low) / most)
            );
        }
    }
}
