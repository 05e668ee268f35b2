using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>The results of a run as a JSON file.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static void Write(string path, IEnumerable<NotebookResult> results)
    {
        JsonArray notebooks = [];
        foreach (NotebookResult result in results)
        {
            notebooks.Add(
                new JsonObject
                {
                    ["path"] = result.Path,
                    ["ok"] = result.Ok,
                    ["skipped"] = result.IsSkipped,
                    ["unservedPackages"] = new JsonArray([
                        .. result.UnservedPackages.Select(name => (JsonNode)name),
                    ]),
                    ["seconds"] = Math.Round(result.Seconds, 3),
                    ["peakMemoryBytes"] = result.PeakMemoryBytes,
                    ["error"] = result.Error,
                    ["parameters"] = new JsonObject(
                        result.Parameters.Select(one =>
                            KeyValuePair.Create(one.Name, (JsonNode?)one.Value)
                        )
                    ),
                    ["cells"] = new JsonArray([
                        .. result.Cells.Select(cell =>
                            JsonSerializer.SerializeToNode(
                                cell with
                                {
                                    Seconds = Math.Round(cell.Seconds, 3),
                                },
                                s_options
                            )
                        ),
                    ]),
                }
            );
        }

        string text = new JupyterJson("  ", "\n").Write(
            new JsonObject { ["notebooks"] = notebooks },
            level: 0
        );
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text + "\n"));
    }
}
