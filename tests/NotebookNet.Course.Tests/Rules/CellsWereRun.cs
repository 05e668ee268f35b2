using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Every code cell was executed, from the top, and none shows an error but those with the tag `raises-exception`. A notebook
/// that needs packages may be stored without a single one executed.
/// </summary>
internal sealed class CellsWereRun : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        int last = 0;
        foreach (ChapterCell cell in chapter.Cells.Where(cell => cell.IsCode))
        {
            if (string.IsNullOrWhiteSpace(cell.Source))
            {
                yield return chapter.Violation(cell, "an empty code cell");
                continue;
            }

            JsonObject? error = cell
                .Stored.Outputs.OfType<JsonObject>()
                .FirstOrDefault(output => (string?)output["output_type"] == "error");
            if (error is not null && !cell.Stored.RaisesException)
            {
                yield return chapter.Violation(
                    cell,
                    $"shows an error without the tag raises-exception: {error["ename"]}: {error["evalue"]}"
                );
            }

            if (
                cell.Stored.SkipsExecution
                || (chapter.NeededPackages.Count > 0 && chapter.WasNeverRun)
            )
            {
                continue;
            }

            if (cell.Stored.ExecutionCount is not int count)
            {
                yield return chapter.Violation(
                    cell,
                    "was never executed: run the notebook and store it"
                );
            }
            else if (count <= last)
            {
                yield return chapter.Violation(
                    cell,
                    $"has the execution count {count} after {last}: run the notebook from the top"
                );
            }
            else
            {
                last = count;
            }
        }
    }
}
