using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>`run --followed-by`: a notebook goes on in another's session.</summary>
public sealed class FollowedByTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<RunnerProcess.Outcome> RunAsync(params string[] more) =>
        RunnerProcess.RunAsync(["run", _folder["in"], "--followed-by", _folder["after"], .. more]);

    [Fact]
    public async Task A_follower_has_the_variables_of_its_notebook_and_a_row_of_its_own()
    {
        TestNotebook.Write(_folder["in/1-has-one.ipynb"], "int x = 40;", "x");
        TestNotebook.Write(_folder["in/2-has-none.ipynb"], "1");
        TestNotebook.Write(_folder["in/3-fails.ipynb"], "throw new Exception(\"first\");");
        TestNotebook.Write(_folder["in/4-ends.ipynb"], "1");
        TestNotebook.Write(_folder["after/1-has-one.ipynb"], "$\"{x + 2}\"");
        TestNotebook.Write(_folder["after/3-fails.ipynb"], "1");
        TestNotebook.Write(
            _folder["after/4-ends.ipynb"],
            TestNotebook.Cell("throw new Exception();", "raises-exception"),
            TestNotebook.Cell("Environment.Exit(3);", "raises-exception"),
            TestNotebook.Cell("1")
        );

        RunnerProcess.Outcome outcome = await RunAsync(
            "--output-dir",
            _folder["out"],
            "--report",
            _folder["report.json"]
        );

        outcome.Expect(1);
        Assert.Equal(
            [
                ("in/1-has-one.ipynb", true),
                ("after/1-has-one.ipynb", true),
                ("in/2-has-none.ipynb", true),
                ("in/3-fails.ipynb", false),
                ("after/3-fails.ipynb", false),
                ("in/4-ends.ipynb", true),
                ("after/4-ends.ipynb", false),
            ],
            RunnerProcess
                .Report(_folder["report.json"])
                .Select(row =>
                    (
                        Path.GetRelativePath(_folder.Path, (string)row!["path"]!)
                            .Replace('\\', '/'),
                        (bool)row["ok"]!
                    )
                )
        );
        JsonNode shown = TestNotebook.Outputs(_folder["after/1-has-one.ipynb"], 0)[0]!;
        Assert.Equal("42", TestNotebook.Text(shown["data"]!["text/plain"]));
        Assert.Equal(3, (int)shown["execution_count"]!);
        Assert.Empty(TestNotebook.Outputs(_folder["after/3-fails.ipynb"], 0));
        Assert.Contains("3-fails.ipynb", outcome.Output);
        Assert.Contains(
            "cell 3 ended the notebook's process: exit code 3",
            TestNotebook.Error(_folder["after/4-ends.ipynb"], 1)
        );
        Assert.Empty(TestNotebook.Outputs(_folder["after/4-ends.ipynb"], 2));
        Assert.Equal(
            ["1-has-one.ipynb", "2-has-none.ipynb", "3-fails.ipynb", "4-ends.ipynb"],
            Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public async Task Only_the_notebook_is_compared_with_what_is_stored()
    {
        JsonObject right = TestNotebook.Cell("Console.Write(1);");
        TestNotebook.StorePrinted(right, "1");
        JsonObject other = TestNotebook.Cell("Console.Write(2);");
        TestNotebook.StorePrinted(other, "what it printed the last time");
        TestNotebook.Write(_folder["in/a.ipynb"], right);
        TestNotebook.Write(_folder["after/a.ipynb"], other);

        (await RunAsync("--verify")).Expect(0);

        Assert.Equal(
            "2",
            TestNotebook.Text(TestNotebook.Outputs(_folder["after/a.ipynb"], 0)[0]!["text"])
        );
    }

    [Fact]
    public async Task A_follower_that_is_no_notebook_costs_its_own_row()
    {
        TestNotebook.Write(_folder["in/a.ipynb"], "1");
        Directory.CreateDirectory(_folder["after"]);
        await File.WriteAllTextAsync(
            _folder["after/a.ipynb"],
            "{",
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await RunAsync();

        outcome.Expect(1);
        Assert.Contains("a.ipynb: not JSON", outcome.Output);
        Assert.Contains("1 passed, 1 failed", outcome.Output);
    }

    [Fact]
    public async Task The_follower_of_a_skipped_notebook_is_skipped_and_stays_as_it_is()
    {
        PackageFeed feed = new(_folder);
        feed.Configure($"<add key=\"feed\" value=\"{feed.Path}\"/>");
        TestNotebook.Write(_folder["in/a.ipynb"], "#r \"nuget: Absent, 1.2.3\"");
        JsonNode notebook = JsonNode.Parse(
            await File.ReadAllTextAsync(
                _folder["in/a.ipynb"],
                TestContext.Current.CancellationToken
            )
        )!;
        notebook["metadata"]!["notebooknet"] = new JsonObject
        {
            ["needs_packages"] = new JsonArray("Absent"),
        };
        await File.WriteAllTextAsync(
            _folder["in/a.ipynb"],
            notebook.ToJsonString(),
            TestContext.Current.CancellationToken
        );
        JsonObject cell = TestNotebook.Cell("1");
        TestNotebook.StorePrinted(cell, "before");
        TestNotebook.Write(_folder["after/a.ipynb"], cell);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            feed.Environment,
            "run",
            _folder["in"],
            "--followed-by",
            _folder["after"]
        );

        outcome.Expect(0);
        Assert.EndsWith(
            "0 passed, 0 failed, 2 skipped (package Absent)\n",
            outcome.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "before",
            TestNotebook.Text(TestNotebook.Outputs(_folder["after/a.ipynb"], 0)[0]!["text"])
        );
    }

    [Theory]
    [InlineData("in", "would be written over")]
    [InlineData("out", "would be written over")]
    [InlineData("nowhere", "there is no notebook with the name of one that is run")]
    public async Task A_folder_that_cannot_be_is_refused_before_the_run(
        string folder,
        string message
    )
    {
        TestNotebook.Write(_folder["in/a.ipynb"], "1");
        TestNotebook.Write(_folder["out/a.ipynb"], "2");
        byte[] before = await File.ReadAllBytesAsync(
            _folder["out/a.ipynb"],
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["in"],
            "--output-dir",
            _folder["out"],
            "--followed-by",
            _folder[folder]
        );

        outcome.Expect(2);
        Assert.Contains(message, outcome.Output);
        Assert.Equal(
            before,
            await File.ReadAllBytesAsync(
                _folder["out/a.ipynb"],
                TestContext.Current.CancellationToken
            )
        );
    }
}
