using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Course.Tests.RunTests;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>An appendix that has no code, such as a glossary.</summary>
public sealed class WordsOnlyTests
{
    private static readonly Chapter s_words = Tiny.Chapter(
        "appendix-words.ipynb",
        Tiny.Markdown(
            "# Appendix · Words (낱말)\n\n*Before this one:* nothing.\n*To read:* 1 minutes. *To run:* nothing runs."
        ),
        Tiny.Markdown("## Symbols\n\n| symbol | meaning |\n|---|---|\n| $W$ | weights |")
    );

    [Fact]
    public void It_keeps_every_rule() =>
        Assert.Empty(AllRules.ByName.Values.SelectMany(rule => Tiny.Find(rule, s_words)));

    [Fact]
    public async Task It_runs_and_is_judged_as_any_other()
    {
        using TemporaryFolder folder = new();
        string[] paths = [folder["notebooks/appendix-words.ipynb"], folder["doubled/a.ipynb"]];
        byte[][] notebooks = [s_words.Bytes, WrittenNotebook.Doubled(s_words)];
        foreach ((string path, byte[] notebook) in paths.Zip(notebooks))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, notebook);
            (await RunnerProcess.RunAsync("verify", path)).Expect(0);
        }

        (
            await RunnerProcess.RunAsync("run", paths[0], "--output-dir", folder["out"], "--verify")
        ).Expect(0);
        Assert.Empty(new RecordedRun(folder["out"], RunChapters.Library).FaultsOf(s_words));
        Assert.Null(WrittenNotebook.Exercises(s_words));
        Assert.Null(WrittenNotebook.LongRuns(s_words));
    }
}
