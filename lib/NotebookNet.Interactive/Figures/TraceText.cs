using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>One line of text about a trace, for figures where none is drawn.</summary>
internal static class TraceText
{
    public static string Describe(JsonObject trace)
    {
        if ((string?)trace["meta"] is { } said)
        {
            return said;
        }
        string type = (string?)trace["type"] ?? "scatter";
        string mode = (string?)trace["mode"] ?? "";
        string kind = (type, mode.Contains("lines", StringComparison.Ordinal)) switch
        {
            ("scatter" or "scattergl", true) => "line",
            ("scatter" or "scattergl", false) => mode == "text" ? "text" : "points",
            ("bar", _) => "bars",
            _ => type,
        };
        string name = (string?)trace["name"] is { Length: > 0 } given ? $" '{given}'" : "";
        return $"{kind}{name}: {Size(trace)}";
    }

    private static string Size(JsonObject trace)
    {
        if (trace["z"] is JsonArray rows)
        {
            int columns = rows.Count > 0 && rows[0] is JsonArray row ? row.Count : 0;
            return Invariant($"{rows.Count}×{columns} values");
        }
        int count = (trace["y"] as JsonArray ?? trace["x"] as JsonArray)?.Count ?? 0;
        return Invariant($"{count} {(count == 1 ? "value" : "values")}");
    }
}
