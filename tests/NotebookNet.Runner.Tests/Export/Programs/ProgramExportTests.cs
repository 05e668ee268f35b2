using NotebookNet.Runner.Export;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Export.Programs;

/// <summary>What the cells of a notebook may do and a program may not: the program does it in its own way, and prints the same.</summary>
public sealed class ProgramExportTests : IDisposable
{
    private readonly ExportedProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task NamesThatAreDeclaredAgain()
    {
        string printed = await _program.RunAsync(
            "int x = 1;\nint y = 1;\nint[] list = { 1 };\nint Twice(int n) => 2 * n;\nint HeldOn() => y;\nx",
            "var x = 2;\nint y = 2;\nint[] list = { 1, 2, 3 };\nConsole.WriteLine($\"{x} {y} {HeldOn()} {list.Length}\");",
            "string x = \"three\";\nint Twice(int n) => 20 * n;\nstring Twice(string s) => s + s;\nConsole.WriteLine(x);",
            "Console.WriteLine($\"{Twice(1)} {Twice(x)} {(x, y)} {new { x }} {nameof(x)}\");"
        );

        Assert.Equal("1\n2 2 1 3\nthree\n20 threethree (three, 2) { x = three } x", printed);
        Assert.Contains("\nx = 2;", _program.Text, StringComparison.Ordinal);
        Assert.Contains("\nlist = new int[] { 1, 2, 3 };", _program.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesThatLieWithinOthers()
    {
        string printed = await _program.RunAsync(
            "foreach (int i in new[] { 1, 2 }) { int best = i; Console.Write(best); }\nvar sum = (from k in new[] { 1, 2 } where k > 0 select new { k }).Sum(row => row.k);",
            "int i = 3, k = 4;\nint best = 5;\nstring args = \"words\";\nvar query = from i in new[] { 6 } select (i, best);",
            "int Math2(int best) => best + i;\nConsole.WriteLine($\" {i} {k} {best} {sum} {args} {query.First()} {Math2(1)}\");",
            "int Max = Math.Max(1, 2);\nstring Random = new Random(1).Next(1, 2).ToString();\nConsole.WriteLine($\"{Max} {Random}\");"
        );

        Assert.Equal("12 3 4 5 3 words (6, 5) 4\n2 1", printed);
    }

    [Fact]
    public async Task VariablesThatAreReadBeforeTheyAreSet()
    {
        string printed = await _program.RunAsync(
            "int count;\nFunc<int, int> factorial = n => n < 2 ? 1 : n * factorial(n - 1);\nint Later() => below + 1;\nint below = 2;\ncount++;",
            "Console.WriteLine($\"{count} {factorial(4)} {Later()}\");",
            "int Early() => late;\nConsole.WriteLine(Early());\nint late = 7;",
            "if (int.TryParse(\"8\", out int parsed)) { late = parsed; }\nvar (a, b) = (parsed, late);\nConsole.WriteLine(a + b);"
        );

        Assert.Equal("1 24 3\n0\n16", printed);
    }

    [Fact]
    public async Task Types()
    {
        string printed = await _program.RunAsync(
            "var first = new Random(1);\nconst int Size = 3;\nstatic int Shift(int n) => n + Size;\npublic record Point(int X);\nnew Point(1).ToString()",
            "using System.Globalization;\nclass Random\n{\n    public int Next() => Shift(1);\n}\nstatic int Doubled(this int n) => 2 * n;",
            "private class Point\n{\n    public Point() { }\n    public override string ToString() => $\"{Size}\";\n}\nConsole.WriteLine($\"{new Point()} {new Random().Next()} {2.Doubled()} {first.GetType().FullName} {Shift(Size)}\");"
        );

        Assert.Equal("Point { X = 1 }\n3 4 4 System.Random 6", printed);
    }

    [Fact]
    public async Task CellsThatFail()
    {
        string printed = await _program.RunAsync(
            TestNotebook.Cell(
                "int kept = 3;\nint Twice() => 2 * kept;\nstring text = @\"a\nb\";\nint.Parse(\"no\");",
                "raises-exception"
            ),
            TestNotebook.Cell("int broken = ;", "raises-exception"),
            TestNotebook.Cell("Console.WriteLine(\"takes hours\");\nreturn;", "skip-execution"),
            "Console.WriteLine($\"{Twice()} {text.Length}\");"
        );

        Assert.StartsWith("FormatException: ", printed, StringComparison.Ordinal);
        Assert.EndsWith("\n6 3", printed, StringComparison.Ordinal);
        Assert.Contains("// int broken = ;", _program.Text, StringComparison.Ordinal);
        Assert.Contains(
            "// Console.WriteLine(\"takes hours\");",
            _program.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task WhatIsShown()
    {
        string printed = await _program.RunAsync(
            "display(\"text\");\nvar shown = display(1.5);\nshown.Update(2.5);\ndisplay(new[] { 1, 2 });\nDateTime.UnixEpoch.Year.Display();\n\"<b>\"",
            "#!html\n<p id=\"mine\">Mine</p>",
            "#!markdown\n# Title",
            "#!time\nawait Task.Delay(1);",
            "new[] { new { Name = \"Ann\" } }.DisplayTable();\nCSS(\"p { color: red }\");",
            "HTML(\"<i>x</i>\")",
            "await Task.FromResult(\"awaited\")",
            "Console.Write(\"\")"
        );

        string[] lines = printed.Split('\n');
        Assert.Equal(["text", "1.5", "2.5", "[ 1, 2 ]", "1970", "<b>"], lines[..6]);
        Assert.StartsWith("Wall time: ", lines[6], StringComparison.Ordinal);
        Assert.Equal(
            ["awaited", $"Figures and tables: {Path.Combine(_program.Folder, "n.figures.html")}"],
            lines[7..]
        );
        Assert.All(
            ["<p id=\"mine\">Mine</p>", "Title</h1>", "Ann", "color: red", "<i>x</i>"],
            part => Assert.Contains(part, _program.Page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task FilesThatCellsBring()
    {
        File.WriteAllText(Path.Combine(_program.Folder, "loaded.csx"), "int Loaded() => 4;\n");
        File.WriteAllText(Path.Combine(_program.Folder, "data.txt"), "from the folder");
        TestNotebook.Write(Path.Combine(_program.Folder, "other.ipynb"), "int imported = 5;");

        string printed = await _program.RunAsync(
            "#load \"loaded.csx\"\n#!import other.ipynb\nusing System.IO;\nConsole.WriteLine($\"{Loaded()} {imported} {File.ReadAllText(\"data.txt\")}\");"
        );

        Assert.Equal("4 5 from the folder", printed);
    }

    [Fact]
    public async Task TextBecomesComments()
    {
        System.Text.Json.Nodes.JsonObject prose = TestNotebook.Cell("");
        prose["cell_type"] = "markdown";
        prose.Remove("outputs");
        prose.Remove("execution_count");
        prose["source"] =
            $"# Title\n\n{string.Join(' ', Enumerable.Repeat("word", 60))}\n\n<details><summary>Solution</summary>\n\n<pre><code>List&lt;int&gt; x;</code></pre>\n</details>";

        string printed = await _program.RunAsync(prose, "Console.WriteLine(1);");

        Assert.Equal("1", printed);
        Assert.Contains(
            "// Title\n// =====\n//\n// word word",
            _program.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("// List<int> x;", _program.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_program.Text.Split('\n'), line => line.Length > 130);
        Assert.DoesNotContain("#:package", _program.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANotebookWithoutCodeIsAProgram()
    {
        Assert.Equal("", await _program.RunAsync("// nothing"));
    }

    [Theory]
    [InlineData("int a = 1;\nint Count { get; set; }", "cell 1, line 2: ", "the property Count")]
    [InlineData("if (DateTime.Now.Year > 1)\n{\n    return;\n}", "cell 1, line 3: ", "'return;'")]
    [InlineData("int a = 1;\nRoot.ToString()", "cell 1, line 2: ", "Root")]
    [InlineData("#!share --from fsharp x", "cell 1, line 1: ", "#!share")]
    [InlineData("int a = 1;\nint b = c;", "cell 1, line 2: ", "CS0103")]
    [InlineData("event Action Done;", "cell 1, line 1: ", "an event")]
    [InlineData("#!import none.ipynb", "cell 1, line 1: ", "does not exist")]
    [InlineData(
        "using System.Linq.Expressions;\nint F(int x) => x;\nExpression<Func<int, int>> e = x => F(x);",
        "cell 1: ",
        "CS8110"
    )]
    public async Task WhatAProgramCannotHaveIsRefused(string cell, string place, string construct)
    {
        ExportException refused = await Assert.ThrowsAsync<ExportException>(() =>
            _program.ExportAsync(cell)
        );

        Assert.StartsWith(place, refused.Message, StringComparison.Ordinal);
        Assert.Contains(construct, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherLanguageBecomesACommentAndIsSaid()
    {
        System.Text.Json.Nodes.JsonObject cell = TestNotebook.Cell("let x = 1");
        cell["metadata"]!["polyglot_notebook"] = new System.Text.Json.Nodes.JsonObject
        {
            ["kernelName"] = "fsharp",
        };

        await _program.ExportAsync(cell, "1");

        Assert.Contains("// let x = 1", _program.Text, StringComparison.Ordinal);
        Assert.Contains("fsharp", Assert.Single(_program.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssembliesAreNamedByTheirProjectsOrInAFileBeside()
    {
        string bin = Path.Combine(_program.Folder, "thing", "bin");
        string loose = Path.Combine(_program.Folder, "loose");
        Directory.CreateDirectory(bin);
        Directory.CreateDirectory(loose);
        string library = typeof(MathNet.Numerics.Constants).Assembly.Location;
        File.Copy(library, Path.Combine(bin, Path.GetFileName(library)));
        File.Copy(
            typeof(FactAttribute).Assembly.Location,
            Path.Combine(loose, "xunit.v3.core.dll")
        );

        await _program.ExportAsync("#r \"loose/xunit.v3.core.dll\"\n1");

        Assert.Contains(
            "$(MSBuildProjectDirectory)/n.targets",
            _program.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("n.targets", _program.Files[1].Path);

        File.WriteAllText(Path.Combine(_program.Folder, "thing", "thing.csproj"), "<Project />");
        await _program.ExportAsync("#r \"thing/bin/MathNet.Numerics.dll\"\n1");

        Assert.Contains("#:project thing/thing.csproj", _program.Text, StringComparison.Ordinal);
        Assert.Single(_program.Files);
    }

    [Fact]
    public async Task ChartsOfOthersAreDrawnByTheScriptThatComesWithThem()
    {
        string library = typeof(Plotly.NET.GenericChart).Assembly.Location;

        await _program.ExportAsync(
            $"#r \"{library}\"\nPlotly.NET.GenericChart chart = null;\nchart"
        );

        Assert.Contains("GenericChart.toChartHTML(chart)", _program.Text, StringComparison.Ordinal);
        Assert.Contains(
            "<script>{PlotlyScript()}</script>",
            _program.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TwiceGivesTheSame()
    {
        await _program.ExportAsync("int x = 1;", "string x = \"\";");
        string first = _program.Text;
        await _program.ExportAsync("int x = 1;", "string x = \"\";");

        Assert.Equal(first, _program.Text);
    }
}
