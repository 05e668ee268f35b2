using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests;

/// <summary>What must hold for every notebook in `notebooks/`.</summary>
public sealed class CourseTests
{
    public static TheoryData<string, string> RulesAndNotebooks
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (Chapter chapter in Model.Course.Stored.Tested)
            {
                foreach (string rule in AllRules.ByName.Keys)
                {
                    data.Add(rule, chapter.Name);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Notebooks =>
        [.. Model.Course.Stored.Tested.Select(chapter => chapter.Name)];

    [Theory]
    [MemberData(nameof(RulesAndNotebooks), DisableDiscoveryEnumeration = true)]
    public void Notebook_keeps_the_rule(string rule, string notebook) =>
        Expect.None(AllRules.ByName[rule].Find(Chapter(notebook), Model.Course.Stored));

    /// <summary>Judges the run in the folder `out`, which `.ci/course` makes.</summary>
    [Theory]
    [Trait("Tier", "run")]
    [MemberData(nameof(Notebooks), DisableDiscoveryEnumeration = true)]
    public void Solutions_are_right_and_wrong_answers_are_not(string notebook) =>
        Expect.None(
            new RecordedRun(
                Path.Combine(Model.Course.Root, "out"),
                Path.Combine(Model.Course.Root, "lib", "NotebookNet.Interactive", "bin")
            ).FaultsOf(Chapter(notebook))
        );

    private static Chapter Chapter(string notebook) =>
        Model.Course.Stored.Chapters.Single(chapter => chapter.Name == notebook);
}
