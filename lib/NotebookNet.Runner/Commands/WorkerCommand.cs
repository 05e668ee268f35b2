using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Commands;

/// <summary>The process in which one notebook's cells run. The runner starts it; nobody else calls it.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "It lives as long as its process, and the pipe it would flush may be gone."
)]
internal sealed class WorkerCommand : ICellOutput
{
    public const string Name = "worker";

    /// <summary>HTML goes as it is: escaped it would be twice as long.</summary>
    private static readonly JsonWriterOptions s_relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly StreamReader _reader;
    private readonly Stream _pipe;
    private readonly Lock _lock = new();
    private readonly Channel<JsonObject> _messages = Channel.CreateUnbounded<JsonObject>();
    private volatile bool _isBusy;
    private volatile ICellEngine? _engine;
    private AnswerAsker? _asker;

    private WorkerCommand(Stream pipe)
    {
        _reader = new StreamReader(pipe, Encoding.UTF8);
        _pipe = pipe;
    }

    /// <summary>Executes what comes over the pipe until it closes.</summary>
    public static async Task<int> RunAsync(string pipeName)
    {
        ProcessGroup.Lead();
        CellCulture.Use();
        // What ends the group, or reaches every process of the terminal, is not for this one: the runner decides.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context => context.Cancel = true
        );
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context => context.Cancel = true
        );
        NamedPipeClientStream pipe = new(
            ".",
            pipeName,
            PipeDirection.InOut,
            PipeOptions.Asynchronous
        );
        try
        {
            await pipe.ConnectAsync((int)TimeSpan.FromSeconds(60).TotalMilliseconds);
        }
        catch (TimeoutException)
        {
            // Whoever started this process has ended.
            return ExitCodes.Failed;
        }

        WorkerCommand worker = new(pipe);
        new Thread(worker.Receive) { IsBackground = true }.Start();
        int exitCode = await worker.ServeAsync();
        // Threads that the cells left running must not keep the process.
        ProcessGroup.EndOthers();
        Environment.Exit(exitCode);
        return exitCode;
    }

    void ICellOutput.Stream(string name, string text) =>
        Send(
            new JsonObject
            {
                [WorkerMessages.Type] = WorkerMessages.Stream,
                ["name"] = name,
                ["text"] = text,
            }
        );

    void ICellOutput.Display(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        Send(WorkerMessages.Display, bundle, displayId);

    void ICellOutput.Update(IReadOnlyDictionary<string, string> bundle, string displayId) =>
        Send(WorkerMessages.Update, bundle, displayId);

    void ICellOutput.Result(IReadOnlyDictionary<string, string> bundle) =>
        Send(WorkerMessages.Result, bundle, displayId: null);

    void ICellOutput.Clear(bool wait) =>
        Send(new JsonObject { [WorkerMessages.Type] = WorkerMessages.Clear, ["wait"] = wait });

    void ICellOutput.Error(CellError error) =>
        Send(
            new JsonObject
            {
                [WorkerMessages.Type] = WorkerMessages.Error,
                ["ename"] = error.Name,
                ["evalue"] = error.Message,
                ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
                ["unserved"] = new JsonArray([
                    .. error.UnservedPackages.Select(name => (JsonNode)name),
                ]),
            }
        );

    /// <summary>Does what the messages ask for.</summary>
    /// <returns>The exit code of the process in which the cells ran.</returns>
    private async Task<int> ServeAsync()
    {
        try
        {
            await foreach (JsonObject message in _messages.Reader.ReadAllAsync())
            {
                switch (message.Text(WorkerMessages.Type))
                {
                    case WorkerMessages.Open:
                        _engine = await OpenAsync(message);
                        break;
                    case WorkerMessages.Listen:
                        _asker!.Listen();
                        Send(new JsonObject { [WorkerMessages.Type] = WorkerMessages.Opened });
                        break;
                    default:
                        await ExecuteAsync(message, _engine!);
                        break;
                }
            }

            return ExitCodes.Passed;
        }
        catch (KernelException exception)
        {
            Send(
                new JsonObject
                {
                    [WorkerMessages.Type] = WorkerMessages.Opened,
                    ["error"] = exception.Message,
                }
            );
            return ExitCodes.Failed;
        }
        catch (KernelEndedException ended)
        {
            return ended.ExitCode;
        }
        finally
        {
            (_engine as IDisposable)?.Dispose();
        }
    }

    /// <summary>Opens the notebook's folder in this process's own session, or in the kernel that the message names.</summary>
    /// <exception cref="KernelException">The kernel cannot be had.</exception>
    private async Task<ICellEngine> OpenAsync(JsonObject message)
    {
        string directory = message.Text("directory");
        _isBusy = true;
        ICellEngine engine = (bool)message["inKernel"]!
            ? await KernelSession.OpenAsync(directory)
            : OpenSession(directory);
        if ((string?)message["answers"] is string answers)
        {
            OpenAnswers((CSharpSession)engine, answers, (bool)message["judges"]!);
        }

        _isBusy = false;
        Send(new JsonObject { [WorkerMessages.Type] = WorkerMessages.Opened });
        return engine;
    }

    private static CSharpSession OpenSession(string directory)
    {
        Directory.SetCurrentDirectory(directory);
        return new CSharpSession(directory, new SessionHost(directory));
    }

    /// <summary>Opens the connection by which a process that judges asks one with a student's code for answers.</summary>
    private void OpenAnswers(CSharpSession session, string pipeName, bool judges)
    {
        if (judges)
        {
            _asker = new AnswerAsker(session, pipeName);
            _asker.Listen();
        }
        else
        {
            AnswerGiver.Start(session, pipeName);
        }
    }

    private async Task ExecuteAsync(JsonObject message, ICellEngine engine)
    {
        await using Stream standardOutput = Console.OpenStandardOutput();
        await using Stream standardError = Console.OpenStandardError();
        Cell cell = new(
            (int)message["number"]!,
            message.Text("source"),
            (string?)message["language"]
        );
        _asker?.Limit(TimeSpan.FromSeconds((double?)message["limit"] ?? 0));
        _isBusy = true;
        Stopwatch clock = Stopwatch.StartNew();
        bool ok = await engine.ExecuteAsync(cell, this);
        double seconds = clock.Elapsed.TotalSeconds;
        standardOutput.WriteByte((byte)WorkerMessages.EndOfCell);
        standardError.WriteByte((byte)WorkerMessages.EndOfCell);
        _isBusy = false;
        Send(
            new JsonObject
            {
                [WorkerMessages.Type] = WorkerMessages.Done,
                ["ok"] = ok,
                ["seconds"] = seconds,
                ["peakMemory"] = engine.PeakMemory,
                ["answers"] = _asker?.Asked.ToJson(),
            }
        );
    }

    /// <summary>
    /// Passes on what comes over the pipe. When it closes nobody waits for the cells any more: a running one ends with
    /// the process at once, and what the end of the process runs has a moment.
    /// </summary>
    private void Receive()
    {
        try
        {
            while (_reader.ReadLine() is string line)
            {
                JsonObject message = (JsonObject)JsonNode.Parse(line)!;
                if (message.Text(WorkerMessages.Type) == WorkerMessages.Cancel)
                {
                    Cancel();
                }
                else
                {
                    _messages.Writer.TryWrite(message);
                }
            }
        }
        catch (IOException)
        {
            // Closed in the middle of a line.
        }

        if (!_isBusy)
        {
            _messages.Writer.Complete();
            Thread.Sleep(TimeSpan.FromSeconds(1));
        }

        ProcessGroup.KillOwn();
    }

    /// <summary>Lets a cell that can be told end by itself; of any other it says that waiting for it is of no use.</summary>
    private void Cancel()
    {
        if (_engine is CSharpSession { CanCancel: true } session)
        {
            Task.Run(session.Cancel);
        }
        else
        {
            (_engine as CSharpSession)?.Flush();
            Send(new JsonObject { [WorkerMessages.Type] = WorkerMessages.Cancel });
        }
    }

    private void Send(string type, IReadOnlyDictionary<string, string> bundle, string? displayId)
    {
        JsonObject data = [];
        foreach ((string mime, string content) in bundle)
        {
            data[mime] = content;
        }

        Send(
            new JsonObject
            {
                [WorkerMessages.Type] = type,
                ["id"] = displayId,
                ["data"] = data,
            }
        );
    }

    /// <summary>Sends a message. That waits until the runner has room for it: what is shown does not pile up here.</summary>
    private void Send(JsonObject message)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line, s_relaxed))
        {
            message.WriteTo(writer);
        }

        line.Write("\n"u8);
        lock (_lock)
        {
            _pipe.Write(line.WrittenSpan);
        }
    }
}
