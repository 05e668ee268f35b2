using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Parameters;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>`--parameter` sets what the cell tagged `parameters` declares; what that cell does not declare is refused by name.</summary>
public sealed class ParameterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static NotebookDocument Document(params JsonObject[] cells) =>
        NotebookDocument.Parse(
            Encoding.UTF8.GetBytes(
                new JsonObject
                {
                    ["cells"] = new JsonArray(cells),
                    ["metadata"] = new JsonObject(),
                    ["nbformat"] = 4,
                    ["nbformat_minor"] = 5,
                }.ToJsonString()
            )
        );

    private static JsonObject Declares(string source) => TestNotebook.Cell(source, "parameters");

    private static NotebookDocument Inject(
        NotebookDocument document,
        params (string Name, string Value)[] values
    ) => new ParameterValues(values).Inject(document);

    /// <summary>What is injected for one value, after the comment.</summary>
    private static string Injected(string declared, string name, string value) =>
        Inject(Document(Declares(declared)), (name, value)).Cells[1].Source[
            "// Parameters\n".Length..
        ];

    [Theory]
    [InlineData("double x = 0.1;", "0.25", "double x = 0.25;")]
    [InlineData("double x = 0.1;", "5", "double x = 5;")]
    [InlineData("double x = 0.1;", "1e-30", "double x = 1E-30;")]
    [InlineData("double x = 0.1;", "-Infinity", "double x = double.NegativeInfinity;")]
    [InlineData("double x;", "NaN", "double x = double.NaN;")]
    [InlineData("float x = 1f;", "0.5", "float x = 0.5f;")]
    [InlineData("decimal x = 1m;", "0.10", "decimal x = 0.10m;")]
    [InlineData("int x = 1;", "-3", "int x = -3;")]
    [InlineData("long x = 1;", "-9223372036854775808", "long x = -9223372036854775808;")]
    [InlineData("ulong x = 1;", "18446744073709551615", "ulong x = 18446744073709551615;")]
    [InlineData("byte x = 1;", "255", "byte x = 255;")]
    [InlineData("System.Int16 x = 1;", "7", "short x = 7;")]
    [InlineData("Boolean x = true;", "False", "bool x = false;")]
    [InlineData("char x = 'a';", "'", "char x = '\\'';")]
    [InlineData("string x = \"\";", "", "string x = \"\";")]
    [InlineData("string? x = null;", "a=\"b\"\\\n", "string x = \"a=\\\"b\\\"\\\\\\n\";")]
    [InlineData("var x = 0.1;", "2", "double x = 2;")]
    [InlineData("var x = -1;", "2", "int x = 2;")]
    [InlineData("var x = 1f;", "2", "float x = 2f;")]
    [InlineData("var x = \"a\";", "2", "string x = \"2\";")]
    [InlineData("var x = false;", "true", "bool x = true;")]
    [InlineData("const int x = 1;", "2", "const int x = 2;")]
    [InlineData("int a = 1, x = 2;", "3", "int x = 3;")]
    [InlineData("int x = 1; double x = 2;", "3.5", "double x = 3.5;")]
    [InlineData("#!csharp\n// int x = 1;\nint x /* one */ = 1; // two", "2", "int x = 2;")]
    [InlineData("#r \"nuget: Some, 1.0\"\nusing System.IO;\nint x = 1;", "2", "int x = 2;")]
    [InlineData("int @x = 1;", "2", "int x = 2;")]
    public void A_value_is_written_as_the_declared_type_wants_it(
        string declared,
        string value,
        string injected
    ) => Assert.Equal(injected, Injected(declared, "x", value));

    [Fact]
    public void A_name_that_is_a_keyword_of_the_language_is_written_with_its_sign() =>
        Assert.Equal("int @class = 2;", Injected("int @class = 1;", "class", "2"));

    [Theory]
    [InlineData("int x = 1;", "1.5", "x is int, expected a whole number from -2147483648 to")]
    [InlineData("int x = 1;", "2147483648", "x is int, expected a whole number from -2147483648")]
    [InlineData("int x = 1;", "1,000", "x is int")]
    [InlineData("int x = 1;", "", "x is int")]
    [InlineData("byte x = 1;", "-1", "x is byte, expected a whole number from 0 to 255")]
    [InlineData("double x = 1;", "0,5", "x is double, expected a number")]
    [InlineData("double x = 1;", "1e999", "x is double, expected a number")]
    [InlineData("float x = 1;", "1e39", "x is float, expected a number in the range of float")]
    [InlineData("var x = 1;", "fast", "x is int")]
    [InlineData("bool x = true;", "yes", "x is bool, expected true or false")]
    [InlineData("char x = 'a';", "ab", "x is char, expected one character")]
    [InlineData("DateTime x = default;", "2020-01-01", "x is declared as DateTime, which")]
    [InlineData("int[] x = [1];", "1", "x is declared as int[], which")]
    [InlineData("int? x = 1;", "1", "x is declared as int?, which")]
    [InlineData("DayOfWeek x = 0;", "Monday", "x is declared as DayOfWeek, which")]
    [InlineData("var x = 1 + 1;", "1", "x is declared as var, which")]
    [InlineData("int y = 1; double z;", "1", "declares no x; it declares int y, double z.")]
    [InlineData("{ int x = 1; }", "1", "declares no x; it declares none.")]
    [InlineData("int F() { int x = 1; return x; }", "1", "declares no x; it declares none.")]
    [InlineData("X = 1;", "1", "declares no x; it declares none.")]
    [InlineData("#!fsharp\nlet x = 1", "1", "declares no x; it declares none.")]
    [InlineData("int X = 1;", "1", "declares no x; it declares int X.")]
    [InlineData("", "1", "declares no x; it declares none.")]
    public void What_the_cell_does_not_declare_so_is_refused_by_name(
        string declared,
        string value,
        string said
    )
    {
        UsageException exception = Assert.Throws<UsageException>(() =>
            Injected(declared, "x", value)
        );

        Assert.StartsWith($"--parameter x={value}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_cell_declares_and_one_is_injected()
    {
        (string, string) value = ("x", "1");
        Assert.Contains(
            "no code cell has the tag parameters",
            Assert
                .Throws<UsageException>(() =>
                    Inject(Document(TestNotebook.Cell("int x = 1;")), value)
                )
                .Message
        );
        Assert.Contains(
            "2 cells have the tag parameters, expected one",
            Assert
                .Throws<UsageException>(() =>
                    Inject(Document(Declares("int x = 1;"), Declares("int x = 1;")), value)
                )
                .Message
        );
    }

    [Fact]
    public void An_injected_cell_before_the_one_that_declares_would_set_nothing_and_is_refused() =>
        Assert.Contains(
            "stands before the one tagged parameters",
            Assert
                .Throws<UsageException>(() =>
                    Inject(
                        Document(
                            TestNotebook.Cell("int x = 2;", "injected-parameters"),
                            Declares("int x = 1;")
                        ),
                        ("x", "3")
                    )
                )
                .Message
        );

    [Fact]
    public void A_cell_that_was_injected_before_is_replaced_where_it_stands()
    {
        NotebookDocument once = Inject(
            Document(Declares("int x = 1; int y = 1;"), TestNotebook.Cell("x + y")),
            ("x", "2")
        );

        NotebookDocument twice = Inject(once, ("y", "3"));

        Assert.Equal(
            ["int x = 1; int y = 1;", "// Parameters\nint y = 3;", "x + y"],
            twice.Cells.Select(cell => cell.Source)
        );
        Assert.Contains("injected-parameters", twice.Cells[1].Tags);
    }

    [Theory]
    [InlineData("vscode.ipynb")]
    [InlineData("jupyter.ipynb")]
    [InlineData("windows.ipynb")]
    [InlineData("one-line.ipynb")]
    public async Task In_a_file_of_any_form_all_but_the_injected_cell_stays_as_it_is(string name)
    {
        Needs.NbFormat();
        byte[] bytes = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "notebooks", name),
            TestContext.Current.CancellationToken
        );
        NotebookDocument document = NotebookDocument.Parse(bytes);
        int code = document.Cells.First(cell => cell.IsCode).Index;
        JsonObject metadata = new() { ["tags"] = new JsonArray("injected-parameters") };

        NotebookDocument injected = document.WithCell(
            "a\nb",
            metadata,
            "injected-parameters",
            after: code,
            replaced: null
        );

        Assert.Equal(
            [
                .. document.Cells.Take(code + 1).Select(cell => cell.Source),
                "a\nb",
                .. document.Cells.Skip(code + 1).Select(cell => cell.Source),
            ],
            injected.Cells.Select(cell => cell.Source)
        );
        byte[] saved = injected.Save(new Dictionary<int, CellOutputs>());
        Assert.True(saved.AsSpan().StartsWith(bytes.AsSpan(0, bytes.Length / 10)));
        Assert.True(saved.AsSpan().EndsWith(bytes.AsSpan(bytes.Length - 20)));
        await File.WriteAllBytesAsync(_folder[name], saved, TestContext.Current.CancellationToken);
        await NbFormat.ValidateAsync(_folder[name]);
    }

    [Fact]
    public void The_id_of_the_injected_cell_is_one_that_is_not_taken()
    {
        JsonObject taken = TestNotebook.Cell("1");
        taken["id"] = "injected-parameters";

        NotebookDocument injected = Inject(Document(Declares("int x = 1;"), taken), ("x", "2"));

        Assert.Contains(
            "\"injected-parameters-2\"",
            Encoding.UTF8.GetString(injected.Save(new Dictionary<int, CellOutputs>()))
        );
    }

    private Task<RunnerProcess.Outcome> RunAsync(params string[] arguments) =>
        RunnerProcess.RunAsync(["run", _folder["in"], .. arguments]);

    [Fact]
    public async Task One_notebook_runs_with_the_values_that_are_asked_for_and_its_copy_holds_them()
    {
        Needs.NbFormat();
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            Declares("double rate = 0.1; var epochs = 5; string name = \"none\";"),
            TestNotebook.Cell("$\"{rate} {epochs} {name}\"")
        );
        TestNotebook.Write(_folder["after/a.ipynb"], "rate");

        RunnerProcess.Outcome outcome = await RunAsync(
            "--parameter",
            "rate=0.5",
            "--parameter",
            "name=a = \"b\"",
            "--followed-by",
            _folder["after"],
            "--output-dir",
            _folder["out"],
            "--report",
            _folder["report.json"]
        );

        outcome.Expect(0);
        Assert.Equal("0.5 5 a = \"b\"", TestNotebook.Shown(_folder["out/a.ipynb"], 2));
        JsonNode copy = JsonNode.Parse(
            await File.ReadAllTextAsync(
                _folder["out/a.ipynb"],
                TestContext.Current.CancellationToken
            )
        )!;
        Assert.Equal(
            """["injected-parameters"]""",
            Compact(copy["cells"]![1]!["metadata"]!["tags"])
        );
        Assert.Equal(
            "1 2 3",
            string.Join(' ', copy["cells"]!.AsArray().Select(cell => cell!["execution_count"]))
        );
        Assert.Contains("0.5", TestNotebook.Shown(_folder["after/a.ipynb"], 0, "text/html"));
        JsonNode report = RunnerProcess.Report(_folder["report.json"])[0]!;
        Assert.Equal("""{"name":"a = \"b\"","rate":"0.5"}""", Compact(report["parameters"]));
        await NbFormat.ValidateAsync(_folder["out/a.ipynb"]);
    }

    private static string Compact(JsonNode? node) =>
        node!.ToJsonString(
            new System.Text.Json.JsonSerializerOptions
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    [Theory]
    [InlineData(
        "b.ipynb: --parameter rate=1: the cell tagged parameters declares no rate",
        "rate=1"
    )]
    [InlineData("--parameter rate: expected NAME=VALUE", "rate")]
    [InlineData("--parameter 1x=2: expected NAME=VALUE", "1x=2")]
    [InlineData("--parameter rate=2: rate is set twice", "rate=1", "rate=2")]
    [InlineData("goes neither with --in-place nor with --verify", "rate=1", "--in-place")]
    [InlineData("goes neither with --in-place nor with --verify", "rate=1", "--verify")]
    public async Task What_cannot_be_set_is_refused_before_anything_runs(
        string said,
        params string[] arguments
    )
    {
        TestNotebook.Write(_folder["in/a.ipynb"], Declares("double rate = 0.1;"));
        TestNotebook.Write(_folder["in/b.ipynb"], Declares("double speed = 0.1;"));

        RunnerProcess.Outcome outcome = await RunAsync([
            .. arguments.SelectMany(argument =>
                argument.StartsWith("--") ? (string[])[argument] : ["--parameter", argument]
            ),
        ]);

        outcome.Expect(2);
        outcome.Says(said);
        Assert.DoesNotContain("running", outcome.Output);
    }

    [Fact]
    public async Task The_kernel_of_dotnet_interactive_sets_them_as_well()
    {
        Needs.Kernel();
        JsonObject declaring = Declares("double rate = 0.1; const int n = 1;");
        declaring["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        TestNotebook.Write(
            _folder["in/a.ipynb"],
            declaring,
            TestNotebook.Cell("Console.WriteLine($\"{rate} {n}\");")
        );

        RunnerProcess.Outcome outcome = await RunAsync(
            "--parameter",
            "rate=2",
            "--parameter",
            "n=3",
            "--kernel",
            "dotnet-interactive",
            "--output-dir",
            _folder["out"]
        );

        outcome.Expect(0);
        Assert.Equal("2 3\n", TestNotebook.Texts(_folder["out/a.ipynb"], 2).Single());
    }
}
