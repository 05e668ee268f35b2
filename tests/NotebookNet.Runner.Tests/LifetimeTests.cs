using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>A run ends when it is told to, and leaves no process behind.</summary>
public sealed class LifetimeTests : IDisposable
{
    private static readonly Dictionary<string, string?> s_noVariables = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A cell that writes down its process and then a child's, and goes on as it is told.</summary>
    private string Endless(string afterwards, string pids = "pids") =>
        $$"""
            var child = System.Diagnostics.Process.Start("sleep", "600");
            System.IO.File.WriteAllText(@"{{_folder[
                pids
            ]}}.new", $"{Environment.ProcessId} {child.Id}");
            System.IO.File.Move(@"{{_folder[pids]}}.new", @"{{_folder[pids]}}");
            {{afterwards}}
            """;

    private void WriteEndless(string afterwards) =>
        TestNotebook.Write(_folder["a.ipynb"], Endless(afterwards));

    private async Task<int[]> ProcessesAsync(Process runner, string pids = "pids")
    {
        await RunnerProcess.UntilAsync(
            runner,
            "the cell has written its process and its child's",
            () => File.Exists(_folder[pids])
        );
        string text = await File.ReadAllTextAsync(
            _folder[pids],
            TestContext.Current.CancellationToken
        );
        return [.. text.Split(' ').Select(int.Parse)];
    }

    /// <summary>Waits until the processes have ended; five minutes stand for never.</summary>
    internal static async Task EndedAsync(params int[] processes)
    {
        long start = Stopwatch.GetTimestamp();
        while (processes.Any(IsRunning))
        {
            Assert.True(
                Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5),
                $"still running: {string.Join(", ", processes.Where(IsRunning))}"
            );
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static bool IsRunning(int process)
    {
        string status = $"/proc/{process}/stat";
        try
        {
            // The state follows the name, which stands in brackets; Z has ended and was not asked for its code.
            return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(-1);", Traits = ["Tier", "long"])]
    public async Task A_worker_ends_with_a_runner_that_was_killed(string afterwards)
    {
        Needs.Linux();
        WriteEndless(afterwards);
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);
        int[] processes = await ProcessesAsync(process);

        RunnerProcess.Signal(process, "KILL");

        await EndedAsync(processes);
    }

    [Theory]
    [InlineData("INT", 130, "await Task.Delay(-1);")]
    [InlineData("INT", 130, "while (true) { }", Traits = ["Tier", "long"])]
    [InlineData("TERM", 143, "while (true) { }")]
    [InlineData("HUP", 129, "while (true) { }", Traits = ["Tier", "long"])]
    public async Task A_signal_ends_runner_worker_and_what_the_cells_started_and_keeps_what_is_there(
        string signal,
        int exitCode,
        string afterwards
    )
    {
        const string Printed =
            "Console.WriteLine(\"printed\");\ndisplay(\"shown\");\nConsole.Write(\"half\");\n";
        Needs.Linux();
        JsonObject[] cells =
        [
            TestNotebook.Cell("\"computed\""),
            TestNotebook.Cell(Printed + Endless(afterwards)),
            TestNotebook.Cell("1"),
        ];
        foreach (JsonObject cell in cells)
        {
            TestNotebook.StorePrinted(cell, "before");
        }

        TestNotebook.Write(_folder["a.ipynb"], cells);
        byte[] before = await File.ReadAllBytesAsync(
            _folder["a.ipynb"],
            TestContext.Current.CancellationToken
        );
        using Process process = RunnerProcess.StartWithDefaultSignals(
            "run",
            _folder["a.ipynb"],
            "--output-dir",
            _folder["out"]
        );
        int[] processes = await ProcessesAsync(process);

        RunnerProcess.Signal(process, signal);

        (await RunnerProcess.EndAsync(process)).Expect(exitCode);
        await EndedAsync(processes);
        Assert.Equal(
            before,
            await File.ReadAllBytesAsync(_folder["a.ipynb"], TestContext.Current.CancellationToken)
        );
        Assert.Equal("computed", TestNotebook.Shown(_folder["out/a.ipynb"], 0));
        Assert.Equal(
            [
                "printed\n",
                "shown",
                "half",
                "Stopped: cell 2 was stopped with the run; its process was ended.",
            ],
            TestNotebook.Texts(_folder["out/a.ipynb"], 1)
        );
        Assert.Empty(TestNotebook.Outputs(_folder["out/a.ipynb"], 2));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_before_the_first_cell_ends_the_run(string signal, int exitCode)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "while (true) { }");
        using Process process = RunnerProcess.StartWithDefaultSignals("run", _folder["a.ipynb"]);
        string? first = await process.StandardOutput.ReadLineAsync(
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith("running ", first, StringComparison.Ordinal);

        RunnerProcess.Signal(process, signal);

        (await RunnerProcess.EndAsync(process)).Expect(exitCode);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143, Traits = ["Tier", "long"])]
    public async Task A_second_signal_ends_a_run_that_is_about_to_end(string signal, int exitCode)
    {
        Needs.Linux();
        // The report is longer than a pipe holds, and its reader reads nothing.
        TestNotebook.Write(
            _folder["a.ipynb"],
            [Endless("while (true) { }"), .. Enumerable.Repeat("", 2000)]
        );
        using Process make = Process.Start("mkfifo", [_folder["pipe"]]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using Process reader = Process.Start(
            "/bin/sh",
            ["-c", $"exec sleep 3000 < '{_folder["pipe"]}'"]
        );
        using Process process = RunnerProcess.StartWithDefaultSignals(
            "run",
            _folder["a.ipynb"],
            "--report",
            _folder["pipe"]
        );
        int[] processes = await ProcessesAsync(process);

        RunnerProcess.Signal(process, signal);
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(
                TestContext.Current.CancellationToken
            );
        } while (line is not (null or "0 passed, 1 failed"));

        RunnerProcess.Signal(process, signal);

        (await RunnerProcess.EndAsync(process)).Expect(exitCode);
        await EndedAsync(processes);
        reader.Kill();
    }

    [Fact]
    public async Task What_the_cells_started_ends_with_their_worker_and_why_it_ended_is_said()
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["a-exit.ipynb"],
            "\"kept\"",
            Endless("Console.WriteLine(\"last words\");\nEnvironment.Exit(0);", "exit")
        );
        TestNotebook.Write(
            _folder["b-fail.ipynb"],
            Endless("Environment.FailFast(\"it is over\");", "fail")
        );
        TestNotebook.Write(_folder["c-end.ipynb"], Endless("1", "end"));

