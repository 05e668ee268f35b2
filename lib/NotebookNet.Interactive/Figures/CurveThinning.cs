using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Leaves out the points of long curves that cannot be seen: of those in one column of pixels the first, the last, the lowest and the
/// highest stay, so that the line covers the same pixels (M4: U. Jugel, Z. Jerzak, G. Hackenbroich and V. Markl, "M4: A
/// Visualization-Oriented Time Series Data Aggregation", PVLDB 7(10), 2014).
/// </summary>
internal static class CurveThinning
{
    /// <summary>Thins the lines among the traces whose x rises, and the outlines, that have more than two points a column.</summary>
    /// <param name="traces">Plotly's traces, which are changed.</param>
    /// <param name="layout">The layout that they are drawn with.</param>
    public static void Thin(JsonArray traces, JsonObject layout)
    {
        foreach (JsonObject trace in traces.OfType<JsonObject>())
        {
            if (
                (string?)trace["type"] is not (null or "scatter")
                || (string?)trace["mode"] != "lines"
                || (string?)JsonPath.Find(trace, "line", "shape") == "spline"
                || trace["x"] is not JsonArray xs
                || trace["y"] is not JsonArray ys
                || xs.Count != ys.Count
                || HasOtherValues(trace, xs.Count)
            )
            {
                continue;
            }
            JsonObject? xAxis = AxisOf(layout, trace, "x");
            double[] x = Read(xs, Axes.IsLog(xAxis));
            double[] y = Read(ys, Axes.IsLog(AxisOf(layout, trace, "y")));
            int columns = Columns(layout, xAxis);
            bool outline = (string?)trace["fill"] == "toself";
            if (x.Length > 2 * columns && (outline || Rises(x)))
            {
                IEnumerable<double> drawn = x.Where(double.IsFinite);
                (double low, double high) = Range(xAxis) ?? (drawn.Min(), drawn.Max());
                bool[] kept = Kept(x, y, Math.Min(low, high), Math.Abs(high - low) / columns);
                trace["x"] = Select(xs, kept);
                trace["y"] = Select(ys, kept);
            }
        }
    }

    /// <summary>Which points stay: in each column of a given width, of each unbroken piece, the first, last, lowest and highest.</summary>
    internal static bool[] Kept(double[] x, double[] y, double origin, double width)
    {
        bool[] kept = new bool[x.Length];
        int start = 0;
        while (start < x.Length)
        {
            if (double.IsNaN(y[start]))
            {
                // One point of a gap is enough to break the line.
                kept[start] = start == 0 || !double.IsNaN(y[start - 1]);
                start++;
                continue;
            }
            double column = Math.Floor((x[start] - origin) / width);
            int lowest = start;
            int highest = start;
            int end = start;
            while (
                end < x.Length
                && !double.IsNaN(y[end])
                && Math.Floor((x[end] - origin) / width) == column
            )
            {
                lowest = y[end] < y[lowest] ? end : lowest;
                highest = y[end] > y[highest] ? end : highest;
                end++;
            }
            kept[start] = kept[lowest] = kept[highest] = kept[end - 1] = true;
            start = end;
        }

        // The axis reaches as far as the last x, where the curve may have a gap.
        kept[^1] = true;
        return kept;
    }

    /// <summary>Positions along an axis: logarithms on a logarithmic one, NaN for what is not drawn.</summary>
    private static double[] Read(JsonArray values, bool log) =>
        [
            .. values
                .Select(value => JsonPath.NumberOrNull(value) ?? double.NaN)
                .Select(value =>
                    !log ? value
                    : value > 0 ? Math.Log10(value)
                    : double.NaN
                ),
        ];

    private static bool Rises(double[] x) =>
        x.Zip(x.Skip(1)).All(pair => pair.Second >= pair.First) && x[^1] > x[0];

    private static JsonObject? AxisOf(JsonObject layout, JsonObject trace, string letter) =>
        layout[Axes.Name(trace, letter)] as JsonObject;

    /// <summary>The range shown, where it is fixed.</summary>
    private static (double, double)? Range(JsonObject? axis) =>
        JsonPath.Ends(axis?["range"]) is [double from, double to] && from != to ? (from, to) : null;

    /// <summary>The figure's pixels across the axis: a few more than the axis has.</summary>
    private static int Columns(JsonObject layout, JsonObject? axis)
    {
        double share = axis?["domain"] is JsonArray { Count: 2 } domain
            ? JsonPath.Number((JsonValue)domain[1]!) - JsonPath.Number((JsonValue)domain[0]!)
            : 1;
        return Math.Max(1, (int)Math.Ceiling(share * JsonPath.Number((JsonValue)layout["width"]!)));
    }

    /// <summary>Whether there is something else for each point, such as a text or a size.</summary>
    private static bool HasOtherValues(JsonObject trace, int count) =>
        trace.Any(member => member.Key is not ("x" or "y") && HasArray(member.Value, count));

    private static bool HasArray(JsonNode? node, int count) =>
        node switch
        {
            JsonArray array => array.Count == count,
            JsonObject members => members.Any(member => HasArray(member.Value, count)),
            _ => false,
        };

    private static JsonArray Select(JsonArray values, bool[] kept) =>
        new([.. values.Where((_, i) => kept[i]).Select(value => value?.DeepClone())]);
}
