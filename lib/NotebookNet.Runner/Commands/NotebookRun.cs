using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>Runs one notebook from top to bottom in a process of its own.</summary>
internal sealed class NotebookRun(string path, RunSettings settings, IProgressView progress)
{
    private readonly OutputCollector _collector = new();
    private readonly Dictionary<int, CellOutputs> _changes = [];
    private readonly List<CellResult> _results = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private IReadOnlyList<string> _unserved = [];
    private long _nativeCharacters;

    /// <summary>Runs the notebook. Whatever happens to its process, what it computed before is in the result.</summary>
    /// <exception cref="OperationCanceledException">Never: a cancelled run returns what it has, not <c>Ok</c>.</exception>
    public async Task<NotebookResult> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(NotebookDocument.Read(path), cancellation);
        }
        catch (Exception exception)
        {
            // Whatever it is, it is this notebook's: the others go on.
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
        if (document.UnsupportedKernel is string kernel)
        {
            throw new NotebookFormatException(
                $"its kernel is {kernel}; only C# notebooks run here (kernel .net-csharp)"
            );
        }

        NotebookCell[] cells = [.. document.Cells.Where(cell => cell.IsCode)];
        progress.Started(path, cells.Length);
        long peakMemory = 0;
        string? failure = null;
        bool cancelled = false;
        WorkerProcess worker = WorkerProcess.Start(settings.MemoryPercentOfOne, CollectNative);
        await using (worker)
        {
            int executionCount = 0;
            for (int i = 0; i < cells.Length; i++)
            {
                NotebookCell cell = cells[i];
                if (cell.SkipsExecution)
                {
                    _results.Add(new CellResult(cell.Index, true, 0, []));
                }
                else if (cancelled)
                {
                    NotRun(cell, "stopped");
                }
                else if (_unserved.Count > 0)
                {
                    NotRun(cell, $"skipped at cell {executionCount}");
                }
                else if (failure is not null)
                {
                    NotRun(cell, $"{failure} failed");
                }
                else if (string.IsNullOrWhiteSpace(cell.Source))
                {
                    _changes[cell.Index] = new CellOutputs([], null);
                    _results.Add(new CellResult(cell.Index, true, 0, []));
                }
                else
                {
                    progress.CellStarted(path, i + 1);
                    CellResult? result = await RunCellAsync(
                        worker,
                        cell,
                        ++executionCount,
                        document.NeededPackages,
                        cancellation
                    );
                    if (result is null)
                    {
                        cancelled = true;
                        _changes[cell.Index] = new CellOutputs([], null);
                    }

                    _results.Add(result ?? new CellResult(cell.Index, false, 0, [], "stopped"));
                    failure = result is { Ok: false } ? $"cell {executionCount}" : null;
                }
            }

            peakMemory = worker.PeakMemory;
        }

        return new NotebookResult(
            path,
            _results.All(result => result.Ok),
            _clock.Elapsed.TotalSeconds,
            peakMemory,
            _results
        )
        {
            Outcome = (document, _changes),
            UnservedPackages = _unserved,
        };
    }

    /// <summary>Passes over a cell: it shows nothing, but keeps what is stored where the notebook is skipped.</summary>
    private void NotRun(NotebookCell cell, string reason)
    {
        bool isSkipped = _unserved.Count > 0;
        if (!isSkipped)
        {
            _changes[cell.Index] = new CellOutputs([], null);
        }

        _results.Add(
            new CellResult(cell.Index, isSkipped, 0, [], $"not run: {reason}") { WasNotRun = true }
        );
    }

    /// <summary>Runs a cell; null when the run was cancelled while it ran.</summary>
    private async Task<CellResult?> RunCellAsync(
        WorkerProcess worker,
        NotebookCell cell,
        int executionCount,
        IReadOnlyList<string> neededPackages,
        CancellationToken cancellation
    )
    {
        lock (_collector)
        {
            _collector.Begin(executionCount);
            _nativeCharacters = 0;
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation
        );
        timeout.CancelAfter(settings.Timeout);
        Stopwatch clock = Stopwatch.StartNew();
        bool alive = true;
        CellEnd end = new(false, 0, []);
        try
        {
            if (executionCount == 1)
            {
                await worker.OpenAsync(
                    Path.GetDirectoryName(Path.GetFullPath(path))!,
                    timeout.Token
                );
            }

            end = await worker.ExecuteAsync(
                executionCount,
                cell.Source,
                cell.Language,
                _collector,
                timeout.Token
            );
        }
        catch (OperationCanceledException)
        {
            worker.Kill();
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            alive = false;
            end = end with { Seconds = clock.Elapsed.TotalSeconds };
            string limit = settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            Fail(
                "TimeoutError",
                $"cell {executionCount} was stopped after {limit} s (--timeout {limit}); its process was ended."
            );
        }
        catch (EndOfStreamException)
        {
            alive = false;
            end = end with { Seconds = clock.Elapsed.TotalSeconds };
            string reason = LastWords.Of(await worker.ExitCodeAsync(), StandardError());
            Fail("ProcessEnded", $"cell {executionCount} ended the notebook's process: {reason}.");
        }

        lock (_collector)
        {
            JsonArray outputs = _collector.Outputs;
            JsonObject? error = outputs
                .OfType<JsonObject>()
                .FirstOrDefault(output => (string?)output["output_type"] == "error");
            if (end.LacksOnly(neededPackages))
            {
                _unserved = end.UnservedPackages;
                return new CellResult(cell.Index, true, end.Seconds, [], Describe(error!));
            }

            _changes[cell.Index] = new CellOutputs(outputs, executionCount);
            return new CellResult(
                cell.Index,
                end.Ok || (alive && (cell.RaisesException || settings.AllowErrors)),
                end.Seconds,
                [
                    .. outputs
                        .OfType<JsonObject>()
                        .SelectMany(output =>
                            (output["data"] as JsonObject)?.Select(entry => entry.Key) ?? []
                        )
                        .Distinct(),
                ],
                error is null ? null : Describe(error)
            );
        }
    }

    private static string Describe(JsonObject error) =>
        string.Join('\n', error["traceback"]!.AsArray().Select(line => (string)line!));

    private string StandardError()
    {
        lock (_collector)
        {
            return string.Concat(
                _collector
                    .Outputs.OfType<JsonObject>()
                    .Where(output => (string?)output["name"] == "stderr")
                    .Select(output => NotebookDocument.JoinLines(output["text"]) + "\n")
            );
        }
    }

    private void Fail(string name, string message)
    {
        lock (_collector)
        {
            _collector.Error(name, message, [$"{name}: {message}"]);
        }
    }

    /// <summary>Keeps what the worker writes past the console, up to a limit.</summary>
    private void CollectNative(string name, string text)
    {
        const int Limit = 1_000_000;
        lock (_collector)
        {
            long room = Limit - _nativeCharacters;
            _nativeCharacters += text.Length;
            if (room > 0)
            {
                _collector.Stream(
                    name,
                    text.Length <= room ? text : text[..(int)room] + "\n[cut here]\n"
                );
            }
        }
    }
}
