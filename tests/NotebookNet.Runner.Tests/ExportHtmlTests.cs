using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Export.Html;
using static NotebookNet.Runner.Tests.ExportedNotebook;

namespace NotebookNet.Runner.Tests;

public partial class ExportHtmlTests
{
    [Fact]
    public async Task A_page_stands_alone()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("# A & B\n\nText with $x^2$."),
            Code("int x = 1;", Figure(), Printed("</script>"))
        );

        Assert.Single(page.Files);
        Assert.Contains("<title>A &amp; B</title>", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            $"<figure class=\"notebook-figure\" data-figure=\"#notebook-figure-1\"><picture><img src=\"data:image/png;base64,{Png}\" alt=\"A line&#10;  line: 2 values\" width=\"1\" height=\"1\" loading=\"lazy\"></picture></figure>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<script type=\"application/json\" id=\"notebook-figure-1\">{\"data\":",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains("id=\"notebook-plotly\"", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "<span class=\"code-keyword\">int</span> ",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains("class=\"katex\"", page.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("{templates}", page.Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Request(), page.Page);
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public async Task What_a_page_does_not_need_is_not_in_it()
    {
        ExportedNotebook page = await HtmlAsync(Markdown("Text."));

        Assert.DoesNotContain("notebook-plotly\">", page.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("KaTeX", page.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fonts_are_those_of_the_equations()
    {
        string plain = KatexStyle.For((await HtmlAsync(Markdown("$x$"))).Page);
        string doubled = KatexStyle.For((await HtmlAsync(Markdown("$\\mathbb{E}$"))).Page);

        Assert.Contains("font-family:KaTeX_Main", plain, StringComparison.Ordinal);
        Assert.DoesNotMatch(AmsFont(), plain);
        Assert.Matches(AmsFont(), doubled);
        Assert.DoesNotContain("url(fonts/", doubled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_equation_that_is_none_is_shown_as_it_is_written_and_said()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("Text"),
            Markdown("$\\frac{1$ and\n\n$$\n\\nope{<}\n$$")
        );

        Assert.Contains(
            "<code class=\"notebook-equation\">\\frac{1</code>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains("\\nope{&lt;}", page.Page, StringComparison.Ordinal);
        Assert.Equal(2, page.Warnings.Count);
        Assert.StartsWith(
            "cell 2: the equation \\frac{1 is shown as it is written",
            page.Warnings[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_equation_that_goes_on_in_the_next_line_is_typeset()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("> At $x - 2 \\cdot\n> y$, or\n> $$\\sqrt{2\n> a}$$; for $5 or\n> $ 6.")
        );

        Assert.Equal(2, page.Page.Split("<span class=\"katex\">").Length - 1);
        Assert.Contains("for $5 or\n$ 6.", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_notebook_leaves_open_or_ends_too_often_does_not_leave_its_element()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("> **Predict first.** What?"),
            Code("x", Shown(("text/html", "<b>1</div></details></main>"))),
            Markdown("</div></details>\n\n**This.**\n\n</article>"),
            Markdown("<div align=center>\n\n# Title\n\n</div>"),
            Code("y", Shown(("text/html", "<!-- open")))
        );

        Assert.Contains(
            "<div class=\"notebook-output\"><b>1</b></div>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<p><strong>This.</strong></p>\n</details>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Matches("<div align=center>\\s*<h1 id=\"title\">Title</h1>\\s*</div>", page.Page);
        Assert.Contains("<!-- open--></div>", page.Page, StringComparison.Ordinal);
        Assert.Equal(1, page.Page.Split("</article>").Length - 1);
        Assert.Equal(page.Page.Split("<div").Length, page.Page.Split("</div>").Length);
    }

    [Fact]
    public async Task An_equation_nested_too_deep_ends_nothing()
    {
        string deep =
            string.Concat(Enumerable.Repeat("{", 20_000))
            + "x"
            + string.Concat(Enumerable.Repeat("}", 20_000));
        ExportedNotebook page = await HtmlAsync(Markdown($"${deep}$"), Markdown("$y$"));

        Assert.Single(page.Warnings);
        Assert.Contains("class=\"katex\"", page.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headings_have_the_anchors_that_GitHub_gives_them()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("# 06 · Optimizers (매개변수 갱신)\n\n## 2 · Rows are `samples`\n\n## Same"),
            Markdown("## Same\n\n### Deeper_one\n\n## Same-1")
        );

        Assert.Equal(
            [
                "06--optimizers-매개변수-갱신",
                "2--rows-are-samples",
                "same",
                "same-1",
                "deeper_one",
                "same-1-1",
            ],
            HeadingId().Matches(page.Page).Select(match => match.Groups[1].Value)
        );
        Assert.Contains(
            "<li class=\"notebook-level-2\"><a href=\"#2--rows-are-samples\">2 · Rows are samples</a></li>",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pictures_of_files_and_of_cells_are_in_the_page()
    {
        string folder = Path.Combine(Path.GetTempPath(), "pages");
        Directory.CreateDirectory(folder);
        string picture = Path.Combine(folder, "export test.png");
        await File.WriteAllBytesAsync(
            picture,
            Convert.FromBase64String(Png),
            TestContext.Current.CancellationToken
        );
        try
        {
            JsonObject cell = Markdown(
                "![x](attachment:x.png) ![y](export%20test.png) <img alt='z' src='export%20test.png'> ![w](missing.png)"
            );
            cell["attachments"] = new JsonObject
            {
                ["x.png"] = new JsonObject { ["image/png"] = Png },
            };
            ExportedNotebook page = await HtmlAsync(cell);

            Assert.Equal(3, page.Page.Split($"data:image/png;base64,{Png}").Length - 1);
            Assert.Contains("missing.png", Assert.Single(page.Warnings), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(picture);
        }
    }

    [Fact]
    public async Task Code_is_colored_by_its_compiler_and_stays_what_it_is()
    {
        const string source =
            "#r \"nuget: A, 1\"\nclass C<T> { } // a < b\nvar s = $\"{1 + 2}\" + @\"x\";\nif (s is null) return;";
        string html = await CodeHtml.OfAsync(source, "csharp");

        Assert.Equal(source, System.Net.WebUtility.HtmlDecode(Tag().Replace(html, "")));
        Assert.Contains("<span class=\"code-type\">C</span>", html, StringComparison.Ordinal);
        Assert.Contains(
            "<span class=\"code-comment\">// a &lt; b</span>",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains("<span class=\"code-keyword\">if</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_of_other_languages_is_as_it_is()
    {
        ExportedNotebook page = await HtmlAsync(
            Markdown("```python\nx < 1\n```\n\n```\nplain\n```\n\n```cs\nint y;\n```")
        );

        Assert.Contains(
            "<pre><code class=\"language-python\">x &lt; 1</code></pre>",
            page.Page,
            StringComparison.Ordinal
        );
        Assert.Contains("<pre><code>plain", page.Page, StringComparison.Ordinal);
        Assert.Contains(
            "<pre><code class=\"language-csharp\"><span",
            page.Page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_figure_cannot_end_its_element()
    {
        JsonObject figure = Figure();
        figure["data"]!["application/vnd.plotly.v1+json"]!["layout"]!["title"] = "</script><b>";
        figure["data"]!["text/plain"] = "\"><script>";
        ExportedNotebook page = await HtmlAsync(Code("x", figure));

        Assert.DoesNotContain("</script><b>", page.Page, StringComparison.Ordinal);
        Assert.Contains("alt=\"&quot;&gt;&lt;script&gt;\"", page.Page, StringComparison.Ordinal);
    }

    /// <summary>What would make a browser ask for a file.</summary>
    [GeneratedRegex("(?:src|href|srcset)=\"(?!#|data:)|url\\((?!data:)|@import")]
    private static partial Regex Request();

    [GeneratedRegex(@"@font-face\{[^}]*KaTeX_AMS")]
    private static partial Regex AmsFont();

    [GeneratedRegex("<h[1-6] id=\"([^\"]*)\"")]
    private static partial Regex HeadingId();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
