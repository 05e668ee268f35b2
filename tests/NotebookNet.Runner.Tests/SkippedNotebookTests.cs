using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Notebooks that need a package which the sources do not serve.</summary>
public sealed class SkippedNotebookTests : IDisposable
{
    private const string Ask = "#r \"nuget: Absent, 1.2.3\"";

    private readonly TemporaryFolder _folder = new();
    private readonly PackageFeed _feed;

    public SkippedNotebookTests()
    {
        _feed = new PackageFeed(_folder);
        _feed.Configure($"<add key=\"feed\" value=\"{_feed.Path}\"/>");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_notebook_whose_package_is_not_served_is_skipped_with_its_name_and_the_others_go_on()
    {
        _feed.Pack("There", "1.0.0", "public static class There { public static int Six => 6; }");
        Write("in/1-before.ipynb", [], TestNotebook.Passes);
        Write("in/2-absent.ipynb", ["Absent", "Other"], TestNotebook.Passes, Ask, "Absent.Thing");
        string absent = await SetLayoutOfOwnAsync("in/2-absent.ipynb");
        Write(
            "in/3-there.ipynb",
            ["There"],
            "#r \"nuget: There, 1.0.0\"\nConsole.WriteLine(There.Six);"
        );

        RunnerProcess.Outcome outcome = await RunAsync(
            "run",
            _folder["in"],
            "--report",
            _folder["report.json"],
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(0);
        outcome.Says(
            $"skipped {_folder["in/2-absent.ipynb"]} (package Absent)\n    cell 2, line 1: Absent 1.2.3 could not be restored"
        );
        Assert.EndsWith(
            "2 passed, 0 failed, 1 skipped (package Absent)\n",
            outcome.Output,
            StringComparison.Ordinal
        );
        JsonArray report = RunnerProcess.Report(_folder["report.json"]);
        Assert.Equal([false, true, false], report.Select(one => (bool)one!["skipped"]!));
        Assert.Equal([true, true, true], report.Select(one => (bool)one!["ok"]!));
        Assert.Equal("Absent", (string?)Assert.Single(report[1]!["unservedPackages"]!.AsArray()));
        Assert.Equal(
            [null, "cell 2, line 1", "not run"],
            report[1]!["cells"]!.AsArray().Select(cell => ((string?)cell!["error"])?.Split(':')[0])
        );
        Assert.Equal(absent, await ReadAsync("out/2-absent.ipynb"));
        Assert.Equal(
            "6\n",
            TestNotebook.Text(TestNotebook.Outputs(_folder["out/3-there.ipynb"], 0)[0]!["text"])
        );
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task In_place_a_skipped_notebook_is_not_written_and_one_whose_package_is_served_is()
    {
        _feed.Pack("There", "1.0.0", "public static class There { public static int Six => 6; }");
        Write("absent.ipynb", ["Absent"], TestNotebook.Passes, Ask, "3");
        string absent = await SetLayoutOfOwnAsync("absent.ipynb");
        Write(
            "there.ipynb",
            ["There"],
            "#r \"nuget: There, 1.0.0\"\nConsole.WriteLine(There.Six);"
        );
        DateTime written = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_folder["absent.ipynb"], written);

        (await RunAsync("run", _folder["absent.ipynb"], "--in-place")).Expect(0);
        RunnerProcess.Outcome outcome = await RunAsync("run", _folder["there.ipynb"], "--in-place");

        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["absent.ipynb"]));
        Assert.Equal(absent, await ReadAsync("absent.ipynb"));
        outcome.Expect(0);
        Assert.EndsWith("1 passed, 0 failed\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(
            "6\n",
            TestNotebook.Text(TestNotebook.Outputs(_folder["there.ipynb"], 0)[0]!["text"])
        );
    }

