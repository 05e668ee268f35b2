using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>What an appendix may leave out, and what a notebook that needs packages may be stored without.</summary>
public sealed class AppendixTests
{
    private const string Front = """
        # Appendix · Tiny (작은 부록)

        *Before this one:* [04](04.ipynb).
        *To read:* 10 minutes. *To run:* a few seconds.
        """;

    private const string Ask = "#r \"nuget: Absent, 1.0.0\"";

    [Fact]
    public void Appendix_needs_no_goals_no_summary_and_no_exercises()
    {
        Chapter appendix = Tiny.Chapter("appendix-tiny.ipynb", Tiny.Markdown(Front));

        Assert.Empty(Tiny.Find(new FrontMatter(), appendix));
        Assert.Empty(Tiny.Find(new EndMatter(), appendix));
        Assert.Empty(Tiny.Find(new ExercisesAreComplete(), appendix));
    }

    [Theory]
    [InlineData(
        "# Appendix · Tiny (작은 부록)",
        "# 05 · Tiny (작은 부록)",
        "expected \"# Appendix · Title (한국어)\""
    )]
    [InlineData(
        "# Appendix · Tiny (작은 부록)",
        "# Appendix · Tiny",
        "expected \"# Appendix · Title (한국어)\""
    )]
    [InlineData("*Before this one:* [04](04.ipynb).", "", "lacks \"*Before this one:* …\"")]
    [InlineData("10 minutes", "long", "lacks \"*To read:* 40 minutes.\"")]
    [InlineData("*To run:* a few seconds.", "", "lacks \"*To run:* …\"")]
    [InlineData("a few seconds.", "a few seconds.\n\n**Goals.** You can\n\n- one.", "has 1 goals")]
    public void What_the_front_of_an_appendix_lacks_is_found(
        string part,
        string instead,
        string expected
    ) =>
        Assert.Contains(
            expected,
            Assert.Single(
                Tiny.Find(
                    new FrontMatter(),
                    Tiny.Chapter(
                        "appendix-tiny.ipynb",
                        Tiny.Markdown(Front.Replace(part, instead, StringComparison.Ordinal))
                    )
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Chapter_is_no_appendix_by_its_title() =>
        Assert.Contains(
            "expected \"# 05 · Title (한국어)\"",
            Tiny.Find(new FrontMatter(), Tiny.Markdown(Front))[0],
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("## References\n\n- Polyak, 1964.", "")]
    [InlineData("## Summary\n\na\n\n## References\n\n- Polyak, 1964.", "")]
    [InlineData(
        "## References\n\n- Polyak, 1964.\n\n## Summary\n\na",
        "expected (Summary, References)"
    )]
    [InlineData("## References\n\n- Polyak.", "names no year")]
    [InlineData("## Summary\n\n## References\n\n- Polyak, 1964.", "Summary is empty")]
    public void What_an_appendix_has_of_an_end_is_right(string end, string expected)
    {
        string[] found = Tiny.Find(
            new EndMatter(),
            Tiny.Chapter("appendix-tiny.ipynb", Tiny.Markdown(end))
        );
        if (expected.Length == 0)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Exercise_of_an_appendix_is_complete() =>
        Assert.Contains(
            "exercise 1 has no scaffold",
            Assert.Single(
                Tiny.Find(
                    new ExercisesAreComplete(),
                    Tiny.Chapter(
                        "appendix-tiny.ipynb",
                        Tiny.Markdown("## Exercises\n\n**1.** Do it.")
                    )
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Notebook_that_needs_packages_is_stored_as_never_run_or_as_run_from_the_top()
    {
        JsonObject printed = Tiny.Code("1", Tiny.Printed("1"));
        JsonObject run = Tiny.Code("1");
        run["execution_count"] = 1;
        JsonObject error = Tiny.Code("1", Tiny.Error("Exception", "by accident"));
        error["execution_count"] = 1;

        Assert.Equal(0, Found(["Absent"], Tiny.Code(Ask), Tiny.Code("1")));
        Assert.Equal(0, Found(["Absent"], run));
        Assert.Equal(1, Found(["Absent"], run, Tiny.Code("2")));
        Assert.Equal(2, Found(["Absent"], Tiny.Code(Ask), printed));
        Assert.Equal(1, Found(["Absent"], error));
        Assert.Equal(1, Found(["Absent"], Tiny.Code(Ask), Tiny.Code(" ")));
        Assert.Equal(2, Found([], Tiny.Code(Ask), Tiny.Code("1")));

        static int Found(string[] packages, params JsonObject[] cells) =>
            Tiny.Find(new CellsWereRun(), Tiny.Parse("05-tiny.ipynb", packages, cells)).Length;
    }

    [Theory]
    [InlineData("absent", 0)]
    [InlineData("Absentt", 1)]
    [InlineData("feed", 1)]
    public void Needed_package_is_one_that_a_cell_asks_for(string name, int expected) =>
        Assert.Equal(
            expected,
            Tiny.Find(
                new NeededPackagesAreAskedFor(),
                Tiny.Parse(
                    "05-tiny.ipynb",
                    [name],
                    Tiny.Code($"#i \"nuget:feed\"\n{Ask}"),
                    Tiny.Markdown("#r \"nuget: Absentt, 1.0.0\"")
                )
            ).Length
        );
}
