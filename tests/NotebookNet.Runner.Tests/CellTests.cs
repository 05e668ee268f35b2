using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>What cells show, read from one notebook that the command has executed.</summary>
public sealed class CellTests(CellTests.ExecutedNotebook notebook)
    : IClassFixture<CellTests.ExecutedNotebook>
{
    private const string Fails = "raises-exception";

    private static readonly (string Name, string Source, string[] Tags)[] s_cells =
    [
        (
            "streams",
            "Console.Write(\"a\");\nConsole.WriteLine(\"b\");\nConsole.Error.WriteLine(\"c\");\nConsole.WriteLine(\"d\");",
            []
        ),
        ("trailing expression", "var x = 20;\nx * 2", []),
        ("text", "\"plain\"", []),
        ("assignment", "x = 21;", []),
        ("null", "(object)null", []),
        ("void", "Console.WriteLine(x)", []),
        ("redeclaration", "var x = \"now text\";\nint Twice(int n) => n * 2;\nx + Twice(4)", []),
        ("redeclared method", "string Twice(int n) => $\"{n}{n}\";\nTwice(4)", []),
        ("await", "await Task.Delay(1);\nawait Task.FromResult(\"awaited\")", []),
        (
            "imports",
            "new StringBuilder().Append(new List<int> { 1 }.Sum()).ToString() + new ArrayList().Count",
            []
        ),
        ("no more imports", "File.Exists(\"x\")", [Fails]),
        (
            "display",
            "display(\"shown\");\ndisplay(\"a < b\", \"text/html\");\nHTML(\"<i>html</i>\")",
            []
        ),
        ("script", "Javascript(\"f()\");\nCSS(\"b { color: red }\");", []),
        ("displayed", "var shown = display(\"before\");", []),
        ("update", "shown.Update(\"after\");", []),
        (
            "exception",
            "int Invert(int n)\n{\n    return 1 / n;\n}\nvar before = 1;\nInvert(0)",
            [Fails]
        ),
        ("exception in an earlier cell's method", "\n\nInvert(0)", [Fails]),
        ("after an exception", "before", []),
        ("compiler error", "var fine = 1;\n  fine + missing", [Fails]),
        ("warning", "{ int unused; }", []),
        ("working directory", "System.IO.File.ReadAllText(\"beside.txt\")", []),
        ("load", "#load \"code.csx\"\nLoaded(2)", []),
        ("import", "#!import more/imported.ipynb\nimported", []),
        ("import of python", "#!import python.ipynb", [Fails]),
        ("import of itself", "#!import more/circle.ipynb", [Fails]),
        ("time", "#!time\nvar timed = 1;", []),
        ("html", "#!html\n<p>one</p>\n#!csharp\n\"two\"", []),
        ("markdown", "#!markdown\n**strong**", []),
        ("javascript", "#!javascript\ng()", []),
        ("mermaid", "#!mermaid\ngraph LR; A-->B", []),
        ("value", "#!value --name words\nthree words here", []),
        ("set", "#!set --name taken --value @value:words\ntaken.Split(' ').Length.ToString()", []),
        ("share", "#!share --from value words --as shared\nshared", []),
        ("who", "#!who", []),
        ("whos", "#!whos", []),
        ("lsmagic", "#!lsmagic", []),
        ("unknown magic", "var a = 1;\n#!frobnicate now", [Fails]),
        ("missing reference", "#r \"absent/bin/Debug/Absent.dll\"", [Fails]),
        ("reference to build", "#r \"project/bin/Project.dll\"", [Fails]),
        ("skipped", "throw new Exception(\"not skipped\");", ["skip-execution"]),
        ("empty", "  \n", []),
        (
            "native",
            "var bytes = Encoding.UTF8.GetBytes(\"past the console\");\nConsole.OpenStandardOutput().Write(bytes);",
            []
        ),
        (
            "flood",
            "for (int i = 0; i < 100_000; i++) { Console.WriteLine(new string('x', 999)); }",
            []
        ),
        (
            "background",
            "_ = Task.Run(async () => { await Task.Delay(50); Console.WriteLine(\"late\"); });",
            []
        ),
        ("after background", "await Task.Delay(200);\nConsole.WriteLine(\"now\");", []),
        ("plotly", Plotly, []),
        ("records", "record Point(int X, int Y);\nnew Point(1, 2).ToString()", []),
        ("optimised", "System.Diagnostics.Debug.Assert(false);\n\"release\"", []),
        (
            "extensions",
            "5.Display();\n\"# hi\".DisplayAs(\"text/markdown\");\nnew[] { new { First = 1, Second = 2 } }.DisplayTable();",
            []
        ),
        ("formatting package's", "object any = 5;\nany.Display();", []),
        (
            "markdown and latex",
            "display(\"*x*\", \"text/markdown\");\ndisplay(\"$x$\", \"text/latex\");\ndisplay(2.5, \"text/latex\");",
            []
        ),
        ("alias", "#!C#\nint viaAlias = 4;\nviaAlias.ToString()", []),
        ("typed share", "#!set --name typed --value @csharp:viaAlias\ntyped.GetType().Name", []),
        ("return", "if (viaAlias > 3) { return \"returned\"; }\nConsole.WriteLine(1);", []),
        ("function returns", "int Four() { return 4; }\nFunc<int> five = () => { return 5; };", []),
        ("no json", "\"{bad\".DisplayAs(\"application/json\");", [Fails]),
        (
            "json too deep",
            "(new string('[', 1000) + new string(']', 1000)).DisplayAs(\"application/json\");",
            [Fails]
        ),
        (
            "same key twice",
            "\"{\\\"a\\\":1,\\\"a\\\":2}\".DisplayAs(\"application/json\");",
            [Fails]
        ),
        ("half a character", "\"\\\"\\\\ud83d\\\"\".DisplayAs(\"application/json\");", [Fails]),
        (
            "null message",
            "class Silent : Exception { public override string Message => null; }\nthrow new Silent();",
            [Fails]
        ),
        (
            "throwing message",
            "class Bad : Exception { public override string Message => throw new Exception(); }\nthrow new Bad();",
            [Fails]
        ),
        ("emoji", "foreach (char c in \"a😀b\") { Console.Write(c); }", []),
        ("dots", "for (int i = 0; i < 1_000_000; i++) { Console.Write('.'); }", []),
        (
            "progress",
            "for (int i = 0; i < 20_000; i++) { Console.Write($\"\\rstep {i}\"); }\nConsole.Write(\"\\rdone\\r\\n\");",
            []
        ),
        (
            "console replaced",
            "Console.SetOut(new System.IO.StringWriter());\nConsole.SetError(Console.Out);\nConsole.Write(\"swallowed\");\nthrow new Exception(\"no\");",
            [Fails]
        ),
        ("after a console replaced", "Console.Write(\"out\");\nConsole.Error.Write(\"err\");", []),
        ("console closed", "Console.Out.Close();\nConsole.Error.Dispose();", []),
        ("after a console closed", "Console.Write(\"out\");", []),
        ("console's encoding", "Console.OutputEncoding = Encoding.Latin1;", []),
        ("after a console's encoding", "Console.Write(\"한 é\");", []),
        (
            "culture and directory",
            "System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");\nEnvironment.CurrentDirectory = \"more\";",
            []
        ),
        (
            "after a culture and a directory",
            "Console.Write($\"{1.5} {System.IO.Path.GetFileName(Environment.CurrentDirectory)}\");\nEnvironment.CurrentDirectory = \"..\";",
            []
        ),
        (
            "cultures",
            "using System.Globalization;\nvar culture = new CultureInfo(\"ko-KR\");\n$\"{culture.Name} {\"é\".Normalize(NormalizationForm.FormD).Length} {\"\\u1112\\u1161\\u11ab\".Normalize()} {string.Join(\"\", new[] { \"b\", \"A\", \"a\", \"B\" }.Order())} {CultureInfo.CurrentCulture.Name} {1.5}\"",
            []
        ),
        ("forgotten reference", "new NotebookNet.Affine(1, 1)", [Fails]),
        ("forgotten reference of ours", "Markdig.Markdown.ToHtml(\"x\")", [Fails]),
        ("reference without quotes", "#r ../a.dll", [Fails]),
        (
            "failing formatter",
            "class Shy { public override string ToString() => \"\"; }\ndisplay(new Shy(), \"application/x+json\");",
            [Fails]
        ),
        ("failing load", "#load \"broken.csx\"", [Fails]),
        ("load that throws", "#load \"throws.csx\"", [Fails]),
        ("failing import", "#!import more/failing.ipynb", [Fails]),
        ("import that throws", "#!import more/throwing.ipynb", [Fails]),
        ("value from nowhere", "#!value --name page --from-url http://127.0.0.1:1/page", [Fails]),
        (
            "printed exception",
            "try { throw new Exception(\"told\"); } catch (Exception e) { Console.WriteLine(e); }",
            []
        ),
        ("missing package", "using Newtonsoft.Json.Linq;\nJObject.Parse(\"{}\")", [Fails]),
        (
            "missing package in full",
            "\n1 + Newtonsoft.Json.Linq.JObject.Parse(\"{}\").Count",
            [Fails]
        ),
    ];

    private const string Plotly = """
        public class PictureSource
        {
            public IEnumerable<object> CreateTypeFormatters() =>
                new object[] { new PictureFormatter("text/html"), new PictureFormatter("application/vnd.plotly.v1+json"), new PictureFormatter("text/plain") };
        }
        public class PictureFormatter
        {
            public PictureFormatter(string mime) { MimeType = mime; }
            public string MimeType { get; }
            public bool Format(object picture, System.IO.TextWriter writer)
            {
                writer.Write(MimeType.EndsWith("json") ? "{\"data\": [{\"y\": [1, 2.50]}], \"layout\": {}}" : "words");
                return true;
            }
        }
        [AttributeUsage(AttributeTargets.Class)]
        public class TypeFormatterSourceAttribute : Attribute
        {
            public TypeFormatterSourceAttribute(Type type) { FormatterSourceType = type; }
            public Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        [TypeFormatterSource(typeof(PictureSource), PreferredMimeTypes = new[] { "text/html" })]
        public class Picture { }
        new Picture()
        """;

    private JsonArray Outputs(string name) => notebook.Outputs(name);

    private string Shown(string name, string mime = "text/plain", int output = 0) =>
        TestNotebook.Text(Outputs(name)[output]!["data"]![mime]);

    private string Error(string name)
    {
        JsonNode error = Outputs(name)
            .Single(output => (string?)output!["output_type"] == "error")!;
        return string.Join('\n', error["traceback"]!.AsArray().Select(line => (string)line!));
    }

    [Fact]
    public void The_notebook_passes_since_every_failure_is_expected() => notebook.Outcome.Expect(0);

    [Fact]
    public void Printed_text_is_joined_while_the_stream_is_the_same()
    {
        string[] streams =
        [
            .. Outputs("streams")
                .Select(output => $"{output!["name"]}:{TestNotebook.Text(output["text"])}"),
        ];

        Assert.Equal(["stdout:ab\n", "stderr:c\n", "stdout:d\n"], streams);
    }

    [Fact]
    public void A_trailing_expression_is_the_result_of_the_cell()
    {
        JsonNode result = Assert.Single(Outputs("trailing expression"))!;

        Assert.Equal("execute_result", (string?)result["output_type"]);
        Assert.Equal(2, (int)result["execution_count"]!);
        Assert.StartsWith(
            "<div class=\"dni-plaintext\"><pre>40</pre></div>",
            Shown("trailing expression", "text/html")
        );
    }

    [Fact]
    public void Text_shows_as_plain_text_and_null_as_null()
    {
        Assert.Equal("plain", Shown("text"));
        Assert.Contains("&lt;null&gt;", Shown("null", "text/html"));
    }

    [Fact]
    public void An_assignment_and_a_call_without_value_have_no_result()
    {
        Assert.Empty(Outputs("assignment"));
        Assert.Equal("stream", (string?)Assert.Single(Outputs("void"))!["output_type"]);
    }

    [Fact]
    public void Names_can_be_declared_again()
    {
        Assert.Equal("now text8", Shown("redeclaration"));
        Assert.Equal("44", Shown("redeclared method"));
        Assert.Equal("Point { X = 1, Y = 2 }", Shown("records"));
    }

    [Fact]
    public void Cells_await() => Assert.Equal("awaited", Shown("await"));

    [Fact]
    public void Only_the_imports_of_the_dotnet_kernel_are_there()
    {
        Assert.Equal("10", Shown("imports"));
        Assert.Contains("CS0103", Error("no more imports"));
    }

    [Fact]
    public void Display_shows_values_in_the_mime_type_asked_for()
    {
        Assert.Equal("shown", Shown("display"));
        Assert.Contains("a &lt; b", Shown("display", "text/html", 1));
        Assert.Equal("<i>html</i>", Shown("display", "text/html", 2));
        Assert.Equal("display_data", (string?)Outputs("display")[1]!["output_type"]);
    }

    [Fact]
    public void What_users_of_the_dotnet_kernel_type_first_is_there()
    {
        Assert.Contains("5", Shown("extensions", "text/html"));
        Assert.Equal("# hi", Shown("extensions", "text/markdown", 1));
        Assert.Contains("<span>First</span>", Shown("extensions", "text/html", 2));
        Assert.Contains("5", Shown("formatting package's", "text/html"));
        Assert.Equal("*x*", Shown("markdown and latex", "text/markdown"));
        Assert.Equal("$x$", Shown("markdown and latex", "text/latex", 1));
        Assert.Equal("2.5", Shown("markdown and latex", "text/latex", 2));
        Assert.Equal("4", Shown("alias"));
        Assert.Equal("Double", Shown("typed share"));
        Assert.Equal("returned", Shown("return"));
        Assert.Empty(Outputs("function returns"));
    }

    [Theory]
    [InlineData("no json", "what is shown as application/json is not JSON (line 1, byte 2)")]
    [InlineData("json too deep", "depth")]
    [InlineData("same key twice", "not JSON")]
    [InlineData("half a character", "no Unicode")]
    [InlineData("null message", "Silent: ")]
    [InlineData("throwing message", "its Message throws System.Exception")]
    [InlineData("forgotten reference", "CS0234")]
    [InlineData("forgotten reference of ours", "CS0103")]
    [InlineData("reference without quotes", "needs the path of an assembly in quotes")]
    [InlineData("failing formatter", "application/x+json")]
    [InlineData("failing load", "broken.csx, line 2, column 14: error CS1525")]
    [InlineData("failing load", "      int broken = ;\n                   ^")]
    [InlineData("load that throws", "throws.csx, line 3:\n      throw new Exception(\"loaded\");")]
    [InlineData("failing import", "failing.ipynb cell 1, line 2: #!frobnicate")]
    [InlineData("import that throws", "throwing.ipynb cell 1, line 2:")]
    public void A_failure_says_why_and_names_its_cell(string name, string reason)
    {
        // Cells that are run are counted, skipped and empty ones are not.
        int number = Outputs(name)[^1] is not null
            ? s_cells
                .Take(notebook.Index(name) + 1)
                .Count(cell => cell.Name is not ("skipped" or "empty"))
            : 0;
        Assert.Contains(reason, Error(name));
        Assert.Matches($"(^|\n) *cell {number}[,:]", Error(name));
    }

    [Fact]
    public void What_is_printed_a_character_at_a_time_is_whole()
    {
        Assert.Equal("a😀b", TestNotebook.Text(Outputs("emoji")[0]!["text"]));
        Assert.Equal(1_000_000, TestNotebook.Text(Outputs("dots")[0]!["text"]).Length);
    }

    [Fact]
    public void A_carriage_return_goes_back_to_the_beginning_of_the_line() =>
        Assert.Equal("done 19999\n", TestNotebook.Text(Outputs("progress")[0]!["text"]));

    [Fact]
    public void Every_cell_has_the_console_and_the_culture_anew_and_the_directory_as_it_is()
    {
        Assert.Equal(["out", "err"], Printed("after a console replaced"));
        Assert.Equal(["out"], Printed("after a console closed"));
        Assert.Equal(["한 é"], Printed("after a console's encoding"));
        Assert.Equal(["1.5 more"], Printed("after a culture and a directory"));

        IEnumerable<string> Printed(string name) =>
            Outputs(name).Select(output => TestNotebook.Text(output!["text"]));
    }

    [Fact]
    public void Cells_have_every_culture_and_start_in_none() =>
        Assert.Equal("ko-KR 2 한 aAbB  1.5", Shown("cultures"));

    [Fact]
    public void Scripts_and_styles_are_html()
    {
        Assert.Equal("<script type=\"text/javascript\">f()</script>", Shown("script", "text/html"));
        Assert.Contains("b { color: red }", Shown("script", "text/html", 1));
    }

    [Fact]
    public void An_update_changes_the_output_where_it_was_shown()
    {
        Assert.Equal("after", Shown("displayed"));
        Assert.Empty(Outputs("update"));
    }

    [Fact]
    public void An_exception_points_at_the_lines_of_the_cell()
    {
        Assert.Equal(
            """
            System.DivideByZeroException: Attempted to divide by zero.
               cell 16, line 3, in Invert:
                      return 1 / n;
               cell 16, line 6:
                  Invert(0)
            """,
            Error("exception")
        );
        Assert.Equal("System.DivideByZeroException", (string?)Outputs("exception")[0]!["ename"]);
        Assert.Equal("Attempted to divide by zero.", (string?)Outputs("exception")[0]!["evalue"]);
    }

    [Fact]
    public void An_exception_points_at_the_cell_that_its_code_stands_in()
    {
        string trace = Error("exception in an earlier cell's method");

        Assert.Contains("cell 16, line 3, in Invert", trace);
        Assert.Contains("cell 17, line 3", trace);
    }

    [Fact]
    public void What_a_failing_cell_declared_stays() =>
        Assert.Contains("<pre>1</pre>", Shown("after an exception", "text/html"));

    [Fact]
    public void A_compiler_error_points_at_line_and_column() =>
        Assert.Equal(
            """
            cell 19, line 2, column 10: error CS0103: The name 'missing' does not exist in the current context
                    fine + missing
                           ^
            """,
            Error("compiler error")
        );

    [Fact]
    public void A_compiler_warning_is_printed_to_stderr() =>
        Assert.Equal(
            "cell 20, line 1, column 7: warning CS0168: The variable 'unused' is declared but never used\n",
            TestNotebook.Text(Assert.Single(Outputs("warning"))!["text"])
        );

    [Fact]
    public void Paths_start_from_the_folder_of_the_notebook()
    {
        Assert.Equal("beside", Shown("working directory"));
        Assert.Contains("<pre>6</pre>", Shown("load", "text/html"));
        Assert.Equal("from afar", Shown("import"));
    }

    [Fact]
    public void An_import_that_cannot_be_fails_the_cell()
    {
        Assert.Contains(
            "the kernel of python.ipynb is python3 (python), not C#",
            Error("import of python")
        );
        Assert.Contains("circle.ipynb imports itself", Error("import of itself"));
    }

    [Fact]
    public void Magic_commands_do_what_they_do_in_the_dotnet_kernel()
    {
        Assert.Matches(@"^Wall time: [0-9.]+ms$", Shown("time"));
        Assert.Equal("<p>one</p>", Shown("html", "text/html"));
        Assert.Equal("two", Shown("html", output: 1));
        Assert.Equal("<p><strong>strong</strong></p>\n", Shown("markdown", "text/html"));
        Assert.Equal(
            "<script type=\"text/javascript\">g()</script>",
            Shown("javascript", "text/html")
        );
        Assert.Equal("graph LR; A-->B", Shown("mermaid", "text/vnd.mermaid"));
        Assert.Equal("3", Shown("set"));
        Assert.Equal("three words here", Shown("share"));
        Assert.Contains(" , timed\t , ", Shown("who", "text/html"));
        Assert.Contains("<td>taken</td>", Shown("whos", "text/html"));
        Assert.Contains("#!share", Shown("lsmagic").Split('\n'));
    }

    [Fact]
    public void An_unknown_magic_command_is_named_with_its_line_and_those_there_are()
    {
        string error = Error("unknown magic");

        Assert.StartsWith("cell 37, line 2: #!frobnicate is not a magic command here", error);
        Assert.Contains("#!time", error);
    }

    [Fact]
    public void A_value_that_cannot_be_fetched_names_its_address() =>
        Assert.Contains("http://127.0.0.1:1/page cannot be fetched: ", Error("value from nowhere"));

    [Fact]
    public void A_printed_exception_names_its_cell_and_no_folder() =>
        Assert.Matches(
            @"^System\.Exception: told\n   at Submission#\d+\S+ in cell \d+:line 1\n$",
            TestNotebook.Text(Assert.Single(Outputs("printed exception"))!["text"])
        );

    [Theory]
    [InlineData("missing package")]
    [InlineData("missing package in full")]
    public void A_library_without_its_line_is_told_with_that_line(string name) =>
        Assert.Contains("this line brings it: #r \"nuget: Newtonsoft.Json, 13.0.3\"", Error(name));

    [Fact]
    public void A_reference_to_no_file_names_the_path_and_the_command_that_builds_it()
    {
        Assert.Contains(
            Path.Combine(notebook.Folder, "absent/bin/Debug/Absent.dll"),
            Error("missing reference")
        );
        Assert.DoesNotContain("dotnet build", Error("missing reference"));
        Assert.Contains("dotnet build project/Project.csproj", Error("reference to build"));
    }

    [Fact]
    public void A_skipped_cell_keeps_what_was_stored_and_an_empty_one_has_nothing()
    {
        Assert.Equal(
            "stored before\n",
            TestNotebook.Text(Assert.Single(Outputs("skipped"))!["text"])
        );
        Assert.Empty(Outputs("empty"));
    }

    [Fact]
    public void What_is_printed_past_the_console_is_kept() =>
        Assert.Equal(
            "past the console",
            TestNotebook.Text(Assert.Single(Outputs("native"))!["text"])
        );

    [Fact]
    public void A_flood_of_text_is_cut_and_that_is_said()
    {
        Assert.Equal(1_000_000, TestNotebook.Text(Outputs("flood")[0]!["text"]).Length);
        Assert.Contains(
            "the cell printed more than 1,000,000 characters",
            TestNotebook.Text(Outputs("flood")[1]!["text"])
        );
    }

    [Fact]
    public void Text_printed_after_the_end_of_its_cell_is_dropped()
    {
        Assert.Empty(Outputs("background"));
        Assert.Equal(
            "now\n",
            TestNotebook.Text(Assert.Single(Outputs("after background"))!["text"])
        );
    }

    [Fact]
    public void A_type_that_offers_plotly_json_shows_as_that_and_as_text()
    {
        JsonObject data = Outputs("plotly")[^1]!["data"]!.AsObject();

        Assert.Equal(
            ["application/vnd.plotly.v1+json", "text/plain"],
            data.Select(entry => entry.Key)
        );
        Assert.Equal(
            "2.50",
            data["application/vnd.plotly.v1+json"]!["data"]![0]!["y"]![1]!.ToJsonString()
        );
    }

    [Fact]
    public void Cells_are_compiled_with_optimisation() =>
        Assert.Equal("release", Shown("optimised"));

    [Fact]
    public void The_report_says_how_every_cell_went()
    {
        JsonNode report = RunnerProcess.Report(notebook.Report)[0]!;

        Assert.Equal(notebook.Path, (string?)report["path"]);
        Assert.True((bool)report["ok"]!);
        Assert.True((double)report["seconds"]! > 0);
        Assert.InRange((long)report["peakMemoryBytes"]!, 20_000_000, 2_000_000_000);
        JsonArray cells = report["cells"]!.AsArray();
        Assert.Equal(s_cells.Length, cells.Count);
        Assert.Equal(Enumerable.Range(0, cells.Count), cells.Select(cell => (int)cell!["index"]!));
        Assert.All(cells, cell => Assert.True((bool)cell!["ok"]!));
        JsonNode display = cells[notebook.Index("display")]!;
        Assert.Equal(
            ["text/plain", "text/html"],
            display["mimeTypes"]!.AsArray().Select(mime => (string?)mime)
        );
        Assert.Null(display["error"]);
    }

    [Fact]
    public async Task The_executed_notebook_is_valid_nbformat()
    {
        Needs.NbFormat();

        await NbFormat.ValidateAsync(notebook.Executed);
    }

    /// <summary>The notebook of all cells, executed once.</summary>
    public sealed class ExecutedNotebook : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Folder => _folder.Path;

        public string Path => _folder["cells.ipynb"];

        public string Executed => System.IO.Path.Combine(_folder["out"], "cells.ipynb");

        public string Report => _folder["report.json"];

        internal RunnerProcess.Outcome Outcome { get; private set; } = new(-1, "");

        public int Index(string name) => Array.FindIndex(s_cells, cell => cell.Name == name);

        internal JsonArray Outputs(string name)
        {
            // Whatever fails a test here, the reason is in what the command said.
            Assert.True(File.Exists(Executed), Outcome.Output);
            return TestNotebook.Outputs(Executed, Index(name));
        }

        public async ValueTask InitializeAsync()
        {
            JsonObject[] cells =
            [
                .. s_cells.Select(cell => TestNotebook.Cell(cell.Source, cell.Tags)),
            ];
            TestNotebook.StorePrinted(cells[Index("skipped")], "stored before\n");
            TestNotebook.Write(Path, cells);
            TestNotebook.Write(
                _folder["more/imported.ipynb"],
                "var imported = \"from\";",
                "imported += \" afar\";"
            );
            TestNotebook.Write(_folder["more/circle.ipynb"], "#!import more/circle.ipynb");
            await File.WriteAllTextAsync(
                _folder["python.ipynb"],
                """{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "python3", "language": "python"}}}"""
            );
            await File.WriteAllTextAsync(_folder["beside.txt"], "beside");
            await File.WriteAllTextAsync(_folder["code.csx"], "int Loaded(int n) => 3 * n;");
            await File.WriteAllTextAsync(_folder["broken.csx"], "\nint broken = ;");
            await File.WriteAllTextAsync(
                _folder["throws.csx"],
                "int calm;\n\nthrow new Exception(\"loaded\");"
            );
            TestNotebook.Write(_folder["more/failing.ipynb"], "\n#!frobnicate");
            TestNotebook.Write(
                _folder["more/throwing.ipynb"],
                "\nthrow new Exception(\"imported\");"
            );
            Directory.CreateDirectory(_folder["project"]);
            await File.WriteAllTextAsync(_folder["project/Project.csproj"], "<Project/>");
            Outcome = await RunnerProcess.RunAsync(
                "run",
                Path,
                "--output-dir",
                _folder["out"],
                "--report",
                Report
            );
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
