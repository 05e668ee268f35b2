using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>`--kernel dotnet-interactive` with a kernel that is missing, too old, dying, silent or none: one clear line, and no process is left.</summary>
public sealed class KernelToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeKernel _kernel;

    public KernelToolTests()
    {
        _kernel = new FakeKernel(_folder);
        TestNotebook.Write(_folder["a.ipynb"], "1");
    }

    public void Dispose() => _folder.Dispose();

    private string[] Run(params string[] more) =>
        ["run", _folder["a.ipynb"], "--kernel", "dotnet-interactive", .. more];

    private int Process() => int.Parse(File.ReadAllText(_folder["pid"]));

    private void Fails(RunnerProcess.Outcome outcome, string message)
    {
        outcome.Expect(1);
        Assert.Equal(
            $"failed  {_folder["a.ipynb"]}: {message}",
            Assert.Single(outcome.Output.Split('\n'), line => line.StartsWith("failed"))
        );
    }

    [Fact]
    public async Task A_missing_tool_is_said_with_the_command_that_installs_it()
    {
        Needs.Linux();

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run());

        Fails(
            outcome,
            "dotnet-interactive is not installed, neither by a tool manifest (.config/dotnet-tools.json) nor on the PATH: "
                + "dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.712001"
        );
    }

    [Fact]
    public async Task A_tool_of_the_manifest_that_is_not_restored_is_said_with_the_command_that_restores_it()
    {
        Needs.Linux();
        FakeKernel.WriteManifest(_folder.Path, version: "99.0.0");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run());

        outcome.Expect(1);
        string line = Assert.Single(
            outcome.Output.Split('\n'),
            line => line.StartsWith("failed", StringComparison.Ordinal)
        );
        Assert.Contains("dotnet-interactive ended before it was ready, with exit code 1", line);
        Assert.Contains("dotnet tool restore", line);
    }

    [Theory]
    [InlineData(true, "dotnet-interactive is not installed, neither by a tool manifest")]
    [InlineData(false, "names dotnet-interactive 1.0.4, which is too old")]
    public async Task A_manifest_above_one_that_is_a_root_does_not_count(
        bool isRoot,
        string message
    )
    {
        Needs.Linux();
        FakeKernel.WriteManifest(_folder["above"], version: "1.0.4");
        FakeKernel.WriteManifest(_folder["above/below"], isRoot: isRoot);
        TestNotebook.Write(_folder["above/below/a.ipynb"], "1");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(
            "run",
            _folder["above/below/a.ipynb"],
            "--kernel",
            "dotnet-interactive"
        );

        outcome.Expect(1);
        Assert.Contains(message, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0.556801+f0b9", "is dotnet-interactive 1.0.556801+f0b9, which is too old; ")]
    [InlineData(
        "no idea",
        "is dotnet-interactive of version \"no idea\", expected 1.0.712001 or later",
        Traits = ["Tier", "long"]
    )]
    public async Task A_tool_that_is_too_old_or_says_no_version_is_not_started(
        string version,
        string message
    )
    {
        Needs.Linux();
        _kernel.Write("", $"echo {version}");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run());

        outcome.Expect(1);
        Assert.Contains($"{_folder["bin/dotnet-interactive"]} {message}", outcome.Output);
        Assert.False(File.Exists(_folder["pid"]));
    }

    [Fact]
    public async Task A_version_in_the_manifest_that_is_too_old_is_said_with_its_file()
    {
        Needs.Linux();
        FakeKernel.WriteManifest(_folder.Path, version: "1.0.4");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run());

        Fails(
            outcome,
            $"{_folder[".config/dotnet-tools.json"]} names dotnet-interactive 1.0.4, which is too old; "
                + "1.0.712001 is needed: dotnet tool update Microsoft.dotnet-interactive --version 1.0.712001"
        );
    }

    [Theory]
    [InlineData(
        "echo bad luck >&2; exit 3",
        "ended before it was ready, with exit code 3: bad luck"
    )]
    [InlineData("exit 0", "ended before it was ready, with exit code 0", Traits = ["Tier", "long"])]
    [InlineData(
        "while :; do echo hello; done",
        "does not speak its protocol but prints \"hello hello "
    )]
    public async Task A_kernel_that_dies_or_talks_rubbish_at_its_start_fails_its_notebook_in_one_line(
        string run,
        string message
    )
    {
        Needs.Linux();
        _kernel.Write(run);
        TestNotebook.Write(_folder["b.ipynb"], "2");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync([.. Run(), _folder["b.ipynb"]]);

        outcome.Expect(1);
        string[] lines = [.. outcome.Output.Split('\n').Where(line => !line.StartsWith("running"))];
        Assert.Equal(4, lines.Length); // Two notebooks, the totals, and what follows the last line's end.
        Assert.StartsWith($"failed  {_folder["a.ipynb"]}: dotnet-interactive {message}", lines[0]);
        Assert.StartsWith($"failed  {_folder["b.ipynb"]}: dotnet-interactive {message}", lines[1]);
        await LifetimeTests.EndedAsync(Process());
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task A_silent_kernel_is_ended_when_its_time_is_over()
    {
        Needs.Linux();
        _kernel.Write("exec sleep 600");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run("--timeout", "10"));

        Fails(outcome, "dotnet-interactive was not ready after 300 s; it was ended");
        await LifetimeTests.EndedAsync(Process());
    }

    [Fact]
    public async Task How_long_a_kernel_takes_to_start_is_not_counted_as_the_time_of_a_cell()
    {
        Needs.Linux();
        // It answers the command at once: longer than the time is only its start.
        _kernel.Write(
            $"sleep 6; echo '{FakeKernel.Ready}'; read line; echo '{FakeKernel.Passed}'; exec sleep 600"
        );

        (await _kernel.RunAsync(Run("--timeout", "5"))).Expect(0);
    }

    [Theory]
    // What it has started lives on, and holds its output open.
    [InlineData("sleep 600 & exit 5", "cell 1 ended the notebook's process: exit code 5.")]
    [InlineData(
        "exec sleep 600",
        "cell 1 was stopped after 10 s (--timeout 10); its process was ended."
    )]
    public async Task A_kernel_that_dies_or_falls_silent_in_a_cell_fails_that_cell(
        string then,
        string message
    )
    {
        Needs.Linux();
        _kernel.Write($"echo '{FakeKernel.Ready}'; read command; {then}");

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run("--timeout", "10"));

        outcome.Expect(1);
        Assert.Contains(message, outcome.Output);
        await LifetimeTests.EndedAsync(Process());
    }

    [Fact]
    public async Task What_a_cell_prints_past_the_kernel_is_its_output_and_hides_no_event()
    {
        Needs.Linux();
        _kernel.Write(
            $$"""
            echo '{{FakeKernel.Ready}}'; read command
            echo 'a line {of its own}'
            printf '%s' 'and {"event": the start of one: '; echo '{{FakeKernel.Passed}}'
            echo '{"event":{},"eventType":"OfAnExtension"}'; read command
            """
        );

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(Run("--in-place"));

        outcome.Expect(0);
        JsonNode output = Assert.Single(TestNotebook.Outputs(_folder["a.ipynb"], 0))!;
        Assert.Equal("stdout", (string?)output["name"]);
        Assert.Equal(
            "a line {of its own}\nand {\"event\": the start of one: ",
            TestNotebook.Text(output["text"])
        );
    }

    [Theory]
    [InlineData(
        "DisplayedValueProduced\",\"command\":{\"token\":\"cell-1\",\"commandType\":\"SubmitCode\",\"command\":{\"code\":\"\"}},\"routingSlip\":[]}",
        true
    )]
    [InlineData(
        "CommandFailed\",\"command\":{\"token\":\"cell-1\",\"commandType\":\"SubmitCode\",\"command\":{\"code\":\"\"}},\"routingSlip\":[]}",
        false
    )]
    [Trait("Tier", "long")]
    public async Task An_event_that_is_too_long_fails_its_cell_and_the_next_one_runs(
        string end,
        bool goesOn
    )
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], "1", "2");
        _kernel.Write(
            $$"""
            echo '{{FakeKernel.Ready}}'; read command
            printf '%s' '{"event":{"value":"'; head -c 300000000 /dev/zero | tr '\\0' x
            echo '"},"eventType":"{{end}}'
            {{(goesOn ? $"echo '{FakeKernel.Passed}'" : "")}}
            read command; echo '{{FakeKernel.Passed.Replace(
                "cell-1",
                "cell-2",
                StringComparison.Ordinal
            )}}'; read command
            """
        );

        RunnerProcess.Outcome outcome = await _kernel.RunAsync(
            Run("--allow-errors", "--output-dir", _folder["out"])
        );

        outcome.Expect(0);
        Assert.Contains(
            "the value takes more than 20,000,000 characters to show",
            TestNotebook.Error(_folder["out/a.ipynb"], 0)
        );
    }

    [Theory]
    [InlineData("KILL", false, null)]
    [InlineData("KILL", true, null)]
    [InlineData("INT", false, 130)]
    public async Task A_kernel_ends_with_the_runner_though_its_input_means_nothing_to_it(
        string signal,
        bool andItsParent,
        int? exitCode
    )
    {
        Needs.Linux();
        _kernel.Write($"echo '{FakeKernel.Ready}'; read command; exec sleep 600");
        using Process runner = _kernel.Start(Run());
        while (!File.Exists(_folder["pid"]) || File.ReadAllText(_folder["pid"]).Length == 0)
        {
            Assert.False(runner.HasExited);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        if (andItsParent)
        {
            string parent = (
                await File.ReadAllTextAsync(
                    $"/proc/{Process()}/stat",
                    TestContext.Current.CancellationToken
                )
            )
                .Split(") ")[1]
                .Split(' ')[1];
            // Stopped, it cannot see that the other one ends.
            RunnerProcess.Signal(runner, "STOP");
            using Process worker = System.Diagnostics.Process.GetProcessById(int.Parse(parent));
            RunnerProcess.Signal(worker, signal);
        }

        RunnerProcess.Signal(runner, signal);

        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(runner);
        Assert.Equal(exitCode ?? outcome.ExitCode, outcome.ExitCode);
        await LifetimeTests.EndedAsync(Process());
    }

    [Fact]
    public async Task Another_kernel_than_the_one_there_is_is_no_option()
    {
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "verify",
            _folder["a.ipynb"],
            "--kernel",
            "python3"
        );

        outcome.Expect(2);
        Assert.Contains("dotnet-interactive", outcome.Output);
    }
}
