using System.Diagnostics;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Parameters;

namespace NotebookNet.Runner.Commands;

/// <summary>Runs one notebook from top to bottom in a session.</summary>
internal sealed class NotebookRun(
    string path,
    NotebookSession session,
    RunSettings settings,
    IProgressView progress
)
{
    private readonly Dictionary<int, CellOutputs> _changes = [];
    private readonly List<CellResult> _results = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>The values that are set in the notebook.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    /// <summary>Runs the notebook. Whatever happens to its process, what it computed before is in the result.</summary>
    /// <exception cref="OperationCanceledException">Never: a cancelled run returns what it has, not <c>Ok</c>.</exception>
    public async Task<NotebookResult> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(Parameters.Inject(NotebookDocument.Read(path)), cancellation);
        }
        catch (Exception exception)
        {
            // Whatever it is, it is this notebook's: the others go on.
            session.Ended ??= $"{Path.GetFileName(path)} could not be run";
            return new NotebookResult(
                path,
                false,
                _clock.Elapsed.TotalSeconds,
                0,
                _results,
                exception.Message
            );
        }
    }

    private async Task<NotebookResult> RunAsync(
        NotebookDocument document,
        CancellationToken cancellation
    )
    {
        if (
            document.UnsupportedKernel is string kernel
            && !(settings.InKernel && document.DotnetLanguage is not null)
        )
        {
            throw new NotebookFormatException(
                settings.InKernel
                    ? $"its kernel is {kernel}, which {KernelTool.Name} does not have"
                    : $"its kernel is {kernel}; only C# notebooks run here (kernel .net-csharp)"
                        + (
                            document.DotnetLanguage is null
                                ? ""
                                : $"; --kernel {KernelTool.Name} runs it"
                        )
            );
        }

        NotebookCell[] cells = [.. document.Cells.Where(cell => cell.IsCode)];
        progress.Started(path, cells.Length);
        for (int i = 0; i < cells.Length; i++)
        {
            NotebookCell cell = cells[i];
            if (cell.SkipsExecution)
            {
                _results.Add(new CellResult(cell.Index, true, 0, []));
            }
            else if (session.Ended is string reason)
            {
                NotRun(cell, reason);
            }
            else if (string.IsNullOrWhiteSpace(cell.Source))
            {
                _changes[cell.Index] = new CellOutputs([], null);
                _results.Add(new CellResult(cell.Index, true, 0, []));
            }
            else
            {
                progress.CellStarted(path, i + 1);
                await RunCellAsync(
                    settings.InKernel
                        ? cell with
                        {
                            Language = cell.Language ?? document.DotnetLanguage,
                        }
                        : cell,
                    document.NeededPackages,
                    cancellation
                );
            }
        }

        return new NotebookResult(
            path,
            _results.All(result => result.Ok),
            _clock.Elapsed.TotalSeconds,
            session.PeakMemory,
            _results
        )
        {
            Outcome = (document, _changes),
            UnservedPackages = session.UnservedPackages,
        };
    }

    /// <summary>Passes over a cell: it shows nothing, but keeps what is stored where the notebook is skipped.</summary>
    private void NotRun(NotebookCell cell, string reason)
    {
        bool isSkipped = session.UnservedPackages.Count > 0;
        if (!isSkipped)
        {
            _changes[cell.Index] = new CellOutputs([], null);
        }

        _results.Add(
            new CellResult(cell.Index, isSkipped, 0, [], $"not run: {reason}") { WasNotRun = true }
        );
    }

    private async Task RunCellAsync(
        NotebookCell cell,
        IReadOnlyList<string> neededPackages,
        CancellationToken cancellation
    )
    {
        ExecutedCell executed = await session.ExecuteAsync(cell, cancellation);
        CellEnd end = executed.End;
        string? error = executed.Error;
        if (error is not null && !settings.InKernel && KernelLanguages.AreIn(cell))
        {
            error += $"\n(--kernel {KernelTool.Name} runs cells of other languages)";
        }

        if (end.LacksOnly(neededPackages))
        {
            session.UnservedPackages = end.UnservedPackages;
            session.Ended = $"skipped at cell {session.ExecutionCount}";
            _results.Add(new CellResult(cell.Index, true, end.Seconds, [], error));
            return;
        }

        CellResult result = new(
            cell.Index,
            end.Ok || (executed.IsAlive && (cell.RaisesException || settings.AllowErrors)),
            end.Seconds,
            executed.MimeTypes,
            error
        );
        _changes[cell.Index] = new CellOutputs(executed.Outputs, session.ExecutionCount);
        _results.Add(result);
        session.Ended ??= result.Ok ? null : $"cell {session.ExecutionCount} failed";
    }
}
