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
    private string Endless(string afterwards) =>
        $"""
            var child = System.Diagnostics.Process.Start("sleep", "600");
            System.IO.File.WriteAllText(@"{_folder[
                "pids.new"
            ]}", $"{"{Environment.ProcessId} {child.Id}"}");
            System.IO.File.Move(@"{_folder["pids.new"]}", @"{_folder["pids"]}");
            {afterwards}
            """;

    private void WriteEndless(string afterwards) =>
        TestNotebook.Write(_folder["a.ipynb"], Endless(afterwards));

    private async Task<int[]> ProcessesAsync(Process runner)
    {
        while (!File.Exists(_folder["pids"]))
        {
            Assert.False(runner.HasExited);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        string text = await File.ReadAllTextAsync(
            _folder["pids"],
            TestContext.Current.CancellationToken
        );
        return [.. text.Split(' ').Select(int.Parse)];
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("await Task.Delay(-1);")]
    public async Task A_worker_ends_with_a_runner_that_was_killed(string afterwards)
    {
        Needs.Linux();
        WriteEndless(afterwards);
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);
        int[] processes = await ProcessesAsync(process);

        Processes.Signal(process, "KILL");

        await Processes.EndedAsync(processes);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_ends_runner_worker_and_what_the_cells_started(string signal)
    {
        Needs.Linux();
        WriteEndless("while (true) { }");
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);
        int[] processes = await ProcessesAsync(process);

        Processes.Signal(process, signal);

        (await RunnerProcess.EndAsync(process)).Expect(130);
        await Processes.EndedAsync(processes);
    }

    [Theory]
    [InlineData("Environment.Exit(1);", 1)]
    [InlineData("Environment.FailFast(\"over\");", 1)]
    [InlineData("1", 0)]
    public async Task What_the_cells_started_ends_with_their_worker(string afterwards, int exitCode)
    {
        Needs.Linux();
        WriteEndless(afterwards);
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);

        (await RunnerProcess.EndAsync(process)).Expect(exitCode);

        await Processes.EndedAsync(await ProcessesAsync(process));
    }

    [Fact]
    public async Task A_copy_of_a_notebook_whose_run_was_stopped_keeps_nothing_from_before()
    {
        Needs.Linux();
        JsonObject[] cells =
        [
            TestNotebook.Cell(Endless("while (true) { }")),
            TestNotebook.Cell("1"),
        ];
        foreach (JsonObject cell in cells)
        {
            TestNotebook.StorePrinted(cell, "before");
        }

        TestNotebook.Write(_folder["a.ipynb"], cells);
        using Process process = RunnerProcess.Start(
            s_noVariables,
            "run",
            _folder["a.ipynb"],
            "--output-dir",
            _folder["out"]
        );
        await ProcessesAsync(process);

        Processes.Signal(process, "INT");

        (await RunnerProcess.EndAsync(process)).Expect(130);
        Assert.Empty(TestNotebook.Outputs(_folder["out/a.ipynb"], 0));
        Assert.Empty(TestNotebook.Outputs(_folder["out/a.ipynb"], 1));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(250)]
    [InlineData(350)]
    public async Task A_signal_at_any_time_after_the_start_ends_the_run(int milliseconds)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "while (true) { }");
        using Process process = RunnerProcess.Start(s_noVariables, "run", _folder["a.ipynb"]);
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);

        Processes.Signal(process, "TERM");

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(process);
        // Before the program could say what becomes of the signal, the system does: 128 + 15.
        Assert.True(outcome.ExitCode is 130 or 143, $"exit code {outcome.ExitCode}");
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("0.02")]
    [InlineData("0.1")]
    public async Task A_timeout_before_the_worker_is_there_fails_the_cell(string seconds)
    {
        TestNotebook.Write(_folder["a.ipynb"], "1");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--timeout",
            seconds
        );

        outcome.Expect(1);
        Assert.Contains($"cell 1 was stopped after {seconds} s", outcome.Output);
    }

    [Fact]
    public async Task The_reason_of_a_dying_process_is_said_with_its_cell()
    {
        TestNotebook.Write(
            _folder["async.ipynb"],
            "1",
            "async void F() { await Task.Yield(); throw new Exception(\"boom\"); }\nF();\nawait Task.Delay(-1);"
        );
        TestNotebook.Write(_folder["fail.ipynb"], "Environment.FailFast(\"it is over\");");
        TestNotebook.Write(
            _folder["self.ipynb"],
            "var list = new List<object>();\nlist.Add(list);\nlist"
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync("run", _folder.Path);

        outcome.Expect(1);
        Assert.Contains(
            "cell 2 ended the notebook's process: exit code 134, signal 6: Unhandled exception. System.Exception: boom",
            outcome.Output
        );
        Assert.Contains("Process terminated. it is over", outcome.Output);
        Assert.Contains("Stack overflow (while a value was formatted", outcome.Output);
    }

    [Fact]
    public async Task A_folder_with_a_link_to_itself_has_an_end()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["in/sub/a.ipynb"], "1");
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
        string far = Path.Combine(_folder.Path, new string('x', 120));
        Directory.CreateDirectory(far);

        foreach (string folder in (string[])["/nowhere", far])
        {
            RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
                new Dictionary<string, string?> { ["TMPDIR"] = folder, ["PATH"] = "/nowhere" },
                "run",
                _folder["a.ipynb"]
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
        TestNotebook.Write(_folder["a.ipynb"], "1");
        string program = typeof(Notebooks.NotebookDocument).Assembly.Location;
        using Process shell = Process.Start(
            "/bin/bash",
            [
                "-c",
                $"dotnet '{program}' run '{_folder["a.ipynb"]}' --report '{_folder["report.json"]}' {redirection}; exit ${{PIPESTATUS[0]}}",
            ]
        );
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
        Assert.True(File.Exists(_folder["report.json"]));
    }
}