        using Process process = RunnerProcess.Start(
            s_noVariables,
            "run",
            _folder.Path,
            "--output-dir",
            _folder["out"]
        );
        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(process);

        outcome.Expect(1);
        outcome.Says("1 passed, 2 failed");
        outcome.Says("Process terminated. it is over");
        string exit = _folder["out/a-exit.ipynb"];
        Assert.Equal("kept", TestNotebook.Shown(exit, 0));
        Assert.Equal("last words\n", TestNotebook.Text(TestNotebook.Outputs(exit, 1)[0]!["text"]));
        Assert.Equal(
            "ProcessEnded: cell 2 ended the notebook's process: exit code 0.",
            TestNotebook.Error(exit, 1)
        );
        foreach (string name in (string[])["exit", "fail", "end"])
        {
            await EndedAsync(await ProcessesAsync(process, name));
        }
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("0.02")]
    [InlineData("0.1")]
    public async Task A_timeout_shorter_than_the_start_of_the_worker_fails_the_cell_that_has_no_end(
        string seconds
    )
    {
        TestNotebook.Write(_folder["a.ipynb"], "await Task.Delay(-1);");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--timeout",
            seconds
        );

        outcome.Expect(1);
        outcome.Says($"cell 1 was stopped after {seconds} s");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(250)]
    [InlineData(350)]
    [Trait("Tier", "long")]
    public async Task A_signal_at_any_time_after_the_start_ends_the_run(int milliseconds)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "while (true) { }");
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);

        RunnerProcess.Signal(process, "TERM");

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(process);
        Assert.True(outcome.ExitCode == 143, $"exit code {outcome.ExitCode}");
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task The_reason_of_a_dying_process_is_said_with_its_cell_and_what_it_showed_is_kept()
    {
        TestNotebook.Write(
            _folder["async.ipynb"],
            "1",
            "async void F() { await Task.Yield(); throw new Exception(\"boom\"); }\nF();\nawait Task.Delay(-1);"
        );
        TestNotebook.Write(
            _folder["self.ipynb"],
            "var list = new List<object>();\nlist.Add(list);\nlist"
        );
        TestNotebook.Write(
            _folder["overflow.ipynb"],
            "\"kept\"",
            "int Deep(int n) => Deep(n + 1) + n;\nDeep(0)"
        );
        TestNotebook.Write(_folder["exit.ipynb"], "Environment.Exit(1);");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder.Path,
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(1);
        outcome.Says(
            "cell 2 ended the notebook's process: exit code 134, signal 6: Unhandled exception. System.Exception: boom"
        );
        outcome.Says("Stack overflow (while a value was formatted");
        Assert.Contains(
            "cell 2 ended the notebook's process: exit code 134, signal 6: Stack overflow",
            TestNotebook.Error(_folder["out/overflow.ipynb"], 1)
        );
        Assert.Equal("kept", TestNotebook.Shown(_folder["out/overflow.ipynb"], 0));
        Assert.Contains("exit code 1.", TestNotebook.Error(_folder["out/exit.ipynb"], 0));
    }

    [Fact]
    public async Task A_folder_with_a_link_to_itself_has_an_end()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["in/sub/a.ipynb"], TestNotebook.Passes);
        Directory.CreateSymbolicLink(_folder["in/sub/up"], "..");
        Directory.CreateSymbolicLink(_folder["in/self"], ".");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("run", _folder["in"]);

        outcome.Expect(0);
        Assert.Single(outcome.Output.Split('\n'), line => line.StartsWith("passed"));
    }

    [Fact]
    public async Task A_run_needs_no_folder_for_temporary_files_and_no_program_path()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "1");
        TestNotebook.Write(_folder["b.ipynb"], TestNotebook.Passes);
        string far = Path.Combine(_folder.Path, new string('x', 120));
        Directory.CreateDirectory(far);

        foreach (
            (string folder, string name) in ((string, string)[])
                // A process may not create a file in the last, whoever runs it.
                [("/nowhere", "a.ipynb"), (far, "b.ipynb"), ("/proc", "b.ipynb")]
        )
        {
            RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
                new Dictionary<string, string?> { ["TMPDIR"] = folder, ["PATH"] = "/nowhere" },
                "run",
                _folder[name]
            );

            outcome.Expect(0);
        }
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("> /dev/full")]
    [InlineData("| head -c 0")]
    public async Task A_run_whose_output_nobody_takes_writes_its_report(string redirection)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        using Process shell = RunnerProcess.Start(
            "/bin/bash",
            s_noVariables,
            [
                "-c",
                $"dotnet \"$0\" run \"$1\" --report \"$2\" {redirection}; exit ${{PIPESTATUS[0]}}",
                RunnerProcess.Program,
                _folder["a.ipynb"],
                _folder["report.json"],
            ]
        );

        (await RunnerProcess.EndAsync(shell)).Expect(0);

        Assert.True(File.Exists(_folder["report.json"]), "The report has not been written.");
    }
}
