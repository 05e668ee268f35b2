using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>The values that an axis shows.</summary>
/// <param name="Low">The lowest; on a logarithmic axis the lowest above 0.</param>
/// <param name="High">The highest.</param>
/// <param name="Names">The names on an axis of names; empty on one of numbers.</param>
/// <param name="AreWhole">Whether all are whole numbers.</param>
internal sealed record AxisValues(
    double Low,
    double High,
    IReadOnlyList<string> Names,
    bool AreWhole
)
{
    /// <param name="axis">The axis, its type and range as plotly takes them.</param>
    /// <param name="traces">What is drawn on it.</param>
    /// <param name="letter">x or y.</param>
    public static AxisValues Of(JsonObject axis, IEnumerable<JsonObject> traces, string letter)
    {
        bool log = Axes.IsLog(axis);
        bool named = (string?)axis["type"] == "category";
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        bool whole = true;
        List<string> names = [];
        foreach (JsonObject trace in traces)
        {
            if (letter == "y" && (string?)trace["type"] == "bar" && !log)
            {
                (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
            }
            if (
                letter == "x"
                && (string?)trace["type"] == "box"
                && (string?)trace["name"] is { } box
            )
            {
                names.Add(box);
            }
            foreach (JsonNode? item in trace[letter] as JsonArray ?? [])
            {
                if (item is not JsonValue value)
                {
                    continue;
                }
                if (named || value.GetValueKind() == JsonValueKind.String)
                {
                    names.Add(value.ToString());
                }
                else if (JsonPath.NumberOrNull(value) is { } number)
                {
                    whole &= number == Math.Truncate(number);
                    if (!log || number > 0)
                    {
                        (low, high) = (Math.Min(low, number), Math.Max(high, number));
                    }
                }
            }
        }
        if (!named && JsonPath.Ends(axis["range"]) is { } ends)
        {
            (low, high) = log
                ? (Math.Pow(10, ends.Min()), Math.Pow(10, ends.Max()))
                : (ends.Min(), ends.Max());
        }
        return low <= high
            ? new AxisValues(low, high, [.. names.Distinct()], whole)
            : new AxisValues(1, 1, [.. names.Distinct()], false);
    }
}
