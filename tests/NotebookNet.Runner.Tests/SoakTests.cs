using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>What only many cells and many runs show: memory that grows, files and processes that stay.</summary>
[Trait("Tier", "long")]
public sealed class SoakTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ten_times_the_cells_do_not_take_twice_the_memory()
    {
        foreach (int count in (int[])[300, 3000])
        {
            TestNotebook.Write(
                _folder[$"in/{count:0000}.ipynb"],
                [.. Enumerable.Range(0, count).Select(i => $"int x{i % 50} = {i}; x{i % 50} + 1")]
            );
        }

        (
            await RunnerProcess.RunAsync("run", _folder["in"], "--report", _folder["report.json"])
        ).Expect(0);

        long[] peaks =
        [
            .. RunnerProcess
                .Report(_folder["report.json"])
                .Select(notebook => (long)notebook!["peakMemoryBytes"]!),
        ];
        Assert.True(
            peaks[1] < 2 * peaks[0],
            $"300 cells took {peaks[0] / 1_000_000} MB, 3000 took {peaks[1] / 1_000_000} MB"
        );
    }

    [Theory]
    [InlineData("while (true) display(new byte[10_000]);")]
    [InlineData("while (true) display(\"x\");")]
    [InlineData("while (true) { Console.Write(1); Console.Error.Write(2); }")]
    [InlineData("while (true) display(new string('\\n', 1_000_000));")]
    public async Task A_cell_that_shows_without_end_takes_no_memory_of_the_runner(string source)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], source);
        using System.Diagnostics.Process runner = RunnerProcess.Start(
            new Dictionary<string, string?>(),
            "run",
            _folder["a.ipynb"],
            "--timeout",
            "30"
        );
        long peak = 0;
        while (!runner.HasExited)
        {
            try
            {
                runner.Refresh();
                peak = Math.Max(peak, runner.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended meanwhile.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await RunnerProcess.EndAsync(runner)).Says("cell 1 was stopped after 30 s");
        Assert.InRange(peak, 1, 600_000_000);
    }

    [Fact]
    public async Task A_hundred_runs_leave_no_file_and_no_process()
    {
        Needs.Linux();
        Directory.CreateDirectory(_folder["tmp"]);
        TestNotebook.Write(
            _folder["a.ipynb"],
            "System.Diagnostics.Process.Start(\"sleep\", \"600\").Id + \" \" + Environment.ProcessId"
        );
        List<int> processes = [];
        for (int run = 0; run < 100; run++)
        {
            (
                await RunnerProcess.RunAsync(
                    new Dictionary<string, string?> { ["TMPDIR"] = _folder["tmp"] },
                    "run",
                    _folder["a.ipynb"],
                    "--in-place"
                )
            ).Expect(0);
            JsonNode shown = TestNotebook.Outputs(_folder["a.ipynb"], 0)[0]!["data"]![
                "text/plain"
            ]!;
            processes.AddRange(TestNotebook.Text(shown).Split(' ').Select(int.Parse));
        }

        Assert.Empty(Directory.EnumerateFiles(_folder["tmp"], "notebooknet*"));
        Assert.Equal(
            [Path.Combine(_folder.Path, "a.ipynb")],
            Directory.EnumerateFiles(_folder.Path)
        );
        await LifetimeTests.EndedAsync([.. processes]);
    }
}
