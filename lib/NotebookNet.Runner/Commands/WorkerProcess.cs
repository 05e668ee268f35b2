using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.Commands;

/// <summary>A worker, seen from the runner: a process of its own, a pipe to it, and what it writes past the pipe.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string OutOfMemory = nameof(OutOfMemoryException);

    /// <summary>How long a process that should end may take.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly string _pipeName;
    private readonly NamedPipeServerStream _pipe;
    private readonly MessageReader _reader;
    private readonly HeapLimit _heap;
    private readonly StreamWriter _writer;
    private readonly NativeStream _output;
    private readonly NativeStream _error;

    private WorkerProcess(
        Process process,
        string pipeName,
        NamedPipeServerStream pipe,
        HeapLimit heap,
        Action<string, string> write
    )
    {
        _heap = heap;
        _process = process;
        _pipeName = pipeName;
        _pipe = pipe;
        _reader = new MessageReader(pipe);
        _writer = new StreamWriter(pipe, new UTF8Encoding(false));
        _output = new NativeStream(process.StandardOutput, text => write("stdout", text));
        _error = new NativeStream(process.StandardError, text => write("stderr", text));
    }

    /// <summary>The largest share of memory that the worker has held, as it last said, in bytes.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>Starts a worker.</summary>
    /// <param name="heap">How much memory its managed heap may take.</param>
    /// <param name="write">Receives what the process writes to its own `stdout` and `stderr`.</param>
    /// <param name="sandbox">Where it runs, or null for a process like this one.</param>
    public static WorkerProcess Start(
        HeapLimit heap,
        Action<string, string> write,
        Sandbox? sandbox = null
    )
    {
        (string pipeName, NamedPipeServerStream pipe) = WorkerPipe.Create();
        string program = typeof(WorkerProcess).Assembly.Location;
        ProcessStartInfo start = new()
        {
            FileName = DotnetHost.Path,
            ArgumentList =
            {
                "exec",
                "--runtimeconfig",
                Path.Combine(Path.GetDirectoryName(program)!, "worker.runtimeconfig.json"),
                program,
                WorkerCommand.Name,
                pipeName,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        heap.Set(start.Environment);
        if (!Icu.IsThere)
        {
            start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        }

        sandbox?.Wrap(start, pipeName);
        try
        {
            Process process = Process.Start(start)!;
            if (sandbox is null)
            {
                process.StandardInput.Close();
            }
            else
            {
                sandbox.Watch(process);
            }

            return new WorkerProcess(process, pipeName, pipe, heap, write);
        }
        catch (Win32Exception exception)
        {
            pipe.Dispose();
            throw new IOException($"{start.FileName} cannot be started: {exception.Message}");
        }
    }

    /// <summary>Opens the notebook's folder in the worker.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="inKernel">Whether the cells run in the .NET Interactive kernel, not in the worker's own session.</param>
    /// <param name="answers">By which connection the process judges answers or gives them; null where it does neither.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Why the kernel cannot be had, or null.</returns>
    /// <exception cref="EndOfStreamException">The process has ended.</exception>
    public async Task<string?> OpenAsync(
        string directory,
        bool inKernel,
        AnswerRole? answers,
        CancellationToken cancellation
    )
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation
        );
        Task connected = _pipe.WaitForConnectionAsync(linked.Token);
        if (await Task.WhenAny(connected, _process.WaitForExitAsync(linked.Token)) != connected)
        {
            cancellation.ThrowIfCancellationRequested();
            await linked.CancelAsync();
            throw new EndOfStreamException();
        }

        await connected;
        PipeFiles.Remove(_pipeName);
        await SendAsync(
            new JsonObject
            {
                [WorkerMessages.Type] = WorkerMessages.Open,
                ["directory"] = directory,
                ["inKernel"] = inKernel,
                ["answers"] = answers?.PipeName,
                ["judges"] = answers?.Judges,
            },
            cancellation
        );
        return (string?)(await ReceiveAsync(cancellation))["error"];
    }

    /// <summary>Lets a process that judges wait for another one to ask.</summary>
    /// <exception cref="EndOfStreamException">The process has ended.</exception>
    public async Task ListenAsync(CancellationToken cancellation)
    {
        await SendAsync(
            new JsonObject { [WorkerMessages.Type] = WorkerMessages.Listen },
            cancellation
        );
        await ReceiveAsync(cancellation);
    }

    /// <summary>Executes a cell in the worker; what it shows goes to <paramref name="collector"/>.</summary>
    /// <returns>How the cell ended.</returns>
    /// <exception cref="EndOfStreamException">The process has ended.</exception>
    public async Task<CellEnd> ExecuteAsync(
        int number,
        string source,
        string? language,
        OutputCollector collector,
        CancellationToken cancellation,
        TimeSpan? limit = null
    )
    {
        Task outputEnd = _output.NextCellEnd();
        Task errorEnd = _error.NextCellEnd();
        await SendAsync(
            new JsonObject
            {
                [WorkerMessages.Type] = WorkerMessages.Execute,
                ["number"] = number,
                ["source"] = source,
                ["language"] = language,
                ["limit"] = limit?.TotalSeconds,
            },
            cancellation
        );
        IReadOnlyList<string> unserved = [];
        while (true)
        {
            JsonObject message = await ReceiveAsync(cancellation);
            try
            {
                lock (collector)
                {
                    switch (message.Text(WorkerMessages.Type))
                    {
                        case WorkerMessages.Error:
                            collector.Error(
                                message.Text("ename"),
                                message.Text("evalue"),
                                Traceback(message)
                            );
                            unserved =
                            [
                                .. message["unserved"]!.AsArray().Select(name => (string)name!),
                            ];
                            continue;
                        case WorkerMessages.Done:
                            PeakMemory = (long)message["peakMemory"]!;
                            break;
                        default:
                            Collect(message, collector);
                            continue;
                    }
                }

                await Task.WhenAll(outputEnd, errorEnd).WaitAsync(cancellation);
                return new CellEnd((bool)message["ok"]!, (double)message["seconds"]!, unserved)
                {
                    Answers = AskedAnswers.Of(message["answers"]),
                };
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidDataException("Not a message of the worker.", exception);
            }
        }
    }

    /// <summary>The trace of an error; where memory was short, with how much there is.</summary>
    private string[] Traceback(JsonObject message)
    {
        string[] lines = [.. message["traceback"]!.AsArray().Select(line => (string)line!)];
        return lines.Any(line => line.Contains(OutOfMemory, StringComparison.Ordinal))
            ? [.. lines, $"   ({_heap.Words})"]
            : lines;
    }

    /// <summary>
    /// Ends the process. A cell that looks at the token of its context is told before, and has a moment to end by itself;
    /// what it still shows goes to <paramref name="collector"/>.
    /// </summary>
    public async Task CancelAsync(OutputCollector collector)
    {
        using CancellationTokenSource patience = new(s_patience);
        try
        {
            if (_pipe.IsConnected)
            {
                await SendAsync(
                    new JsonObject { [WorkerMessages.Type] = WorkerMessages.Cancel },
                    patience.Token
                );
                JsonObject message = await ReceiveAsync(patience.Token);
                while (
                    message.Text(WorkerMessages.Type)
                        is not (WorkerMessages.Done or WorkerMessages.Cancel)
                )
                {
                    lock (collector)
                    {
                        Collect(message, collector);
                    }

                    message = await ReceiveAsync(patience.Token);
                }
            }
        }
        catch (Exception)
        {
            // It has ended, or has had its moment; or what came is no message: the cell may have written it.
        }

        Kill();
    }

    /// <summary>Waits for the end of a process whose pipe has closed, and says how it ended; what it started ends, too.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await WaitForExitAsync();
        Kill();
        // What left the group may hold the streams open; what it still writes is not waited for.
        await Task.WhenAny(
            Task.WhenAll(_output.Completion, _error.Completion),
            Task.Delay(s_patience)
        );
        return _process.ExitCode;
    }

    /// <summary>Ends the process and all that it has started.</summary>
    public void Kill() => ProcessGroup.Kill(_process);

    public async ValueTask DisposeAsync()
    {
        // Without a cell to run it was never connected, and would wait for that.
        if (!_pipe.IsConnected)
        {
            Kill();
        }

        await _pipe.DisposeAsync();
        await WaitForExitAsync();
        Kill();
        _process.Dispose();
    }

    /// <summary>Keeps what a cell shows.</summary>
    private static void Collect(JsonObject message, OutputCollector collector)
    {
        switch (message.Text(WorkerMessages.Type))
        {
            case WorkerMessages.Stream:
                collector.Stream(message.Text("name"), message.Text("text"));
                break;
            case WorkerMessages.Display:
                collector.Display((JsonObject)message["data"]!, message.Text("id"));
                break;
            case WorkerMessages.Update:
                collector.Update((JsonObject)message["data"]!, message.Text("id"));
                break;
            case WorkerMessages.Clear:
                collector.Clear((bool)message["wait"]!);
                break;
            case WorkerMessages.Result:
                collector.Result((JsonObject)message["data"]!);
                break;
        }
    }

    /// <summary>Waits until the process has ended, but not for ever: then it is ended.</summary>
    private async Task WaitForExitAsync()
    {
        using CancellationTokenSource patience = new(s_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync();
        }
    }

    private Task<JsonObject> ReceiveAsync(CancellationToken cancellation) =>
        _reader.NextAsync(cancellation);

    private async Task SendAsync(JsonObject message, CancellationToken cancellation)
    {
        try
        {
            await _writer.WriteLineAsync(message.ToJsonString().AsMemory(), cancellation);
            await _writer.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            throw new EndOfStreamException();
        }
    }
}
