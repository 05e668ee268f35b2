using System.Text.Json.Nodes;
using NotebookNet.Interactive;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.Verification;
using Plotly.NET;

namespace NotebookNet.Runner.Tests;

/// <summary>What is form and what is content where a kernel's outputs are compared with the session's.</summary>
public class KernelFormTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly OutputComparer s_comparer = new(1e-9);

    private static readonly GenericChart s_figure = Plot.Line([1.0, 2.0]).Titled("Two <values>");

    private static IReadOnlyList<Difference> Compare(JsonArray stored, JsonArray shown) =>
        s_comparer.Compare(stored, shown);

    private static JsonArray Shown(string type, params (string Mime, JsonNode Content)[] data) =>
        [
            new JsonObject
            {
                ["output_type"] = type,
                ["data"] = new JsonObject(
                    data.Select(entry => KeyValuePair.Create(entry.Mime, (JsonNode?)entry.Content))
                ),
            },
        ];

    private static JsonArray Error(string kind, string message) =>
        [
            new JsonObject
            {
                ["output_type"] = "error",
                ["ename"] = kind,
                ["evalue"] = message,
            },
        ];

    private static JsonArray Printed(string name, string text) =>
        [
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = name,
                ["text"] = text,
            },
        ];

    [Fact]
    public void A_figure_that_is_HTML_alone_is_its_data()
    {
        JsonArray stored = Shown(
            "execute_result",
            (Plotly, s_figure.ToJson()),
            ("image/png", "iVBO"),
            ("text/plain", "Two <values>")
        );
        GenericChart other = Plot.Line([1.0, 2.5]).Titled("Two <values>");

        Assert.Empty(
            Compare(stored, Shown("display_data", ("text/html", FigureHtml.Of(s_figure))))
        );
        Assert.NotEmpty(
            Compare(stored, Shown("display_data", ("text/html", FigureHtml.Of(other))))
        );
        Assert.NotEmpty(Compare(stored, Shown("display_data", ("text/html", "<b>none</b>"))));
        // What is stored for a page beside the data is not what is compared.
        Assert.NotEmpty(
            Compare(
                Shown(
                    "execute_result",
                    (Plotly, other.ToJson()),
                    ("text/html", FigureHtml.Of(s_figure))
                ),
                stored
            )
        );
    }

    [Fact]
    public void A_chart_of_Plotly_NET_is_its_data()
    {
        JsonArray first = Shown("execute_result", ("text/html", PlotlyNet("a1", "[1.0,4.0]")));
        JsonArray stored = Shown(
            "display_data",
            (
                Plotly,
                JsonNode.Parse(
                    """{"data":[{"name":"a;\nvar layout = {};","y":[1,4]}],"layout":{"title":{"text":"Two<br>lines"}},"config":{}}"""
                )!
            ),
            ("text/plain", "Two lines")
        );

        Assert.Empty(Compare(stored, first));
        Assert.Empty(
            Compare(first, Shown("display_data", ("text/html", PlotlyNet("b2", "[1.0,4.0]"))))
        );
        Assert.NotEmpty(
            Compare(stored, Shown("display_data", ("text/html", PlotlyNet("a1", "[1.0,5.0]"))))
        );
        Assert.Equal(
            "Two lines",
            KernelBundle.AsStored(new() { ["text/html"] = PlotlyNet("a1", "[]") })!["text/plain"]
        );
        Assert.NotEmpty(
            Compare(stored, Shown("display_data", ("text/html", PlotlyNet("a1", "[1.0,4.0"))))
        );

        static string PlotlyNet(string id, string values) =>
            $$$"""
                <div><div id="{{{id}}}"></div><script type="text/javascript">
                var renderPlotly_{{{id}}} = function() {
                    fsharpPlotlyRequire(['plotly'], function(Plotly) {
                        var data = [{"name":"a;\nvar layout = {};","y":{{{values}}}}];
                        var layout = {"title":{"text":"Two<br>lines"}};
                        var config = {};
                        Plotly.newPlot('{{{id}}}', data, layout, config);
                    });
                };
                </script></div>
                """;
    }

    [Fact]
    public void A_diagram_of_Mermaid_is_its_text()
    {
        JsonArray stored = Shown(
            "display_data",
            ("text/vnd.mermaid", "graph TD\nA[\"one\\ntwo\"]-->B"),
            ("text/plain", "graph TD\nA[\"one\\ntwo\"]-->B")
        );

        Assert.Empty(Compare(stored, Shown("display_data", ("text/html", Diagram("B")))));
        Assert.NotEmpty(Compare(stored, Shown("display_data", ("text/html", Diagram("C")))));

        static string Diagram(string end) =>
            $$"""
                <div class="mermaidMarkdownContainer" style="background-color:white">
                <link rel="stylesheet" href="https://example.org/all.min.css">
                <div id="3cab23d54b45"></div>
                <script type="module">
                    import mermaid from 'https://example.org/mermaid.esm.min.mjs';
                    let renderTarget = document.getElementById('3cab23d54b45');
                    const {svg, bindFunctions} = await mermaid.mermaidAPI.render(
                        'mermaid_3cab23d54b45',
                        `graph TD
                A["one\\ntwo"]-->{{end}}`);
                    renderTarget.innerHTML = svg;
                </script>
                </div>
                """;
    }

    [Fact]
    public void The_texts_beside_HTML_are_form_and_the_HTML_is_not()
    {
        JsonArray stored = Shown("execute_result", ("text/html", "<b>1</b>"), ("text/plain", "1"));

        Assert.Empty(
            Compare(stored, Shown("display_data", ("text/html", "<b>1</b>"), ("text/csv", "a\n1")))
        );
        Assert.NotEmpty(Compare(stored, Shown("display_data", ("text/html", "<b>2</b>"))));
        Assert.NotEmpty(
            Compare(
                Shown("display_data", ("text/plain", "1")),
                Shown("display_data", ("text/plain", "2"))
            )
        );
    }

    [Fact]
    public void The_number_of_a_cell_before_a_type_is_form_and_the_type_is_not()
    {
        Assert.Empty(
            Compare(
                Printed("stdout", "Submission#2+Point"),
                Printed("stdout", "Submission#13+Point")
            )
        );
        Assert.NotEmpty(
            Compare(Printed("stdout", "Submission#2+Point"), Printed("stdout", "Submission#2+Line"))
        );
    }

    [Fact]
    public void What_a_live_page_needs_is_no_output_and_nothing_else_is_dropped()
    {
        JsonArray page =
        [
            .. Shown("display_data", ("text/html", PlotlyLoader.Html())).Select(Copy),
            .. Shown(
                    "display_data",
                    (
                        "text/html",
                        "<div><div></div><div></div><div><strong>Installed Packages</strong><ul><li><span>A, 1.0.0</span></li></ul></div></div>"
                    )
                )
                .Select(Copy),
            .. Shown(
                    "display_data",
                    ("text/plain", "Loading extensions from `/packages/a/1.0.0/lib/net8.0/A.dll`")
                )
                .Select(Copy),
            .. Shown(
                    "display_data",
                    (
                        "text/plain",
                        "Loading extension script from `/packages/a/1.0.0/interactive-extensions/dotnet/extension.dib`"
                    )
                )
                .Select(Copy),
        ];

        Assert.Empty(Compare([], page));
        Assert.NotEmpty(Compare([], Shown("display_data", ("text/plain", "Loading extensions"))));
        Assert.NotEmpty(Compare([], Shown("display_data", ("text/html", "<script>1</script>"))));

        static JsonNode Copy(JsonNode? node) => node!.DeepClone();
    }

    [Fact]
    public void A_warning_of_assemblies_versions_is_form_and_another_is_not()
    {
        const string Versions =
            "\n(1,1): warning CS1701: Assuming assembly reference 'A' matches 'B'\n\n";

        Assert.Empty(Compare([], Printed("stderr", Versions)));
        Assert.NotEmpty(Compare(Printed("stderr", "\n(1,1): warning CS0168: unused\n\n"), []));
        // VS Code shows them beside the notebook and does not store them.
        Assert.Empty(Compare([], Printed("stderr", "\n(1,1): warning CS0168: unused\n\n")));
    }

    [Fact]
    public void An_exception_as_one_text_is_its_type_and_its_message()
    {
        const string Text =
            "System.ArgumentException: wrong\nin two lines\n   at Submission#3.<<Initialize>>d__0.MoveNext()\n--- End of stack trace from previous location ---\n   at Microsoft.CodeAnalysis.Scripting.Run()";

        Assert.Empty(
            Compare(Error("System.ArgumentException", "wrong\nin two lines"), Error("Error", Text))
        );
        Assert.NotEmpty(Compare(Error("System.ArgumentException", "right"), Error("Error", Text)));
        Assert.NotEmpty(
            Compare(Error("System.FormatException", "wrong\nin two lines"), Error("Error", Text))
        );
    }

    [Theory]
    [InlineData("boom", "Error", "boom", new string[0])]
    [InlineData(
        "System.Exception: boom\n   at Submission#7.Deep(Int32 n)\n   at A.B.C() in /home/me/a.cs:line 5\n   at Submission#7.<<Initialize>>d__0.MoveNext()",
        "System.Exception",
        "boom",
        new[] { "   at Deep(Int32 n)", "   at A.B.C()" }
    )]
    [InlineData(
        "System.Exception: outer\n ---> System.ArgumentException: inner\n   at Submission#7.F()\n   --- End of inner exception stack trace ---\n   at Submission#7.<<Initialize>>d__0.MoveNext()",
        "System.Exception",
        "outer",
        new[] { "caused by System.ArgumentException: inner", "   at F()" }
    )]
    [InlineData(
        "System.AggregateException: One or more errors occurred. (one)\n ---> Submission#3+Odd: one\n   at Submission#3.F()\n   --- End of inner exception stack trace ---",
        "Submission#3+Odd",
        "one",
        new[] { "   at F()" }
    )]
    [InlineData(
        "System.AggregateException: One or more errors occurred. (a) (b)\n ---> System.Exception: a\n   --- End of inner exception stack trace ---\n ---> (Inner Exception #1) System.Exception: b<---",
        "System.AggregateException",
        "One or more errors occurred. (a) (b)",
        new[]
        {
            "caused by System.Exception: a",
            "caused by (Inner Exception #1) System.Exception: b<---",
        }
    )]
    [InlineData("System.Exception", "System.Exception", "", new string[0])]
    [InlineData(
        "System.Net.Sockets.SocketException (111): Connection refused",
        "System.Net.Sockets.SocketException",
        "Connection refused",
        new string[0]
    )]
    [InlineData(
        "System.IO.FileNotFoundException: Could not find file 'a.txt'.\nFile name: 'a.txt'",
        "System.IO.FileNotFoundException",
        "Could not find file 'a.txt'.",
        new string[0]
    )]
    [InlineData(
        "NU1101: No packages exist with this id in source(s): /opt/sdk/FSharp/library-packs, nuget.org",
        "Error",
        "NU1101: No packages exist with this id in source(s): nuget.org",
        new string[0]
    )]
    [InlineData(
        "/home/me/.packagemanagement/nuget/Project.fsproj : error NU1101: Unable to find package A.",
        "Error",
        "NU1101: Unable to find package A.",
        new string[0]
    )]
    public void What_the_kernel_says_of_a_failure_is_taken_apart_and_names_no_path(
        string text,
        string kind,
        string message,
        string[] frames
    )
    {
        (string Kind, string Message, string[] Frames) parts = KernelErrors.Parse(text);

        Assert.Equal((kind, message), (parts.Kind, parts.Message));
        Assert.Equal(frames, parts.Frames);
    }
}
