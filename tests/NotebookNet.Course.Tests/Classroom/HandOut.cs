using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>What students get of a chapter: no solutions, no outputs.</summary>
internal static class HandOut
{
    /// <summary>The hand-out as JSON, with the cell of each exercise by its number.</summary>
    public static JsonObject Of(Chapter chapter, IDictionary<int, JsonObject> scaffolds)
    {
        JsonObject notebook = JsonNode.Parse(Encoding.UTF8.GetString(chapter.Bytes))!.AsObject();
        JsonArray cells = notebook["cells"]!.AsArray();
        foreach (Exercise exercise in chapter.Exercises.Where(one => one.Scaffold is not null))
        {
            scaffolds[exercise.Number] = cells[exercise.Scaffold!.Number - 1]!.AsObject();
        }

        JsonNode[] keptBack =
        [
            .. chapter.Cells.Where(Exercise.IsSolution).Select(cell => cells[cell.Number - 1]!),
        ];
        foreach (JsonNode cell in keptBack)
        {
            cells.Remove(cell);
        }

        foreach (JsonObject cell in cells.OfType<JsonObject>().Where(IsCode))
        {
            cell["execution_count"] = null;
            cell["outputs"] = new JsonArray();
        }

        return notebook;
    }

    /// <summary>Whether a cell is code.</summary>
    public static bool IsCode(JsonObject cell) => (string?)cell["cell_type"] == "code";
}
