using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Course.Tests.Running;

/// <summary>Cells executed one after the other, as the command `run` does it: in a process of its own.</summary>
internal sealed class ChapterSession : IAsyncDisposable
{
    private readonly OutputCollector _collector = new();
    private readonly WorkerProcess _worker;

    private ChapterSession() =>
        _worker = WorkerProcess.Start(RunSettings.MemoryPercent, CollectNative);

    /// <summary>Starts a session in the folder of <paramref name="chapter"/>.</summary>
    public static async Task<ChapterSession> StartAsync(Chapter chapter)
    {
        ChapterSession session = new();
        string folder = Path.GetDirectoryName(Path.GetFullPath(chapter.Path))!;
        await session._worker.OpenAsync(folder, CancellationToken.None);
        return session;
    }

    /// <summary>How the last cell ended, or null.</summary>
    public CellEnd? LastEnd { get; private set; }

    /// <summary>Executes a cell.</summary>
    /// <param name="number">The number that messages call the cell by.</param>
    /// <param name="source">Its code.</param>
    /// <param name="language">The language that its metadata names, or null.</param>
    /// <returns>What it shows; a failure is an output of the type `error`.</returns>
    /// <exception cref="InvalidOperationException">The cell ended its process, or took longer than the command `run` waits.</exception>
    public async Task<JsonArray> ExecuteAsync(int number, string source, string? language)
    {
        lock (_collector)
        {
            _collector.Begin(number);
        }

        using CancellationTokenSource timeout = new(RunSettings.DefaultTimeout);
        try
        {
            LastEnd = await _worker.ExecuteAsync(
                number,
                source,
                language,
                _collector,
                timeout.Token
            );
        }
        catch (EndOfStreamException)
        {
            throw new InvalidOperationException($"cell {number} ended the notebook's process");
        }
        catch (OperationCanceledException)
        {
            _worker.Kill();
            throw new InvalidOperationException(
                $"cell {number} was stopped after {RunSettings.DefaultTimeout.TotalMinutes} minutes"
            );
        }

        lock (_collector)
        {
            return _collector.Outputs;
        }
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private void CollectNative(string name, string text)
    {
        lock (_collector)
        {
            _collector.Stream(name, text);
        }
    }
}
