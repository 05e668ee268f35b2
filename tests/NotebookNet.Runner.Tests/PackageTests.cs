using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>`#r "nuget: …"` against a source that is a folder, so that no registry is asked.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly PackageFeed _feed;

    public PackageTests() => _feed = new PackageFeed(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_and_its_dependency_come_from_the_source_that_is_named()
    {
        string inner = _feed.Pack(
            "Inner",
            "1.0.0",
            "public static class Inner { public static int Two => 2; }"
        );
        _feed.Pack(
            "Outer",
            "2.1.0",
            "public static class Outer { public static int Four => 2 * Inner.Two; }",
            inner
        );

        JsonArray outputs = await RunAsync(
            "#r \"nuget: Outer, 2.1.0\"\n(Outer.Four + Inner.Two).ToString()"
        );

        Assert.Equal("6", TestNotebook.Text(outputs[0]!["data"]!["text/plain"]));
    }

    [Fact]
    public async Task What_was_restored_once_is_found_without_its_source()
    {
        _feed.Pack(
            "Once",
            "1.0.0",
            "public static class Once { public static string Word => \"kept\"; }"
        );
        await RunAsync("#r \"nuget: Once, 1.0.0\"\nOnce.Word");
        File.Delete(_folder["feed/Once.1.0.0.nupkg"]);

        JsonArray outputs = await RunAsync("#r \"nuget: Once, 1.0.0\"\nOnce.Word");

        Assert.Equal("kept", TestNotebook.Text(outputs[0]!["data"]!["text/plain"]));
    }

    [Fact]
    public async Task A_package_that_no_source_has_is_named()
    {
        JsonArray outputs = await RunAsync("var a = 1;\n#r \"nuget: Nowhere.At.All, 3.2.1\"");

        string error = (string)outputs[0]!["evalue"]!;
        Assert.StartsWith("cell 2, line 2: Nowhere.At.All 3.2.1 could not be restored", error);
        Assert.Contains("NU1", error);
    }

    [Theory]
    [InlineData("#r \"nuget: No/Name, 1.0\"", "is not the name of a package")]
    [InlineData("#i \"nuget:relative/folder\"", "needs an absolute path")]
    public async Task A_line_that_names_no_package_or_source_is_refused(string line, string message)
    {
        JsonArray outputs = await RunAsync(line);

        Assert.Contains(message, (string)outputs[0]!["evalue"]!);
    }

    private async Task<JsonArray> RunAsync(string cell)
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            TestNotebook.Cell($"#i \"nuget:{_feed.Path}\""),
            TestNotebook.Cell(cell, "raises-exception")
        );
        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            _feed.Environment,
            "run",
            _folder["a.ipynb"],
            "--in-place"
        );
        outcome.Expect(0);
        return TestNotebook.Outputs(_folder["a.ipynb"], 1);
    }
}