    [Theory]
    [InlineData("verify")]
    [InlineData(["run", "--verify"], Traits = ["Tier", "long"])]
    public async Task What_was_shown_before_the_package_is_compared_and_the_rest_is_not(
        params string[] command
    )
    {
        Write("in/1-equal.ipynb", ["Absent"], [Shown("1"), Shown("2", Ask), Shown("3")]);
        Write("in/2-differs.ipynb", ["Absent"], [Shown("4", "#!html\nelse"), Shown("5", Ask)]);

        RunnerProcess.Outcome outcome = await RunAsync([.. command, _folder["in"]]);

        outcome.Expect(1);
        outcome.Says($"skipped {_folder["in/1-equal.ipynb"]} (package Absent)");
        outcome.Says($"failed  {_folder["in/2-differs.ipynb"]}");
        outcome.Says("cell 1 differs");
        outcome.Says("0 passed, 1 failed, 1 skipped (package Absent)\n");
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task A_missing_dependency_or_version_skips_the_package_that_was_asked_for()
    {
        string inner = _feed.Pack("Inner", "1.0.0", "public class Inner;");
        _feed.Pack("Outer", "2.1.0", "public class Outer : Inner;", inner);
        File.Delete(_folder["feed/Inner.1.0.0.nupkg"]);
        _feed.Pack("Old", "1.0.0", "public class Old;");
        Write("in/1.ipynb", ["outer"], "#r \"nuget: Old, 1.0.0\"\n#r \"nuget: Outer, 2.1.0\"");
        Write("in/2.ipynb", ["Old"], "#r \"nuget: Old, 3.0.0\"");
        JsonObject allowed = TestNotebook.Cell(Ask, "raises-exception");
        Write("in/3.ipynb", ["Absent"], [allowed]);

        RunnerProcess.Outcome outcome = await RunAsync("run", _folder["in"]);

        outcome.Expect(0);
        outcome.Says("NU1101: Unable to find package Inner");
        outcome.Says("NU1102: Unable to find package Old");
        Assert.EndsWith(
            "0 passed, 0 failed, 3 skipped (package Outer, package Old, package Absent)\n",
            outcome.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task Sources_of_the_machine_that_cannot_be_reached_and_no_sources_serve_nothing()
    {
        _feed.Configure($"<add key=\"gone\" value=\"{_folder["gone"]}\"/>");
        Write("named.ipynb", ["Absent"], Ask);
        Write("unnamed.ipynb", [], Ask);

        (await RunAsync("run", _folder["named.ipynb"])).Expect(0);
        (await RunAsync("run", _folder["unnamed.ipynb"])).Expect(1);
        _feed.Configure("");
        (await RunAsync("run", _folder["named.ipynb"])).Expect(0);
    }

    [Theory]
    [InlineData("it is not named", "it has no such name", "an earlier cell fails")]
    [InlineData([], Traits = ["Tier", "long"])]
    public async Task Any_other_failure_is_a_failure(params string[] names)
    {
        _feed.Pack("There", "1.0.0", "public class There;");
        Dictionary<string, string> cells = new()
        {
            ["it is not named"] = "#r \"nuget: Missing, 1.0.0\"",
            ["another one is missing too"] = $"{Ask}\n#r \"nuget: Missing, 1.0.0\"",
            ["it has no such name"] = "#r \"nuget: Ab/sent, 1.0.0\"",
            ["a source of the notebook's own is not there"] =
                $"#i \"nuget:{_folder["gone"]}\"\n{Ask}",
            ["it is asked for in two versions"] =
                "#r \"nuget: There, 1.0.0\"\n#r \"nuget: There, 2.0.0\"",
            ["the version is none"] = "#r \"nuget: There, one\"",
            ["the code does not compile"] = "#r \"nuget: There, 1.0.0\"\nnot C#",
            ["the code throws"] =
                "#r \"nuget: There, 1.0.0\"\nthrow new Exception(\"Unable to find package Absent\");",
            ["an earlier cell fails"] = $"{TestNotebook.Fails}\n{Ask}",
        };
        string[] tried = names.Length == 0 ? [.. cells.Keys] : names;
        foreach (string name in tried)
        {
            string cell = cells[name];
            string[] sources = name.StartsWith("an earlier", StringComparison.Ordinal)
                ? cell.Split('\n')
                : [cell];
            Write($"in/{name}.ipynb", ["Absent", "There"], sources);
        }

        RunnerProcess.Outcome outcome = await RunAsync("run", _folder["in"], "--jobs", "2");

        outcome.Expect(1);
        Assert.All(tried, name => outcome.Says($"failed  {_folder[$"in/{name}.ipynb"]}"));
        Assert.EndsWith($"0 passed, {tried.Length} failed\n", outcome.Output);
    }

    [Theory]
    [InlineData("\"Absent\"")]
    [InlineData("{\"Absent\": true}")]
    [InlineData("[\"Absent\", 3]")]
    [InlineData("[null]")]
    public async Task A_list_of_packages_that_is_none_is_refused(string list)
    {
        Write("a.ipynb", [], Ask);
        JsonNode notebook = JsonNode.Parse(
            await File.ReadAllTextAsync(_folder["a.ipynb"], TestContext.Current.CancellationToken)
        )!;
        notebook["metadata"]!["notebooknet"]!["needs_packages"] = JsonNode.Parse(list);
        await File.WriteAllTextAsync(
            _folder["a.ipynb"],
            notebook.ToJsonString(),
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await RunAsync("run", _folder["a.ipynb"]);

        outcome.Expect(1);
        outcome.Says("expected a list of names of packages");
    }

    private Task<RunnerProcess.Outcome> RunAsync(params string[] arguments) =>
        RunnerProcess.RunAsync(_feed.Environment, arguments);

    private void Write(string name, string[] needed, params string[] sources) =>
        Write(name, needed, [.. sources.Select(source => TestNotebook.Cell(source))]);

    private void Write(string name, string[] needed, JsonObject[] cells)
    {
        TestNotebook.Write(_folder[name], cells);
        JsonNode notebook = JsonNode.Parse(File.ReadAllText(_folder[name]))!;
        notebook["metadata"]!["notebooknet"] = new JsonObject
        {
            ["needs_packages"] = new JsonArray([.. needed.Select(package => (JsonNode)package)]),
        };
        File.WriteAllText(_folder[name], notebook.ToJsonString());
    }

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(_folder[name], TestContext.Current.CancellationToken);

    /// <summary>Lays a notebook out as nothing of ours would write it; returns its text.</summary>
    private async Task<string> SetLayoutOfOwnAsync(string name)
    {
        string text = await ReadAsync(name);
        string own = text.Replace("\"outputs\":[]", "\"outputs\":   [ ]", StringComparison.Ordinal);
        Assert.NotEqual(text, own);
        await File.WriteAllTextAsync(_folder[name], own, TestContext.Current.CancellationToken);
        return own;
    }

    /// <summary>A cell that stores what it shows; with other code, what it does not show.</summary>
    private static JsonObject Shown(string html, string? code = null)
    {
        JsonObject cell = TestNotebook.Cell(code ?? $"#!html\n{html}");
        cell["outputs"] = new JsonArray(
            new JsonObject
            {
                ["data"] = new JsonObject { ["text/html"] = html },
                ["metadata"] = new JsonObject(),
                ["output_type"] = "display_data",
            }
        );
        return cell;
    }
}
