using System.Text.Json.Nodes;

namespace NotebookNet.Editors.Tests;

/// <summary>A notebook whose only outputs are the figures of another, as the HTML that draws them: an editor has no other form to choose.</summary>
internal static class ScriptNotebook
{
    public static void Write(string executed, string path)
    {
        JsonNode notebook = JsonNode.Parse(File.ReadAllText(executed))!;
        JsonArray cells = [];
        foreach (JsonNode? cell in notebook["cells"]!.AsArray())
        {
            if (
                (cell!["outputs"] as JsonArray ?? []).FirstOrDefault(output =>
                    output!["data"]?[Course.PlotlyMimeType] is not null
                ) is
                { } figure
            )
            {
                JsonNode copy = cell.DeepClone();
                JsonNode output = figure.DeepClone();
                output["data"]!.AsObject().Remove(Course.PlotlyMimeType);
                copy["source"] = "figure";
                copy["outputs"] = new JsonArray(output);
                cells.Add(copy);
            }
        }
        notebook["cells"] = cells;
        File.WriteAllText(path, notebook.ToJsonString());
    }
}
