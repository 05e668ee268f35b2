using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>A cell that takes too much, or breaks what it finds of its process, fails with a line that says what; the other notebooks run as ever.</summary>
public sealed class LimitTests : IDisposable
{
    /// <summary>Calls `write` on every socket of the process: one of them is the connection to the runner.</summary>
    private const string Write = """
        using System.IO;
        using System.Runtime.InteropServices;
        static class Native
        {
            [DllImport("libc")] public static extern long write(int file, byte[] bytes, long count);
            [DllImport("libc")] public static extern int close(int file);
        }
        var sockets = Directory.GetFileSystemEntries("/proc/self/fd")
            .Where(entry => new FileInfo(entry).LinkTarget?.StartsWith("socket:") == true)
            .Select(entry => int.Parse(Path.GetFileName(entry)));

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Error(string name, int cell) =>
        TestNotebook.Error(_folder[$"out/{name}.ipynb"], cell);

    private async Task<RunnerProcess.Outcome> RunAsync(params string[] arguments) =>
        await RunnerProcess.RunAsync([
            "run",
            _folder["in"],
            "--output-dir",
            _folder["out"],
            .. arguments,
        ]);

    [Theory]
    [InlineData("garbage\\n")]
    [InlineData("{\\\"type\\\":\\\"display\\\"}\\n", Traits = ["Tier", "long"])]
    [InlineData("{\\\"type\\\":\\\"done\\\"}\\n", Traits = ["Tier", "long"])]
    [InlineData("\\n\\0\\n", Traits = ["Tier", "long"])]
    public async Task A_cell_that_writes_into_its_connection_fails_and_what_was_before_is_kept(
        string garbage
    )
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            TestNotebook.Passes,
            Write
                + $"var bytes = Encoding.UTF8.GetBytes(\"{garbage}\");\nforeach (int socket in sockets) Native.write(socket, bytes, bytes.Length);\nawait Task.Delay(-1);"
        );
        TestNotebook.Write(_folder["in/b.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunAsync();

        outcome.Expect(1);
        outcome.Says("1 passed, 1 failed");
        Assert.Equal(
            "ConnectionError: cell 2 wrote into the connection between its process and this program; the process was ended.",
            Error("a", 1)
        );
        Assert.Equal("<p>1</p>", TestNotebook.Shown(_folder["out/a.ipynb"], 0, "text/html"));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 1000)]
    [Trait("Tier", "long")]
    public async Task A_cell_that_closes_the_files_of_its_process_harms_no_other_notebook(
        int first,
        int end
    )
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            Write
                + $"for (int file = {first}; file < {end}; file++) Native.close(file);\nawait Task.Delay(100);",
            "Console.WriteLine(1);"
        );
        TestNotebook.Write(_folder["in/b.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunAsync("--timeout", "60");

        outcome.Expect(1);
        outcome.Says("1 passed, 1 failed");
        outcome.Says("ended the notebook's process: exit code");
    }

    [Fact]
    public async Task A_cell_that_takes_more_memory_than_it_may_fails_with_the_limit()
    {
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            "var all = new List<byte[]>();\nwhile (true) { var block = new byte[1 << 24]; Array.Fill(block, (byte)1); all.Add(block); }"
        );
        TestNotebook.Write(_folder["in/b.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunAsync("--memory-limit", "200M");

        outcome.Expect(1);
        outcome.Says("(the managed heap of a notebook may take 200 MB here (--memory-limit))");
        outcome.Says("1 passed, 1 failed");
        Assert.StartsWith("System.OutOfMemoryException", Error("a", 0));
    }

    [Fact]
    public async Task A_trace_of_twenty_thousand_frames_is_told_in_a_hundred_lines()
    {
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            "void Deep(int n) { if (n == 0) throw new Exception(\"deep\"); Deep(n - 1); Console.Write(\"\"); }\nDeep(20_000);"
        );

        RunnerProcess.Outcome outcome = await RunAsync();

        outcome.Expect(1);
        outcome.Says("    System.Exception: deep");
        outcome.Says(" lines are left out …]");
        Assert.InRange(outcome.Output.Split('\n').Length, 100, 120);
    }

    [Fact]
    public async Task A_terminal_that_becomes_one_column_wide_during_a_run_does_not_hold_it_up()
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            "System.Diagnostics.Process.Start(\"stty\", \"-F /dev/tty cols 1\").WaitForExit();",
            "await Task.Delay(1000);"
        );
        using System.Diagnostics.Process terminal = RunnerProcess.Start(
            "script",
            new Dictionary<string, string?> { ["CI"] = null, ["TERM"] = "xterm" },
            [
                "-qec",
                $"stty cols 80; dotnet '{RunnerProcess.Program}' run '{_folder["in"]}'",
                "/dev/null",
            ]
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(terminal);

        outcome.Expect(0);
        outcome.Says("1 passed, 0 failed");
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task What_a_cell_writes_into_its_connection_while_it_is_stopped_harms_no_other_notebook()
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            Write
                + """
                var bytes = Encoding.UTF8.GetBytes("{\"type\":\"display\"}\n");
                Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken.Register(() =>
                {
                    foreach (int socket in sockets) Native.write(socket, bytes, bytes.Length);
                });
                await Task.Delay(-1);
                """
        );
        TestNotebook.Write(_folder["in/b.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunAsync("--timeout", "10");

        outcome.Expect(1);
        outcome.Says("1 passed, 1 failed");
        Assert.StartsWith("TimeoutError", Error("a", 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n", "40", "ulimit -n is 40: ")]
    [InlineData("v", "2000000", "ulimit -v is 2000000: ")]
    public async Task A_limit_of_the_shell_under_which_nothing_would_run_is_named(
        string limit,
        string value,
        string said
    )
    {
        Needs.Linux();
        TestNotebook.Write(_folder["in/a.ipynb"], TestNotebook.Passes);
        using System.Diagnostics.Process shell = RunnerProcess.Start(
            "/bin/bash",
            new Dictionary<string, string?>(),
            [
                "-c",
                $"ulimit -{limit} {value}; exec dotnet \"$0\" run \"$1\"",
                RunnerProcess.Program,
                _folder["in"],
            ]
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(shell);

        outcome.Expect(1);
        Assert.StartsWith(said, outcome.Output, StringComparison.Ordinal);
    }
}
