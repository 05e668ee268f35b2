using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>A run writes what it was asked to write, and over nothing else.</summary>
public sealed class StoredFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<byte[]> BytesAsync(string name) =>
        await File.ReadAllBytesAsync(_folder[name], TestContext.Current.CancellationToken);

    [Fact]
    public async Task In_place_a_failing_notebook_stays_as_it_was()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            TestNotebook.Passes,
            TestNotebook.Fails,
            TestNotebook.Passes
        );
        byte[] before = await BytesAsync("a.ipynb");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--in-place"
        );

        outcome.Expect(1);
        outcome.Says("a cell failed or was not run; the file is as it was");
        Assert.Equal(before, await BytesAsync("a.ipynb"));
    }

    [Fact]
    public async Task After_a_failure_cells_show_nothing_but_those_that_are_skipped_keep_what_is_stored()
    {
        JsonObject[] cells =
        [
            TestNotebook.Cell(TestNotebook.Fails),
            TestNotebook.Cell(TestNotebook.Passes),
            TestNotebook.Cell(TestNotebook.Passes, "skip-execution"),
        ];
        foreach (JsonObject cell in cells)
        {
            TestNotebook.StorePrinted(cell, "before");
        }

        TestNotebook.Write(_folder["a.ipynb"], cells);

        (
            await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--output-dir", _folder["out"])
        ).Expect(1);

        Assert.Empty(TestNotebook.Outputs(_folder["out/a.ipynb"], 1));
        Assert.Equal(
            "before",
            (string?)TestNotebook.Outputs(_folder["out/a.ipynb"], 2)[0]!["text"]
        );
    }

    [Fact]
    public async Task With_errors_allowed_it_is_stored_to_its_end()
    {
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Fails, TestNotebook.Passes);

        (
            await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--in-place", "--allow-errors")
        ).Expect(0);

        Assert.Equal(
            "error",
            (string?)TestNotebook.Outputs(_folder["a.ipynb"], 0)[0]!["output_type"]
        );
        Assert.Equal("<p>1</p>", TestNotebook.Shown(_folder["a.ipynb"], 1, "text/html"));
    }

    [Fact]
    public async Task What_was_saved_while_the_notebook_ran_is_not_written_over()
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            $"System.IO.File.AppendAllText(@\"{_folder["a.ipynb"]}\", \" \");"
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--in-place"
        );

        outcome.Expect(1);
        outcome.Says("it was changed while it ran");
        Assert.EndsWith(" ", System.Text.Encoding.UTF8.GetString(await BytesAsync("a.ipynb")));
    }

    [Fact]
    public async Task A_read_only_file_is_found_before_the_run()
    {
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        File.SetAttributes(_folder["a.ipynb"], FileAttributes.ReadOnly);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--in-place"
        );
        File.SetAttributes(_folder["a.ipynb"], FileAttributes.Normal);

        outcome.Expect(2);
        outcome.Says("it is read-only");
        Assert.DoesNotContain("running", outcome.Output);
    }

    [Theory]
    [InlineData("a.ipynb")]
    [InlineData("another.ipynb")]
    [InlineData("folder")]
    [InlineData("a.ipynb/report.json")]
    public async Task A_report_replaces_no_notebook_and_its_place_is_tried_before_the_run(
        string name
    )
    {
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        Directory.CreateDirectory(_folder["folder"]);
        byte[] before = await BytesAsync("a.ipynb");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["a.ipynb"],
            "--report",
            _folder[name]
        );

        outcome.Expect(2);
        Assert.DoesNotContain("running", outcome.Output);
        Assert.Equal(before, await BytesAsync("a.ipynb"));
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link/../in")]
    [InlineData("in")]
    public async Task A_target_that_is_the_input_is_refused_by_whatever_path(string target)
    {
        Needs.Linux();
        TestNotebook.Write(_folder["in/a.ipynb"], TestNotebook.Passes);
        Directory.CreateSymbolicLink(_folder["link"], _folder["in"]);
        byte[] before = await BytesAsync("in/a.ipynb");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["in"],
            "--output-dir",
            _folder[target]
        );

        outcome.Expect(2);
        outcome.Says("would be written over");
        Assert.Equal(before, await BytesAsync("in/a.ipynb"));
    }

    [Fact]
    public async Task A_notebook_that_is_named_twice_is_run_once()
    {
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder.Path,
            _folder["a.ipynb"],
            "--in-place"
        );

        outcome.Expect(0);
        outcome.Says("1 passed, 0 failed");
    }

    [Fact]
    public async Task Two_names_of_one_file_are_not_written_in_place()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        File.CreateSymbolicLink(_folder["b.ipynb"], "a.ipynb");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder.Path,
            "--in-place"
        );

        outcome.Expect(2);
        outcome.Says("b.ipynb would be written twice");
    }

    [Fact]
    public async Task A_name_as_long_as_names_can_be_is_written()
    {
        string name = new string('n', 255 - ".ipynb".Length) + ".ipynb";
        TestNotebook.Write(_folder["in/" + name], TestNotebook.Passes);

        (await RunnerProcess.RunAsync("run", _folder["in"], "--output-dir", _folder["out"])).Expect(
            0
        );

        Assert.Single(TestNotebook.Outputs(_folder["out/" + name], 0));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task Many_cells_take_little_more_memory_than_few()
    {
        TestNotebook.Write(_folder["few.ipynb"], Enumerable.Repeat("1", 40).ToArray());
        TestNotebook.Write(_folder["many.ipynb"], Enumerable.Repeat("1", 240).ToArray());

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder.Path,
            "--report",
            _folder["report.json"]
        );

        outcome.Expect(0);
        double[] peaks =
        [
            .. RunnerProcess
                .Report(_folder["report.json"])
                .Select(notebook => (double)notebook!["peakMemoryBytes"]!),
        ];
        // Where each cell kept all references again, these were 190 and 560 MB.
        Assert.True(peaks[1] < 1.7 * peaks[0], $"{peaks[0]:0} and {peaks[1]:0} bytes");
    }
}
