using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>Which build of an assembly the cells have where `#r` lines bring several, or none.</summary>
public sealed class ReferenceTests(ReferenceTests.Libraries libraries)
    : IClassFixture<ReferenceTests.Libraries>
{
    private const string UsesLibrary = "#r \"lib/User.dll\"\nvar old = User.Make();";
    private const string NamesLibrary = "#r \"lib/User.dll\"";
    private const string Package = "#r \"nuget: Shared, 2.0.0\"";
    private const string Words = "User.Make().Word + new Shared().Word";

    private readonly TemporaryFolder _folder = libraries.Folder;

    /// <summary>A library with the assembly it needs beside it, and a package with another build of that assembly, restored once.</summary>
    public sealed class Libraries : IDisposable
    {
        public Libraries()
        {
            Feed = new PackageFeed(Folder);
            Feed.Configure($"<add key=\"feed\" value=\"{Feed.Path}\"/>");
            string shared = PackageFeed.Build(Folder["lib/Shared.dll"], Shared("library"));
            PackageFeed.Build(
                Folder["lib/User.dll"],
                "public static class User { public static Shared Make() => new Shared(); }",
                shared
            );
            PackageFeed.Build(Folder["other/Shared.dll"], Shared("other"));
            Feed.Pack("Shared", "2.0.0", Shared("package"));
        }

        internal TemporaryFolder Folder { get; } = new();

        internal PackageFeed Feed { get; }

        public void Dispose() => Folder.Dispose();
    }

    private static string Shared(string word) =>
        $"public class Shared {{ public string Word => \"{word} \"; }}";

    private async Task<JsonArray> RunAsync(params string[] cells)
    {
        TestNotebook.Write(
            _folder["a.ipynb"],
            [.. cells.Select(cell => TestNotebook.Cell(cell, "raises-exception"))]
        );
        (
            await RunnerProcess.RunAsync(
                libraries.Feed.Environment,
                "run",
                _folder["a.ipynb"],
                "--in-place"
            )
        ).Expect(0);
        return
        [
            .. Enumerable
                .Range(0, cells.Length)
                .SelectMany(i => TestNotebook.Outputs(_folder["a.ipynb"], i))
                .Select(output => output!.DeepClone()),
        ];
    }

    [Theory]
    [InlineData("library library ", "the package's", UsesLibrary, Package, Words)]
    [InlineData("package package ", "the one beside User.dll", Package, NamesLibrary, Words)]
    [InlineData(
        "library library ",
        "the package's",
        NamesLibrary,
        Package,
        Words,
        Traits = ["Tier", "long"]
    )]
    [InlineData(
        "package package ",
        "the one beside User.dll",
        $"{NamesLibrary}\n{Package}",
        Words,
        Traits = ["Tier", "long"]
    )]
    public async Task What_is_there_is_kept_and_that_is_said(
        string words,
        string unused,
        params string[] cells
    )
    {
        JsonArray outputs = await RunAsync(cells);

        Assert.Equal(2, outputs.Count);
        Assert.Equal(
            $"Shared 0.0.0.0 is there already, by another #r; it is kept, {unused} is not used.\n",
            TestNotebook.Text(outputs[0]!["text"])
        );
        Assert.Equal(words, TestNotebook.Text(outputs[1]!["data"]!["text/plain"]));
    }

    [Fact]
    public async Task Two_builds_in_one_cell_are_refused()
    {
        JsonArray outputs = await RunAsync("#r \"lib/Shared.dll\"\n#r \"other/Shared.dll\"");

        string error = (string)Assert.Single(outputs)!["evalue"]!;
        Assert.StartsWith("cell 1, line 2: ", error);
        Assert.Contains("are two builds of one assembly", error);
    }

    [Fact]
    public async Task What_this_program_carries_is_not_there_for_a_library_that_lacks_it()
    {
        PackageFeed.Build(
            _folder["alone/Page.dll"],
            "public static class Page { public static string Of(string text) => Markdig.Markdown.ToHtml(text); }",
            Path.Combine(AppContext.BaseDirectory, "Markdig.dll")
        );

        JsonArray outputs = await RunAsync(
            "#r \"alone/Page.dll\"\nPage.Of(\"a\")",
            "Type.GetType(\"Markdig.Markdown, Markdig\") is null ? \"none\" : \"there\""
        );

        Assert.Contains("the assembly Markdig is not there", outputs[0]!.ToJsonString());
        Assert.Equal("none", TestNotebook.Text(outputs[1]!["data"]!["text/plain"]));
    }
}
