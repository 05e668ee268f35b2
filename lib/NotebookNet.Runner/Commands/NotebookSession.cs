using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>A process of its own in which cells run one after the other, and what they show: of a notebook, and of one that follows it.</summary>
/// <param name="folder">The notebook's folder: the cells' working directory.</param>
/// <param name="settings">What holds for the run.</param>
/// <param name="sandbox">Where the process runs, or null for one like this one.</param>
internal sealed class NotebookSession(string folder, RunSettings settings, Sandbox? sandbox = null)
    : IAsyncDisposable
{
    /// <summary>How long the process may take until it is ready, or the kernel in it: seconds, on a machine that has too much to do minutes.</summary>
    private static readonly TimeSpan s_mostToOpen = TimeSpan.FromSeconds(300);

    /// <summary>How much longer than the answers a check itself may take.</summary>
    private static readonly TimeSpan s_toJudge = TimeSpan.FromSeconds(60);

    private readonly OutputCollector _collector = new();
    private WorkerProcess? _worker;
    private long _nativeCharacters;

    /// <summary>How many cells have been executed: the number by which messages call the last one.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Why no cell runs any more, or null: `cell 3 failed`.</summary>
    public string? Ended { get; set; }

    /// <summary>The packages for want of which the notebook is skipped; otherwise empty.</summary>
    public IReadOnlyList<string> UnservedPackages { get; set; } = [];

    /// <summary>The most resident memory that the process has held, in bytes.</summary>
    public long PeakMemory => _worker?.PeakMemory ?? 0;

    /// <summary>By which connection the process judges answers or gives them; null where it does neither.</summary>
    public AnswerRole? Answers { get; init; }

    /// <summary>Executes a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="cancellation">Ends it with the run.</param>
    /// <param name="timeout">How long it may take, where that is not what holds for the run.</param>
    /// <param name="number">What messages call the cell, where that is not its place in the order of execution.</param>
    /// <returns>How it ended; where the run was cancelled meanwhile, no other cell runs.</returns>
    /// <exception cref="IOException">The process cannot be started.</exception>
    public async Task<ExecutedCell> ExecuteAsync(
        NotebookCell cell,
        CancellationToken cancellation,
        TimeSpan? timeout = null,
        int? number = null
    ) =>
        await ExecuteAsync(
            cell,
            number ?? ++ExecutionCount,
            timeout ?? settings.Timeout,
            cancellation
        );

    /// <summary>Lets a process that judges wait for another one to ask.</summary>
    public Task ListenAsync(CancellationToken cancellation) => _worker!.ListenAsync(cancellation);

    private async Task<ExecutedCell> ExecuteAsync(
        NotebookCell cell,
        int number,
        TimeSpan most,
        CancellationToken cancellation
    )
    {
        bool isNew = _worker is null;
        WorkerProcess worker = _worker ??= WorkerProcess.Start(
            settings.Heap,
            CollectNative,
            sandbox
        );
        lock (_collector)
        {
            _collector.Begin(number);
            _nativeCharacters = 0;
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation
        );
        Stopwatch clock = Stopwatch.StartNew();
        bool isOpen = !isNew;
        bool isAlive = true;
        CellEnd end = new(false, 0, []);
        try
        {
            if (isNew)
            {
                await OpenAsync(worker, cancellation);
                isOpen = true;
                clock.Restart();
            }

            // How long a cell may take is not a matter of how long its process takes to start.
            timeout.CancelAfter(Answers is { Judges: true } ? most + s_toJudge : most);
            end = await worker.ExecuteAsync(
                number,
                cell.Source,
                cell.Language,
                _collector,
                timeout.Token,
                most
            );
        }
        catch (OperationCanceledException)
        {
            await worker.CancelAsync(_collector);
            isAlive = false;
            end = end with { Seconds = clock.Elapsed.TotalSeconds };
            if (cancellation.IsCancellationRequested)
            {
                await worker.ExitCodeAsync();
                Ended = "stopped";
                Fail("Stopped", $"cell {number} was stopped with the run; its process was ended.");
            }
            else if (!isOpen)
            {
                string what = settings.InKernel ? KernelTool.Name : "the notebook's process";
                throw new IOException(
                    Invariant(
                        $"{what} was not ready after {s_mostToOpen.TotalSeconds} s; it was ended"
                    )
                );
            }
            else
            {
                string limit = most.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                Fail(
                    "TimeoutError",
                    $"cell {number} was stopped after {limit} s (--timeout {limit}); its process was ended."
                );
            }
        }
        catch (EndOfStreamException)
        {
            isAlive = false;
            end = end with { Seconds = clock.Elapsed.TotalSeconds };
            string words = LastWords.Of(
                await worker.ExitCodeAsync(),
                Printed("stderr"),
                settings.Heap
            );
            string reason = sandbox?.Ended ?? words;
            if (!isOpen)
            {
                throw new IOException($"the notebook's process could not start: {reason}");
            }

            Fail("ProcessEnded", $"cell {number} ended the notebook's process: {reason}.");
        }
        catch (InvalidDataException)
        {
            isAlive = false;
            end = end with { Seconds = clock.Elapsed.TotalSeconds };
            worker.Kill();
            Fail(
                "ConnectionError",
                $"cell {number} wrote into the connection between its process and this program; the process was ended."
            );
        }

        lock (_collector)
        {
            return ExecutedCell.Of(end, isAlive, _collector.Outputs);
        }
    }

    /// <summary>Opens the notebook's folder in a new process.</summary>
    /// <exception cref="IOException">There is no such kernel as the cells should run in.</exception>
    private async Task OpenAsync(WorkerProcess worker, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation
        );
        limit.CancelAfter(s_mostToOpen);
        if (await worker.OpenAsync(folder, settings.InKernel, Answers, limit.Token) is string error)
        {
            await worker.ExitCodeAsync();
            string printed = KernelText.Short(Printed("stderr") + Printed("stdout"));
            throw new IOException(printed.Length == 0 ? error : $"{error}: {printed}");
        }
    }

    public ValueTask DisposeAsync() => _worker?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>What the cell has printed to one of the standard streams.</summary>
    private string Printed(string name)
    {
        lock (_collector)
        {
            return string.Concat(
                _collector
                    .Outputs.OfType<JsonObject>()
                    .Where(output => (string?)output["name"] == name)
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
