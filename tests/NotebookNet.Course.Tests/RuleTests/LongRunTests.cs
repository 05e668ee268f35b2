using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Course.Tests.RunTests;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>What was computed once, is kept in `data/runs` and recomputed by `.ci/long`.</summary>
public sealed class LongRunTests : IDisposable
{
    private const string Write = """all.Save("../data/runs/05-long.csv");""";
    private const string Read = """Table runs = Table.Load("../data/runs/05-long.csv");""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_written_read_and_there_is_right()
    {
        Keep("05-long.csv", "05b-other.csv", "README.md");
        Assert.Empty(Find(Tiny.Code(Write).Tagged("skip-execution"), Tiny.Code(Read)));
    }

    [Theory]
    [InlineData("05-long.csv", Write, "1", "", "which no cell reads")]
    [InlineData("05-long.csv", Write, Read, "tag", "without the tag skip-execution")]
    [InlineData("05-long.csv", Write, Read, "output", "stores outputs")]
    [InlineData("", Write, Read, "", "which is not there: run the cell")]
    [InlineData(
        "05-long.csv",
        "int x = 1;",
        "1",
        "",
        "writes no file",
        "has ../data/runs/05-long.csv, which no"
    )]
    [InlineData(
        "",
        "int x = 1;",
        Read,
        "",
        "writes no file",
        "has ../data/runs/05-long.csv, which no"
    )]
    [InlineData("05-long.csv", Write + "\n" + Write, Read, "", "in several cells")]
    [InlineData("05-long.csv", Write + "\n" + Read, "1", "", "which no cell reads")]
    public void What_is_missing_is_found(
        string kept,
        string writes,
        string reads,
        string fault,
        params string[] expected
    )
    {
        Keep(kept);
        JsonObject cell = Tiny.Code(writes, fault == "output" ? [Tiny.Printed("1")] : []);
        string[] found = Find(
            fault == "tag" ? cell : cell.Tagged("skip-execution"),
            Tiny.Code(reads)
        );
        Assert.Equal(expected.Length, found.Length);
        Assert.All(
            expected,
            part => Assert.Contains(found, text => text.Contains(part, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_file_has_the_name_of_its_chapter()
    {
        Keep("04-long.csv");
        Assert.Contains(
            "expected a name that begins with 05-",
            Assert.Single(
                Find(
                    Tiny.Code("""all.Save("../data/runs/04-long.csv");""").Tagged("skip-execution"),
                    Tiny.Code("""var x = Table.Load("../data/runs/04-long.csv");""")
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_file_that_is_kept_is_that_of_a_chapter()
    {
        string runs = Path.Combine(Model.Course.Root, "data", "runs");
        string[] names = [.. Directory.GetFiles(runs).Select(path => Path.GetFileName(path))];
        Assert.Contains("README.md", names);
        Assert.All(
            names.Where(name => name != "README.md"),
            name =>
                Assert.Contains(
                    Model.Course.Stored.Chapters,
                    chapter =>
                        name.StartsWith($"{chapter.Prefix}-", StringComparison.Ordinal)
                        && name.EndsWith(".csv", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task Long_runs_are_run_again_into_a_folder_of_their_own()
    {
        Keep("05-long.csv");
        Chapter chapter = Chapter(
            Tiny.Markdown("# Long"),
            Tiny.Code(
                $"#r \"{RunChapters.Library}/NotebookNet.Interactive.dll\"\nusing NotebookNet;\nConsole.WriteLine(System.IO.File.ReadAllText(\"../data/runs/05-long.csv\"));"
            ),
            Tiny.Code("not C#").Tagged("skip-execution"),
            Tiny.Code($"Table all = new(\"a\", \"b\") {{ {{ 1, 1.0 / 3 }} }};\n{Write}")
                .Tagged("skip-execution"),
            Tiny.Code("not C#, and after the last long run")
        );
        string path = _folder[$"long-runs/{chapter.Name}"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, WrittenNotebook.LongRuns(chapter)!);

        (await RunnerProcess.RunAsync("run", Path.GetDirectoryName(path)!)).Expect(0);

        Assert.Equal(
            "a,b\n1,0.3333333333333333\n",
            File.ReadAllText(_folder["long-runs/runs/05-long.csv"])
        );
        Assert.Equal("kept", File.ReadAllText(_folder["data/runs/05-long.csv"]));
        Assert.Null(WrittenNotebook.LongRuns(Chapter(Tiny.Code(Read))));
    }

    private void Keep(params string[] names)
    {
        Directory.CreateDirectory(_folder["data/runs"]);
        foreach (string name in names.Where(name => name.Length > 0))
        {
            File.WriteAllText(_folder[$"data/runs/{name}"], "kept");
        }
    }

    private Chapter Chapter(params JsonObject[] cells) =>
        Tiny.Chapter(_folder["notebooks/05-long.ipynb"], cells);

    private string[] Find(params JsonObject[] cells) =>
        Tiny.Find(new LongRunsAreKept(), Chapter(cells));
}
