using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Pages;
using static NotebookNet.Runner.Tests.ExportedNotebook;

namespace NotebookNet.Runner.Tests;

public class ExportMarkdownTests
{
    [Fact]
    public async Task Cells_and_what_they_show_stand_in_their_order()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown("# One\n\nSome *text*."),
            Code("1 + 1", Printed("a < b\n"), Shown(("text/html", "<b>2</b>"), ("text/plain", "2")))
        );

        Assert.Equal(
            """
            # One

            Some *text*.

            ```csharp
            1 + 1
            ```

            <pre class="notebook-output">a &lt; b</pre>

            <div class="notebook-output"><b>2</b></div>

            """,
            page.Page
        );
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public async Task A_figure_is_a_picture_with_its_data_beside_it()
    {
        JsonObject shown = Figure();
        shown["metadata"] = new JsonObject
        {
            ["image/png"] = new JsonObject { ["alt"] = "It \"rises\"\n\nsteeply." },
        };
        ExportedNotebook page = await MarkdownAsync(Code("x", shown, Figure()));

        Assert.Contains(
            "<figure class=\"notebook-figure\" data-figure=\"a%20page_files/figure-1.json\"><picture><img src=\"a%20page_files/figure-1.png\" alt=\"It &quot;rises&quot;&#10;&#10;steeply.\" width=\"1\" height=\"1\" loading=\"lazy\"></picture></figure>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "a page.md",
                "a page_files/figure-1.json",
                "a page_files/figure-1.png",
                "a page_files/figure-2.json",
                "a page_files/figure-2.png",
            ],
            page.Files.Select(file => file.Path)
        );
        Assert.Equal(Convert.FromBase64String(Png), page.Files[2].Content);
        Assert.Equal(600, (int)JsonNode.Parse(page.Files[1].Content)!["layout"]!["width"]!);
    }

    [Fact]
    public async Task A_figure_without_a_picture_keeps_its_place_and_is_said()
    {
        ExportedNotebook page = await MarkdownAsync(Code("x", Figure(hasPicture: false)));

        Assert.Contains("src=\"data:image/svg+xml;base64,", page.Page, StringComparison.Ordinal);
        Assert.Contains("width=\"600\" height=\"400\"", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "a figure has no picture",
            Assert.Single(page.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cells_that_have_not_been_run_are_counted()
    {
        JsonObject notRun = Code("x");
        notRun["execution_count"] = null;
        JsonObject skipped = notRun.DeepClone().AsObject();
        skipped["metadata"] = new JsonObject { ["tags"] = new JsonArray("skip-execution") };
        ExportedNotebook page = await MarkdownAsync(notRun, skipped, Code("y"));

        Assert.StartsWith(
            "1 of 3 code cells have not been run",
            Assert.Single(page.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_follows_a_question_is_held_back_up_to_the_answer()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown("> **Predict first.** How\n> many?\n\nA hint."),
            Code("x", Printed("5")),
            Markdown("**Five.** And\nmore.\n\nThe text goes on.")
        );

        Assert.Equal(
            """
            > **Predict first.** How
            > many?

            <details class="notebook-answer">
            <summary>Show the answer</summary>

            A hint.

            ```csharp
            x
            ```

            <pre class="notebook-output">5</pre>

            **Five.** And
            more.

            </details>

            The text goes on.

            """,
            page.Page
        );
    }

    [Fact]
    public async Task No_heading_and_no_other_question_is_held_back()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown("> **Predict first.** One?"),
            Markdown("## A heading\n\n> **Predict first.** Two?"),
            Code("x"),
            Markdown("> **Predict first.** Three?"),
            Code("y"),
            Markdown("Not yet.\n\n# Next\n\n**Bold.**")
        );

        Assert.Equal(
            """
            > **Predict first.** One?

            ## A heading

            > **Predict first.** Two?

            <details class="notebook-answer">
            <summary>Show the answer</summary>

            ```csharp
            x
            ```

            </details>

            > **Predict first.** Three?

            <details class="notebook-answer">
            <summary>Show the answer</summary>

            ```csharp
            y
            ```

            Not yet.

            </details>

            # Next

            **Bold.**

            """,
            page.Page
        );
    }

    [Fact]
    public async Task No_fold_ends_within_one_of_the_cell()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown(
                "> **Predict first.** One?\n\n<details><summary>Hint</summary>\n\n**Bold.**\n\n## Inside\n\n</details>\n\n**Answer.**\n\nRest."
            )
        );

        Assert.EndsWith(
            "</details>\n\n**Answer.**\n\n</details>\n\nRest.\n",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_that_runs_says_where_each_code_cell_begins_and_ends()
    {
        JsonObject skipped = Code("y");
        skipped["metadata"] = new JsonObject { ["tags"] = new JsonArray("skip-execution") };
        ExportedNotebook page = await OfAsync(
            new MarkdownExport(),
            [Markdown("> **Predict first.** One?"), Code("x", Printed("1")), Code(""), skipped],
            marksCells: true
        );

        Assert.Equal(
            """
            > **Predict first.** One?

            <details class="notebook-answer">
            <summary>Show the answer</summary>

            <div class="notebook-cell" data-cell="0">

            ```csharp
            x
            ```

            <pre class="notebook-output">1</pre>

            </div>

            <div class="notebook-cell" data-cell="2" data-skipped>

            ```csharp
            y
            ```

            </div>

            </details>

            """,
            page.Page
        );
    }

    [Fact]
    public async Task An_answer_at_the_end_of_the_notebook_is_closed()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown("> **Predict first.** One?"),
            Code("x")
        );

        Assert.EndsWith("```\n\n</details>\n", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relative_links_are_replaced_wherever_they_stand_and_nothing_else()
    {
        ExportedNotebook page = await OfAsync(
            new MarkdownExport(),
            [
                Markdown(
                    """
                    [a](b.ipynb#c "t") ![p](p.png) [abs](https://x.org/b.ipynb) [here](#b.ipynb) [ref][1] <img src="q.png"> `[a](b.ipynb)` $[a](b.ipynb)$

                    <p><a href='c.ipynb'>c</a> href="d.ipynb"</p>

                    [1]: <e f.ipynb>
                    """
                ),
            ],
            link: address => $"../{address}"
        );

        Assert.Equal(
            """
            [a](../b.ipynb#c "t") ![p](../p.png) [abs](https://x.org/b.ipynb) [here](#b.ipynb) [ref][1] <img src="../q.png"> `[a](b.ipynb)` $[a](b.ipynb)$

            <p><a href='../c.ipynb'>c</a> href="d.ipynb"</p>

            [1]: <../e f.ipynb>

            """,
            page.Page
        );
    }

    [Theory]
    [InlineData("At $a -\n b$.", "At $a - b$.")]
    [InlineData("> At $a\n> b$.", "> At $a b$.")]
    [InlineData("Pay $5 or\n$6.", "Pay $5 or\n$6.")]
    [InlineData("`$a` or\n`$b`", "`$a` or\n`$b`")]
    public async Task An_equation_stands_on_one_line(string source, string expected) =>
        Assert.Equal(expected + "\n", (await MarkdownAsync(Markdown(source))).Page);

    [Theory]
    [InlineData("<p>a<p>b<br><svg><path d='>'/></svg>")]
    [InlineData("<table><tr><td>1<td>2</table>\n<script>if (a<b) '</div>';</script>")]
    [InlineData("<!-- </div> --><a title=it's href=\"a>b\">x</a> 1 < 2")]
    public void Html_that_is_balanced_stays_as_it_is(string html) =>
        Assert.Equal(html, BalancedHtml.Of(html));

    [Theory]
    [InlineData("a</div>b</DETAILS>", "ab")]
    [InlineData("<div><b>a</div>", "<div><b>a</b></div>")]
    [InlineData("<DIV><p>a", "<DIV><p>a</div>")]
    [InlineData("<!-- a", "<!-- a-->")]
    [InlineData("<script>a", "<script>a</script>")]
    [InlineData("<textarea>", "<textarea></textarea>")]
    [InlineData("a<b title=\"", "a&lt;b title=\"")]
    public void Html_ends_what_it_begins_and_nothing_else(string html, string expected) =>
        Assert.Equal(expected, BalancedHtml.Of(html));

    [Fact]
    public async Task Markdown_nested_too_deep_is_refused() =>
        Assert.Contains(
            "too deep",
            (
                await Assert.ThrowsAsync<ExportException>(() =>
                    MarkdownAsync(Markdown(new string('>', 3000) + "x"))
                )
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Code_with_backticks_stands_in_a_longer_fence()
    {
        ExportedNotebook page = await MarkdownAsync(Code("// ````\nx"));

        Assert.Equal("`````csharp\n// ````\nx\n`````\n", page.Page);
    }

    [Theory]
    [InlineData("#!html\n<b>1</b>", "html")]
    [InlineData("#!markdown\n*x*", "markdown")]
    [InlineData("#!f#\n1", "fsharp")]
    [InlineData("#!time\nx", "csharp")]
    [InlineData("#!/bin/sh", "csharp")]
    public async Task A_magic_command_names_the_language_of_its_cell(string source, string language)
    {
        ExportedNotebook page = await MarkdownAsync(Code(source));

        Assert.StartsWith($"```{language}\n", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_of_another_language_names_it()
    {
        ExportedNotebook page = await OfAsync(
            new MarkdownExport(),
            [Code("print(1)")],
            metadata: new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["language"] = "python", ["name"] = "python3" },
            }
        );

        Assert.StartsWith("```python\n", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colors_and_carriage_returns_of_a_terminal_are_not_in_the_text()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code(
                "x",
                Printed("10 %\r"),
                Printed("\e[31m100\e[0m %\r\nend \0\e]8;;http://a\a"),
                Printed("bad", "stderr")
            )
        );

        Assert.Contains(
            "<pre class=\"notebook-output\">100 %\nend ␀</pre>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<pre class=\"notebook-output notebook-stderr\">bad</pre>",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_error_is_its_trace()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code(
                "x",
                new JsonObject
                {
                    ["output_type"] = "error",
                    ["ename"] = "E",
                    ["evalue"] = "v",
                    ["traceback"] = new JsonArray("\e[1mE: v\e[0m", "   at cell 1"),
                },
                new JsonObject
                {
                    ["output_type"] = "error",
                    ["ename"] = "E",
                    ["evalue"] = "w",
                    ["traceback"] = new JsonArray(),
                }
            )
        );

        Assert.Contains(
            "<pre class=\"notebook-output notebook-error\">E: v\n   at cell 1</pre>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<pre class=\"notebook-output notebook-error\">E: w</pre>",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Html_has_no_blank_line_and_shows_the_same()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code(
                "x",
                Shown(
                    (
                        "text/html",
                        "<pre>a\n\n  \nb</pre><script>\n\nvar x;\n\n</script><!-- c\n\nd --><p\n\nid='1\n\n2'>e</p>"
                    )
                )
            )
        );

        Assert.Contains(
            "<div class=\"notebook-output\"><pre>a&#10;&#10;  &#10;b</pre><script>\nvar x;\n</script><!-- c\nd --><p\nid='1\n2'>e</p></div>",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Each_kind_of_output_has_its_form()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code(
                "x",
                Shown(("image/svg+xml", "<svg/>"), ("image/png", Png), ("text/plain", "circle")),
                Shown(("image/jpeg", Png), ("text/plain", "photo")),
                Shown(("text/latex", "\\begin{align}x\\end{align}")),
                Shown(("text/latex", "$y$")),
                Shown(("application/json", new JsonObject { ["a"] = "<한>" })),
                Shown(("text/markdown", "*m*")),
                Shown(("text/csv", "a,b")),
                Shown(("application/x-unknown", "?"))
            )
        );

        Assert.Contains(
            "<div class=\"notebook-output\"><img src=\"a%20page_files/picture-1.svg\" alt=\"circle\" loading=\"lazy\"></div>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains("picture-2.jpg\" alt=\"photo\"", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            ">\n\n$$\n\\begin{align}x\\end{align}\n$$\n\n</div>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(">\n\n$y$\n\n</div>", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "{\n  &quot;a&quot;: &quot;&lt;한&gt;&quot;\n}</pre>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(">\n\n*m*\n\n</div>", page.Page, StringComparison.Ordinal);
        Assert.Contains(">a,b</pre>", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "application/x-unknown",
            Assert.Single(page.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_picture_that_is_none_leaves_what_else_there_is()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code("x", Shown(("image/png", "not base64!"), ("text/plain", "words")))
        );

        Assert.Contains(">words</pre>", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "cell 1: a picture (image/png) cannot be read",
            Assert.Single(page.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_attachment_is_a_file_of_the_page()
    {
        JsonObject cell = Markdown("![x](attachment:../../x%20y.png) ![z](attachment:z.png)");
        cell["attachments"] = new JsonObject
        {
            ["../../x y.png"] = new JsonObject { ["image/png"] = Png },
        };
        ExportedNotebook page = await MarkdownAsync(cell);

        Assert.StartsWith(
            "![x](a%20page_files/attachment-1.png)",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Equal("a page_files/attachment-1.png", page.Files[1].Path);
        Assert.Contains("z.png", Assert.Single(page.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_cells_are_what_their_format_says()
    {
        JsonObject Raw(string source, string? format) =>
            new()
            {
                ["cell_type"] = "raw",
                ["metadata"] = format is null ? [] : new JsonObject { ["format"] = format },
                ["source"] = source,
            };
        ExportedNotebook page = await MarkdownAsync(
            Raw("plain *text*", null),
            Raw("**md**", "text/markdown"),
            Raw("\\tex", "text/latex")
        );

        Assert.Equal("```\nplain *text*\n```\n\n**md**\n", page.Page);
    }

    [Fact]
    public async Task A_cell_does_not_take_in_the_next()
    {
        ExportedNotebook page = await MarkdownAsync(
            Markdown("```\nopen"),
            Markdown("<!-- open"),
            Markdown("<details><summary>s</summary>\n\ntext"),
            Markdown("end")
        );

        Assert.Equal(
            "```\nopen\n```\n\n<!-- open\n-->\n\n<details><summary>s</summary>\n\ntext\n\n</details>\n\nend\n",
            page.Page
        );
    }

    [Fact]
    public async Task Text_of_an_output_is_text()
    {
        ExportedNotebook page = await MarkdownAsync(
            Code("x", Printed("\n</pre></details><script>\n\n# $x$ & *y*\n"))
        );

        Assert.Contains(
            "<pre class=\"notebook-output\">\n\n&lt;/pre&gt;&lt;/details&gt;&lt;script&gt;\n\n# $x$ &amp; *y*</pre>",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_large_output_is_exported_whole()
    {
        string line = new('<', 99);
        StringBuilder text = new();
        for (int i = 0; i < 100_000; i++)
        {
            text.Append(line).Append('\n').Append(i % 10 == 0 ? "\n" : "");
        }

        ExportedNotebook page = await MarkdownAsync(
            Code("x", Printed(text.ToString()), Shown(("text/html", text.ToString())))
        );

        Assert.True(page.Page.Length > 49_000_000);
    }
}
