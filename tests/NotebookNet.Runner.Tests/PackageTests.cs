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

    [Fact]
    public async Task Versions_that_were_chosen_stay_and_who_wants_another_is_told_what_is_there()
    {
        const string Code = "public static class Base { public static string Version => \"";
        _feed.Pack("Base", "1.0.0", Code + "1.0.0\"; }");
        _feed.Pack("Base", "1.2.3", Code + "1.2.3\"; }");
        string wanted = _feed.Pack("Base", "2.0.0", Code + "2.0.0\"; }");
        _feed.Pack(
            "Upper",
            "1.0.0",
            "public static class Upper { public static string Version => \"upper \" + Base.Version; }",
            wanted,
            "2.0.0"
        );

        await RunAsync(
            "#r \"nuget: Base, [1.2.3]\"\n#r \"nuget: Base, 2.0.0\"",
            "#r \"nuget: Base, latest\"",
            "#r \"nuget: Base, 1.1.0\"\nBase.Version",
            "#r \"nuget: Base, 1.2.3\"\n#r \"nuget: base\n#r \"nuget: Base, *-*\"\nBase.Version",
            "#r \"nuget: Base, 2.0.0\"",
            "#r \"nuget: Upper, 1.0.0\"\nUpper.Version"
        );

        Assert.Equal(
            "PackageError: cell 2, line 2: Base 2.0.0 cannot be added: version [1.2.3] was added before. Ask for that one, or start with the other.",
            Assert.Single(Shown(1))
        );
        Assert.StartsWith(
            "PackageError: cell 3, line 1: \"latest\" is not a version of Base; write 1.2.3, ",
            Assert.Single(Shown(2)),
            StringComparison.Ordinal
        );
        Assert.Equal(["Base 1.1.0 is not served; 1.2.3 is used (NU1603).\n", "1.2.3"], Shown(3));
        Assert.Equal(["1.2.3"], Shown(4));
        Assert.Equal(
            "PackageError: cell 6, line 1: Base 2.0.0 cannot be added: version 1.2.3 was added before. Ask for that one, or start with the other.",
            Assert.Single(Shown(5))
        );
        Assert.Equal(
            [
                "Upper 1.0.0 wants Base 2.0.0 or later; 1.2.3 is used, which was asked for (NU1605).\n",
                "upper 1.2.3",
            ],
            Shown(6)
        );
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task A_package_that_another_one_brought_stays_and_is_named_with_it()
    {
        string old = _feed.Pack("Base", "1.0.0", "public static class Base { }");
        _feed.Pack("Base", "2.0.0", "public static class Base { }");
        _feed.Pack("Upper", "1.0.0", "public static class Upper { }", old, "2.0.0");
        _feed.Pack("Strict", "1.0.0", "public static class Strict { }", old, "[1.0.0]");

        await RunAsync(
            "#r \"nuget: Upper, [1.0,2.0)\"",
            "#r \"nuget: Base, 1.0.0\"",
            "#r \"nuget: Strict, 1.0.0\"",
            "#r \"nuget: Base, 2.0.0\"\n\"there\""
        );

        Assert.Empty(Shown(1));
        Assert.Equal(
            "PackageError: cell 3, line 1: Base 1.0.0 cannot be added: version 2.0.0 was added before, by Upper 1.0.0. Ask for that one, or start with the other.",
            Assert.Single(Shown(2))
        );
        Assert.Equal(
            "Strict 1.0.0 requires Base (= 1.0.0) but version Base 2.0.0 was resolved (NU1608).\n",
            Assert.Single(Shown(3))
        );
        Assert.Equal(["there"], Shown(4));
    }

    private IEnumerable<string> Shown(int cell) => TestNotebook.Texts(_folder["a.ipynb"], cell);

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
