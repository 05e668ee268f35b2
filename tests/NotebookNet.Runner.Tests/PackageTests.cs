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
    public async Task A_package_and_its_dependency_come_from_the_source_that_is_named_and_stay_without_it()
    {
        const string Uses = "#r \"nuget: Outer, 2.1.0\"\n(Outer.Four + Inner.Two).ToString()";
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

        await RunAsync("var a = 1;\n#r \"nuget: Nowhere.At.All, 3.2.1\"", Uses);

        string error = TestNotebook.Error(_folder["a.ipynb"], 1);
        Assert.Contains(
            ": cell 2, line 2: Nowhere.At.All 3.2.1 could not be restored",
            error,
            StringComparison.Ordinal
        );
        Assert.Contains("NU1", error, StringComparison.Ordinal);
        Assert.Equal("6", TestNotebook.Shown(_folder["a.ipynb"], 2));

        Directory.Delete(_feed.Path, recursive: true);
        await RunAsync(Uses);

        Assert.Equal("6", TestNotebook.Shown(_folder["a.ipynb"], 1));
    }

    [Fact]
    public async Task A_line_that_names_no_package_or_source_is_refused()
    {
        await RunAsync("#r \"nuget: No/Name, 1.0\"", "#i \"nuget:relative/folder\"");

        Assert.Contains(
            "is not the name of a package",
            TestNotebook.Error(_folder["a.ipynb"], 1),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "needs an absolute path",
            TestNotebook.Error(_folder["a.ipynb"], 2),
            StringComparison.Ordinal
        );
    }

    /// <summary>Runs cells, which may fail, after one that names the source.</summary>
    private async Task RunAsync(params string[] cells)
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            [
                TestNotebook.Cell($"#i \"nuget:{_feed.Path}\""),
                .. cells.Select(cell => TestNotebook.Cell(cell, "raises-exception")),
            ]
        );
        (
            await RunnerProcess.RunAsync(_feed.Environment, "run", _folder["a.ipynb"], "--in-place")
        ).Expect(0);
    }
}
