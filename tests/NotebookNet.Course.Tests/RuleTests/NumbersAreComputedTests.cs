using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class NumbersAreComputedTests
{
    private const string Traces = """[{"type":"scatter","y":[0.42]}]""";

    [Theory]
    [InlineData("The loss is 0.043 after 1000 steps, on −7.")]
    [InlineData("An accuracy of 97 %, or 0.97, or $0.971$, of **10 000** images.")]
    [InlineData("Below $10^{-9}$, below 10⁻⁹, below `1e-9`.")]
    [InlineData(
        "Section 12, notebooks 17 and 19, exercise 23 (Kingma and Ba 2015; Polyak 1964), in 1998, of 1948, (09)."
    )]
    [InlineData("## 17 · A heading\n\n11. a list\n12. with numbers")]
    [InlineData("> **Predict first.** The loss is 0.043. Is it 0.1, 0.2 or 0.3?")]
    [InlineData("## References\n\n- Somebody, 2011, pages 33-44.")]
    [InlineData("[17 and 18](04-other.ipynb) with $W_{12}$ and $x^{31}$")]
    [InlineData("*Before this one:* nothing.\n*To read:* 44 minutes. *To run:* 45 seconds.")]
    [InlineData("```\n77 in a code block\n```")]
    public void What_a_cell_shows_or_sets_may_be_said(string prose) =>
        Assert.Empty(Tiny.Find(new NumbersAreComputed(), Tiny.Markdown(prose), Computing()));

    [Theory]
    [InlineData("The loss is 0.044.", "0.044")]
    [InlineData("An accuracy of 96 %.", "96 %")]
    [InlineData("An accuracy of $0.972$.", "0.972")]
    [InlineData("It was 7.", null)]
    [InlineData("It was −8.", "−8")]
    [InlineData("There are 20 000.", "20 000")]
    [InlineData("| a | b |\n|---|---|\n| 0.5 | 0.043 |", "0.5")]
    [InlineData("<div>0.5</div>", "0.5")]
    [InlineData("Only typed: 55.", "55")]
    [InlineData("Only in a comment: 66.", "66")]
    [InlineData("Only in a figure's data: 0.42.", "0.42")]
    [InlineData("> **Predict first.** The loss is 0.5. Will it fall?", "0.5")]
    [InlineData("2000 steps (after 2500)", "2000")]
    public void What_no_cell_shows_is_found(string prose, string? expected)
    {
        string[] found = Tiny.Find(new NumbersAreComputed(), Tiny.Markdown(prose), Computing());

        if (expected is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.StartsWith(
                "05-tiny.ipynb, cell 1 (",
                Assert.Single(found, message => message.Contains($": {expected} in \"")),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void What_cannot_be_computed_is_listed_with_a_reason() =>
        Assert.Empty(
            Tiny.Find(
                new NumbersAreComputed(),
                Tiny.Markdown(
                    "Images of 28×28, in $x_{23}$ of $24\\,500$.",
                    """{"not_computed": {"28×28": "the size of an MNIST image", "24\\,500": "somebody else's count"}}"""
                )
            )
        );

    [Theory]
    [InlineData("""{"28×28": ""}""", "without a reason")]
    [InlineData("""{"28×28": 5}""", "without a reason")]
    [InlineData(
        """{"28×28": "its size", "31": "gone"}""",
        "\"31\", which does not stand in the cell"
    )]
    [InlineData(
        """{"28×28": "its size", "Images": "no number"}""",
        "\"Images\", which holds no number"
    )]
    public void List_itself_is_checked(string list, string expected) =>
        Assert.Contains(
            expected,
            Assert.Single(
                Tiny.Find(
                    new NumbersAreComputed(),
                    Tiny.Markdown("Images of 28×28.", $$"""{"not_computed": {{list}}}""")
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Typed_number_of_a_figure_is_found_and_a_computed_one_is_evidence()
    {
        JsonObject figure = Tiny.Code(
            "chart.Titled($\"{share:P0} at 0.95\").YAxis(\"of 500\")",
            Tiny.Figure(
                Traces,
                """{"title":{"text":"79 % at 0.95"},"yaxis":{"title":{"text":"of 500"}},"annotations":[{"text":"0.12<sub>3</sub>"}]}"""
            )
        );

        string[] found = Tiny.Find(
            new NumbersAreComputed(),
            figure,
            Tiny.Markdown("It was 79 % of them.")
        );

        Assert.Equal(2, found.Length);
        Assert.Contains("0.95 in the figure's title", found[0], StringComparison.Ordinal);
        Assert.Contains("500 in the figure's title of yaxis", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Number_typed_in_a_function_of_a_later_cell_is_not_computed() =>
        Assert.Contains(
            "0.95 in \"At 0.95.\"",
            Tiny.Find(
                new NumbersAreComputed(),
                Tiny.Code("Draw()", Tiny.Figure(Traces, """{"title":"at 0.95"}""")),
                Tiny.Code("GenericChart Draw() => chart.Titled(\"at 0.95\");"),
                Tiny.Markdown("At 0.95.")
            )[1],
            StringComparison.Ordinal
        );

    [Fact]
    public void Words_for_who_cannot_see_a_figure_are_prose()
    {
        JsonObject cell = Tiny.Code("Draw()", Tiny.Figure(Traces, """{"title":"A"}"""));
        cell["metadata"]!["notebooknet"] = JsonNode.Parse(
            """{"alt": ["It falls to 0.043.", "It falls to 0.044."]}"""
        );

        Assert.Contains(
            "0.044 in \"It falls to 0.044.\"",
            Assert.Single(Tiny.Find(new NumbersAreComputed(), cell, Computing())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Solutions_wait_for_their_run() =>
        Assert.Empty(
            Tiny.Find(
                new NumbersAreComputed(),
                Tiny.Markdown("## Exercises"),
                Tiny.Markdown(
                    "<details>\n<summary>Solution 1</summary>\n\nIt is 0.5.\n\n</details>"
                )
            )
        );

    private static JsonObject Computing() =>
        Tiny.Code(
            "// 66\nvar steps = 1000; var limit = 1e-9; Console.WriteLine($\"{x} of 55\");",
            Tiny.Printed("loss 0.0433, accuracy 0.9711 of 10000, minimum -7 of 55"),
            Tiny.Shown("text/html", "<table style='width:96%'><td>1998</td></table>"),
            Tiny.Figure(Traces, """{"title":{"text":"A title"}}""")
        );
}
