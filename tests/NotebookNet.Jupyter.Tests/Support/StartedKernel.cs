using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Support;

/// <summary>A kernel in a process of its own, as a front end starts it.</summary>
public sealed class StartedKernel : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _log = new();

    public StartedKernel()
        : this(new Dictionary<string, string?>()) { }

    internal StartedKernel(IReadOnlyDictionary<string, string?> environment)
    {
        string path = _folder["kernel.json"];
        File.WriteAllText(path, Connection().ToJsonString());
        ConnectionFile = ConnectionFile.Read(path);
        // With the signals as they are at a terminal: what a script runs in the background ignores SIGINT.
        string[] command =
        [
            .. OperatingSystem.IsLinux() ? (string[])["env", "--default-signal"] : [],
            "dotnet",
            RunnerProcess.Program,
            "kernel",
            "--connection-file",
            path,
        ];
        Process = RunnerProcess.Start(command[0], environment, command[1..], _folder.Path);
        Process.ErrorDataReceived += (_, line) => Keep(line.Data);
        Process.OutputDataReceived += (_, line) => Keep(line.Data);
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
        FrontEnd = new FrontEnd(ConnectionFile);
        try
        {
            Info = FrontEnd.WaitUntilReady();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Process Process { get; }

    internal ConnectionFile ConnectionFile { get; }

    internal FrontEnd FrontEnd { get; }

    /// <summary>What the kernel says of itself.</summary>
    internal JsonObject Info { get; }

    /// <summary>The kernel's working directory.</summary>
    internal string Folder => _folder.Path;

    /// <summary>What it has written to its standard streams.</summary>
    internal string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    internal long Memory
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    /// <summary>Waits until something is so.</summary>
    internal static void Until(string what, Func<bool> isSo)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < FrontEnd.Never, $"Not so: {what}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        FrontEnd.Dispose();
        Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
        _folder.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    /// <summary>The content of a connection file, with ports that are free.</summary>
    internal static JsonObject Connection()
    {
        List<TcpListener> listeners =
        [
            .. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)),
        ];
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
            ["key"] = "a key of the tests",
            ["signature_scheme"] = "hmac-sha256",
            ["kernel_name"] = "notebooknet",
        };
    }
}
