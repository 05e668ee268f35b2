using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests;

/// <summary>What must hold for every notebook in `notebooks/`.</summary>
public sealed class CourseTests
{
    private static IEnumerable<Chapter> Tested =>
        Model.Course.Stored.Chapters.Where(chapter => Share.IsTested(chapter.Number));

    public static TheoryData<string, string> RulesAndNotebooks
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (Chapter chapter in Tested)
            {
                foreach (string rule in AllRules.ByName.Keys)
                {
                    data.Add(rule, chapter.Name);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Notebooks => [.. Tested.Select(chapter => chapter.Name)];

    [Theory]
    [MemberData(nameof(RulesAndNotebooks), DisableDiscoveryEnumeration = true)]
    public void Notebook_keeps_the_rule(string rule, string notebook) =>
        Expect.None(AllRules.ByName[rule].Find(Chapter(notebook), Model.Course.Stored));

    [Theory]
    [MemberData(nameof(Notebooks), DisableDiscoveryEnumeration = true)]
    public async Task Solutions_are_right_and_wrong_answers_are_not(string notebook) =>
        Expect.None((await RunAsync(Chapter(notebook))).Exercises);

    [Theory]
    [MemberData(nameof(Notebooks), DisableDiscoveryEnumeration = true)]
    public async Task Cells_run_twice_show_what_is_stored(string notebook)
    {
        Chapter chapter = Chapter(notebook);
        Assert.SkipUnless(
            Share.RunsTwice(chapter.Number),
            $"{Share.RerunVariable} leaves out this chapter."
        );
        Expect.None((await RunAsync(chapter)).Reruns);
    }

    private static async Task<ChapterRun> RunAsync(Chapter chapter)
    {
        ChapterRun run = await ChapterRun.OfStoredAsync(chapter);
        Assert.SkipWhen(
            run.UnservedPackages.Count > 0,
            $"The sources of packages do not serve {string.Join(", ", run.UnservedPackages)}."
        );
        return run;
    }

    private static Chapter Chapter(string notebook) =>
        Model.Course.Stored.Chapters.Single(chapter => chapter.Name == notebook);
}
