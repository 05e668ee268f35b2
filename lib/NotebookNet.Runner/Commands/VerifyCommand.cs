using System.CommandLine;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet verify`: executes notebooks and compares what they show with what they store.</summary>
internal sealed class VerifyCommand
{
    private const double DefaultTolerance = 1e-9;

    private readonly CommonOptions _common = new();

    private readonly Option<double> _tolerance = new("--relative-tolerance")
    {
        Description = "How far numbers may differ, as a share of their size.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => DefaultTolerance,
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "verify",
            "Executes notebooks and compares the outputs with the stored ones."
        );
        _common.AddTo(command);
        command.Add(_tolerance);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        IReadOnlyList<(string Path, string Relative)> files = _common.Files(parse);
        OutputComparer comparer = new(parse.GetValue(_tolerance));
        IReadOnlyList<NotebookResult> results = await ProgressViews.ShowAsync(progress =>
            NotebookQueue.RunAsync(
                [.. files.Select(file => file.Path)],
                _common.Settings(parse),
                progress,
                (_, result) => Task.FromResult(Compare(result, comparer)),
                cancellation
            )
        );
        return _common.Finish(parse, results, cancellation);
    }

    private static NotebookResult Compare(NotebookResult result, OutputComparer comparer)
    {
        if (!result.Ok || result.Outcome is not ({ } document, { } changes))
        {
            return result;
        }

        int number = 0;
        List<CellResult> cells = [];
        foreach (CellResult cell in result.Cells)
        {
            NotebookCell stored = document.Cells[cell.Index];
            number = changes.GetValueOrDefault(cell.Index)?.ExecutionCount ?? number;
            if (stored.IgnoresOutput || !changes.TryGetValue(cell.Index, out CellOutputs? outputs))
            {
                cells.Add(cell);
                continue;
            }

            IReadOnlyList<Difference> differences = comparer.Compare(
                stored.Outputs,
                outputs.Outputs
            );
            cells.Add(
                differences.Count == 0
                    ? cell
                    : cell with
                    {
                        Ok = false,
                        Error = string.Join(
                            '\n',
                            differences.Select(difference => $"cell {number} differs, {difference}")
                        ),
                    }
            );
        }

        return result with
        {
            Ok = cells.All(cell => cell.Ok),
            Cells = cells,
        };
    }
}
