using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Runner.Commands;

/// <summary>Compares what the cells of a run showed with what their notebook stored before.</summary>
/// <param name="cancellation">Ends a comparison.</param>
/// <param name="relativeTolerance">How far numbers may differ, as a share of their size.</param>
internal sealed class StoredOutputs(
    CancellationToken cancellation,
    double relativeTolerance = StoredOutputs.DefaultTolerance
)
{
    public const double DefaultTolerance = 1e-9;

    /// <summary>The result, in which cells that passed and show something else than is stored have failed.</summary>
    public NotebookResult Compare(NotebookResult result)
    {
        if (result.Outcome is not ({ } document, { } changes))
        {
            return result;
        }

        OutputComparer comparer = new(
            relativeTolerance,
            MachineFolders.Of(Path.GetDirectoryName(Path.GetFullPath(result.Path))!),
            cancellation
        );
        try
        {
            return Compare(result, document, changes, comparer);
        }
        catch (OperationCanceledException)
        {
            return result with { Ok = false, Error = "stopped while its outputs were compared" };
        }
    }

    private static NotebookResult Compare(
        NotebookResult result,
        NotebookDocument document,
        IReadOnlyDictionary<int, CellOutputs> changes,
        OutputComparer comparer
    )
    {
        int number = 0;
        List<CellResult> cells = [];
        foreach (CellResult cell in result.Cells)
        {
            NotebookCell stored = document.Cells[cell.Index];
            CellOutputs? shown = changes.GetValueOrDefault(cell.Index);
            number = shown?.ExecutionCount ?? number;
            IReadOnlyList<Difference> differences =
                shown is null || !cell.Ok || stored.IgnoresOutput
                    ? []
                    : Compare(comparer, stored, shown);
            cells.Add(
                differences.Count == 0
                    ? cell
                    : cell with
                    {
                        Ok = false,
                        Differs = true,
                        Error = string.Join(
                            '\n',
                            differences.Select(difference => $"cell {number} differs, {difference}")
                        ),
                    }
            );
        }

        return result with
        {
            Ok = result.Ok && cells.All(cell => cell.Ok),
            Cells = cells,
        };
    }

    private static IReadOnlyList<Difference> Compare(
        OutputComparer comparer,
        NotebookCell stored,
        CellOutputs shown
    )
    {
        try
        {
            return comparer.Compare(stored.Outputs, shown.Outputs);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            return [new Difference($"what is stored is no output: {exception.Message}", [], [])];
        }
    }
}
