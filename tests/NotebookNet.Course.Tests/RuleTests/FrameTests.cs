using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

/// <summary>What stands at a chapter's beginning and end, and its exercises.</summary>
public sealed class FrameTests
{
    private const string Front = """
        # 05 · Tiny (작은)

        Words.

        *Before this one:* [04](04.ipynb).
        *To read:* 40 minutes. *To run:* a few seconds.

        **Goals.** After this notebook you can

        - one;
        - two;
        - three.
        """;

    [Fact]
    public void Front_with_all_its_parts_is_right() =>
        Assert.Empty(Tiny.Find(new FrontMatter(), Tiny.Markdown(Front)));

    [Theory]
    [InlineData("# 05 · Tiny (작은)", "# 06 · Tiny (작은)", "expected \"# 05 · Title (한국어)\"")]
    [InlineData("# 05 · Tiny (작은)", "# 05 · Tiny", "expected \"# 05 · Title (한국어)\"")]
    [InlineData("*Before this one:* [04](04.ipynb).", "", "lacks \"*Before this one:* …\"")]
    [InlineData("40 minutes", "long", "lacks \"*To read:* 40 minutes.\"")]
    [InlineData("*To run:* a few seconds.", "", "lacks \"*To run:* …\"")]
    [InlineData("- two;\n", "", "has 2 goals")]
    [InlineData("- two;", "- a\n- b\n- c\n- d", "has 6 goals")]
    [InlineData("**Goals.**", "**Aims.**", "has 0 goals")]
    public void What_the_front_lacks_is_found(string part, string instead, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(
                Tiny.Find(
                    new FrontMatter(),
                    Tiny.Markdown(Front.Replace(part, instead, StringComparison.Ordinal))
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Notebook_that_begins_with_code_is_found()
    {
        Assert.Single(Tiny.Find(new FrontMatter(), Tiny.Code("1")));
        Assert.Single(Tiny.Find(new FrontMatter()));
    }

    [Theory]
    [InlineData("## Summary\n\n- a\n\n## Exercises\n\nb\n\n## References\n\n- Polyak, 1964.", "")]
    [InlineData(
        "## 9 · Summary\n\n- a\n\n## Exercises\n\nb\n\n## References\n\n- Polyak, 1964.",
        ""
    )]
    [InlineData(
        "## Summary\n\na\n\n## References\n\n- Polyak, 1964.",
        "has the sections (Summary, References)"
    )]
    [InlineData(
        "## Exercises\n\na\n\n## Summary\n\nb\n\n## References\n\n- Polyak, 1964.",
        "has the sections (Exercises, Summary, References)"
    )]
    [InlineData(
        "## Summary\n\n## Exercises\n\nb\n\n## References\n\n- Polyak, 1964.",
        "Summary is empty"
    )]
    [InlineData(
        "## Summary\n\na\n\n## Exercises\n\nb\n\n## References\n\n- Polyak.",
        "\"Polyak.\" names no year"
    )]
    [InlineData(
        "## Summary\n\na\n\n## Exercises\n\nb\n\n## References\n\nNone.",
        "References has no list"
    )]
    public void Chapter_ends_in_summary_exercises_and_references(string end, string expected)
    {
        string[] found = Tiny.Find(new EndMatter(), Tiny.Markdown(end));
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
    public void Four_exercises_with_all_their_parts_are_right() =>
        Assert.Empty(Tiny.Find(new ExercisesAreComplete(), Exercises()));

    [Theory]
    [InlineData(
        3,
        "Solution 1</summary>",
        "</summary>",
        "expected <summary style=\"display:list-item\">Solution 1</summary> in it"
    )]
    [InlineData(3, " style=\"display:list-item\"", "", "expected <summary style=")]
    [InlineData(
        3,
        "language-csharp",
        "language-python",
        "has 0 blocks of code, expected one <pre>"
    )]
    [InlineData(
        3,
        "It is so.",
        "<pre><code class=\"language-csharp\">x</code></pre>",
        "has 2 blocks"
    )]
    [InlineData(3, "It is so.", "```csharp\nint x = 2;\n```", "has a fence of code")]
    [InlineData(3, "List&lt;", "List<", "has a bare <, expected &lt; or &amp;, after \"List\"")]
    [InlineData(3, "[2]", "[2 & 3]", "has a bare &")]
    [InlineData(3, "</details>", "</details>\n\nmore", "</details> at its end")]
    [InlineData(4, "**2.**", "**3.**", "exercise 3 stands at place 2")]
    public void What_an_exercise_lacks_is_found(
        int cell,
        string part,
        string instead,
        string expected
    )
    {
        JsonObject[] cells = Exercises();
        string source = (string)cells[cell - 1]["source"]!;
        cells[cell - 1]["source"] = source.Replace(part, instead, StringComparison.Ordinal);

        Assert.Contains(
            Tiny.Find(new ExercisesAreComplete(), cells),
            message => message.Contains(expected, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Missing_scaffold_solution_and_answers_are_found()
    {
        JsonObject[] cells = Exercises();
        JsonObject[] withoutScaffold = [.. cells.Where((_, i) => i != 1)];
        JsonObject[] withoutSolution = [.. cells.Where((_, i) => i != 2)];
        JsonObject[] withoutWrong = [.. cells];
        withoutWrong[2] = Solution(1, "{}");
        JsonObject[] otherNumber = [.. cells];
        otherNumber[2] = Solution(
            1,
            Settings.Replace("e\": 1", "e\": 2", StringComparison.Ordinal)
        );

        Contains("exercise 1 has no scaffold", withoutScaffold);
        Contains("that follows no exercise", withoutScaffold);
        Contains("exercise 1 has no solution", withoutSolution);
        Contains("keeps 0 wrong answers, expected at least 3", withoutWrong);
        Contains("keeps 0 right answers, expected at least 2", withoutWrong);
        withoutWrong[2] = Solution(1, """{"wrong": 5}""");
        Contains("keeps 0 wrong answers", withoutWrong);
        withoutWrong[2] = Solution(1, Settings.Replace("4", "3", StringComparison.Ordinal));
        Contains("keeps 2 wrong answers", withoutWrong);
        Contains("its metadata says exercise 2", otherNumber);
        Contains("has 3 exercises, expected at least 4", cells[..9]);
        Contains(
            "<details> stands inside a cell",
            [
                .. cells,
                Tiny.Markdown("All solutions.\n\n<details>\n\n**1.** It is so.\n\n</details>"),
            ]
        );

        static void Contains(string expected, JsonObject[] cells) =>
            Assert.Contains(
                Tiny.Find(new ExercisesAreComplete(), cells),
                message => message.Contains(expected, StringComparison.Ordinal)
            );
    }

    [Fact]
    public void A_fold_that_is_no_solution_stands_before_the_exercises_in_a_cell_of_its_own()
    {
        const string Fold =
            "<details>\n<summary style=\"display:list-item\">Worked out</summary>\n\nIt is 0.25.\n\n</details>";

        Assert.Empty(Found(Fold));
        Assert.Contains(
            "expected <summary style",
            Found(Fold.Replace(" style=\"display:list-item\"", "", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains("at its end", Found(Fold + "\n\nmore"), StringComparison.Ordinal);
        Assert.Contains(
            "0.25",
            Tiny.Find(new NumbersAreComputed(), Tiny.Markdown(Fold)).Single(),
            StringComparison.Ordinal
        );

        static string Found(string fold) =>
            string.Concat(
                Tiny.Find(new ExercisesAreComplete(), [Tiny.Markdown(fold), .. Exercises()])
            );
    }

    private const string Settings = """
        {"exercise": 1, "wrong": ["int x = 3;", "int x = 4;", "int x = 5;"], "right": ["double x = 2;", "int x = 1 + 1;"]}
        """;

    private static JsonObject[] Exercises() =>
        [
            Tiny.Markdown("## Exercises\n\n**1 (coding).** Set x to 2."),
            Tiny.Code("int x = 0;\nCheck.Number(\"1\", 2, x)"),
            Solution(1, Settings),
            Tiny.Markdown("**2.** Set x."),
            Tiny.Code("int x = 0;"),
            Solution(2, "{}"),
            Tiny.Markdown("**3.** Set x."),
            Tiny.Code("int x = 0;"),
            Solution(3, "{}"),
            Tiny.Markdown("**4.** Set x."),
            Tiny.Code("int x = 0;"),
            Solution(4, "{}"),
        ];

    private static JsonObject Solution(int number, string settings) =>
        Tiny.Markdown(
            $"<details>\n<summary style=\"display:list-item\">Solution {number}</summary>\n\nIt is so.\n\n{Tiny.Block("List<int> x = [2];\n\nx.Add(3 & 4);")}\n\n</details>",
            settings
        );
}
