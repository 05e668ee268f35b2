using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Execution;

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

    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;
    private readonly Lock _lock = new();

    private WorkerCommand(Stream pipe)
    {
        _reader = new StreamReader(pipe, Encoding.UTF8);
        _writer = new StreamWriter(pipe, new UTF8Encoding(false)) { AutoFlush = true };
    }

    /// <summary>Executes what comes over the pipe until it closes.</summary>
    public static async Task<int> RunAsync(string pipeName)
    {
        // Ctrl-C reaches every process of the terminal; the runner decides what becomes of this one.
        using PosixSignalRegistration signal = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context => context.Cancel = true
        );
        NamedPipeClientStream pipe = new(
            ".",
            pipeName,
            PipeDirection.InOut,
            PipeOptions.Asynchronous
        );
        await pipe.ConnectAsync();
        WorkerCommand worker = new(pipe);
        await worker.ServeAsync();
        // Threads that the cells left running must not keep the process.
        Environment.Exit(0);
        return 0;
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

    private async Task ServeAsync()
    {
        CSharpSession? session = null;
        using Process process = Process.GetCurrentProcess();
        await using Stream standardOutput = Console.OpenStandardOutput();
        await using Stream standardError = Console.OpenStandardError();
        while (await _reader.ReadLineAsync() is string line)
        {
            JsonObject message = (JsonObject)JsonNode.Parse(line)!;
            if (message.Text(WorkerMessages.Type) == WorkerMessages.Open)
            {
                string directory = message.Text("directory");
                Directory.SetCurrentDirectory(directory);
                session = new CSharpSession(directory);
                continue;
            }

            Cell cell = new(
                (int)message["number"]!,
                message.Text("source"),
                (string?)message["language"]
            );
            Stopwatch clock = Stopwatch.StartNew();
            bool ok = await session!.ExecuteAsync(cell, this);
            double seconds = clock.Elapsed.TotalSeconds;
            standardOutput.WriteByte((byte)WorkerMessages.EndOfCell);
            standardError.WriteByte((byte)WorkerMessages.EndOfCell);
            process.Refresh();
            Send(
                new JsonObject
                {
                    [WorkerMessages.Type] = WorkerMessages.Done,
                    ["ok"] = ok,
                    ["seconds"] = seconds,
                    ["peakMemory"] = process.PeakWorkingSet64,
                }
            );
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

    private void Send(JsonObject message)
    {
        string line = message.ToJsonString();
        lock (_lock)
        {
            _writer.WriteLine(line);
        }
    }
}
