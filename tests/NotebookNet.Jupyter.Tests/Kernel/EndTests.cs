using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NotebookNet.Jupyter.Protocol;
using NotebookNet.Jupyter.Tests.Support;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>How a kernel ends, each in a process of its own.</summary>
public class EndTests
{
    [Fact]
    public void A_kernel_that_is_asked_to_end_replies_and_ends_with_what_its_cells_have_started()
    {
        using StartedKernel kernel = new();
        FrontEnd frontEnd = kernel.FrontEnd;
        int child = int.Parse(
            frontEnd
                .Execute(
                    "Console.Write(System.Diagnostics.Process.Start(\"sleep\", [\"1000\"]).Id);"
                )
                .Printed(),
            System.Globalization.CultureInfo.InvariantCulture
        );
        string running = frontEnd.Send(
            Channel.Shell,
            "execute_request",
            new JsonObject { ["code"] = "try { while (true) { } } finally { while (true) { } }" }
        );
        frontEnd.Send(Channel.Control, "shutdown_request", new JsonObject { ["restart"] = true });
        JsonObject reply = frontEnd.Receive(Channel.Control);
        Assert.Equal("shutdown_reply", reply.Type());
        Assert.True((bool)reply.Content()["restart"]!);
        Assert.True(kernel.Process.WaitForExit(FrontEnd.Never), $"{running} holds the kernel up");
        StartedKernel.Until("the child has ended", () => !IsAlive(child));
    }

    [Fact]
    public void A_kernel_ends_by_SIGTERM()
    {
        Needs.Linux();
        using StartedKernel kernel = new();
        RunnerProcess.Signal(kernel.Process, "TERM");
        Assert.True(kernel.Process.WaitForExit(FrontEnd.Never));
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public void A_kernel_that_has_not_begun_yet_ends_by_SIGTERM_too()
    {
        Needs.Linux();
        using TemporaryFolder folder = new();
        JsonObject connection = StartedKernel.Connection();
        File.WriteAllText(folder["kernel.json"], connection.ToJsonString());
        using Process process = RunnerProcess.Start(
            "dotnet",
            new Dictionary<string, string?>(),
            [RunnerProcess.Program, "kernel", "--connection-file", folder["kernel.json"]],
            folder.Path
        );
        try
        {
            // The sockets come first, then the session.
            StartedKernel.Until(
                "it binds its ports",
                () => IsBound((int)connection["shell_port"]!)
            );
            RunnerProcess.Signal(process, "TERM");
            Assert.True(process.WaitForExit(FrontEnd.Never));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void A_kernel_ends_when_the_program_that_has_started_it_is_gone()
    {
        Needs.Linux();
        using Process parent = Process.Start("sleep", ["1000"]);
        using StartedKernel kernel = new(
            new Dictionary<string, string?> { ["JPY_PARENT_PID"] = $"{parent.Id}" }
        );
        parent.Kill();
        parent.WaitForExit();
        Assert.True(kernel.Process.WaitForExit(FrontEnd.Never));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using TemporaryFolder folder = new();
        JsonObject connection = StartedKernel.Connection();
        File.WriteAllText(folder["kernel.json"], connection.ToJsonString());
        int port = (int)connection["shell_port"]!;
        using TcpListener taken = new(IPAddress.Loopback, port);
        taken.Start();
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "kernel",
            "--connection-file",
            folder["kernel.json"]
        );
        outcome.Expect(1);
        outcome.Says(
            FormattableString.Invariant($"tcp://127.0.0.1:{port} cannot be bound (shell_port)")
        );
    }

    [Fact]
    public async Task A_connection_file_that_is_not_there_is_named()
    {
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "kernel",
            "--connection-file",
            "no-such.json"
        );
        outcome.Expect(2);
        outcome.Says("no-such.json: cannot be read");
    }

    private static bool IsBound(int port)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
