using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

/// <summary>What magic commands show and declare, beside what the kernel of .NET Interactive 1.0.712001 showed for the same cells.</summary>
public sealed class MagicTests(MagicTests.Run run) : IClassFixture<MagicTests.Run>
{
    /// <summary>One run of all cells, in their order.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private static readonly (string Source, string[] Shown)[] s_cells =
        [
            (
                "int n = 5; var text = \"a<b\"; List<int> list = [1, 2]; object nothing = null; int? maybe = null;",
                []
            ),
            (
                "#!who",
                [
                    "<div><div class=\"dni-plaintext\"><pre>[ n\t , text\t , list\t , nothing\t , maybe\t  ]</pre></div></div>",
                ]
            ),
            ("var n = \"again\";", []),
            (
                "#!whos ignored",
                [
                    "<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>"
                        + Row("n", TypeOf("String"), "again")
                        + Row("text", TypeOf("String"), "a&lt;b")
                        + Row(
                            "list",
                            "<span><a href=\"https://docs.microsoft.com/dotnet/api/system.collections.generic.list-1?view=net-7.0\">System.Collections.Generic.List&lt;System.Int32&gt;</a></span>",
                            "[ 1, 2 ]"
                        )
                        + Row("nothing", Plain("&lt;null&gt;"), "&lt;null&gt;")
                        + Row("maybe", Plain("&lt;null&gt;"), "&lt;null&gt;")
                        + "</tbody></table>",
                ]
            ),
            ("#!value --name kept\n\nfirst\nsecond", ["\nfirst\nsecond"]),
            ("#!value --name one\na\n#!value --name \"two\"\nb", ["a\n", "b"]),
            ("#!value --name json --mime-type application/json\n{\"a\":[1,2]}", ["{\"a\":[1,2]}"]),
            ("#!value --from-file kept.txt --name file", ["from a file\n"]),
            ("#!value --name inline --from-value \"in line\"\nnot kept", ["\"in line\""]),
            ("#!set --name s1 --value @value:one\n\"[\" + s1 + \"]\"", ["[a\n]"]),
            (
                "#!set --name s2 --value @value:json --mime-type text/plain\ns2.GetType().Name",
                ["JsonDocument"]
            ),
            ("#!set --name s3 --value \"with \\\"quotes\\\"\"\ns3", ["\"with \\\"quotes\\\"\""]),
            (
                "#!set --name s4 --value {\"a\": 1, \"b\": [\"}\"]} ignored\ns4",
                ["{\"a\": 1, \"b\": [\"}\"]}"]
            ),
            (
                """
                int whole = 3; var half = 0.5; var yes = true; var day = new DateTime(2020, 1, 2); var letter = 'x'; var made = new { A = 1 };
                """,
                []
            ),
            (
                """
                #!set --name c1 --value @csharp:whole
                #!set --name c2 --value @csharp:half
                #!set --name c3 --value @csharp:yes
                #!set --name c4 --value @csharp:day
                #!set --name c5 --value @csharp:letter
                #!set --name c6 --value @csharp:list
                #!set --name c7 --value @csharp:made
                #!set --name c8 --value @whole
                string.Join(" ", new object[] { c1, c2, c3, c4, c5, c6, c7, c8 }.Select(value => value.GetType().Name))
                """,
                ["Double Double Boolean String String JsonDocument JsonDocument Double"]
            ),
            (
                """
                #!set --name r1 --value @csharp:list --byref
                #!share --from csharp list --as r2
                #!share --name whole --from csharp --as r3
                #!share --from value json --as r4
                #!share --from csharp list --as r5 --mime-type text/plain
                #!set --name r6 --value @csharp:whole --mime-type text/plain
                object.ReferenceEquals(r1, list) + $" {object.ReferenceEquals(r2, list)} {r3.GetType().Name} {r4.GetType().Name} {r5} {r6.GetType().Name}"
                """,
                ["True True Int32 JsonDocument [ 1, 2 ] String"]
            ),
            ("#!import --file prose.ipynb\nimported", ["# Prose", "<i>html</i>", "by a notebook"]),
            ("#!import cells.dib", ["# Head", "by a dib"]),
            ("#!time\nthrow new Exception(\"no time\");", ["System.Exception: no time"]),
            (
                "new[] { new { A = 1, B = \"x, y\" } }.DisplayTable();\nnew[] { 7 }.DisplayTable(\"text/csv\");\n((int[])null).DisplayTable();",
                ["A,B\n1,\"x, y\"\n", "value\n7\n", Plain("&lt;null&gt;")]
            ),
            (
                "using Microsoft.DotNet.Interactive.Formatting;\nDisplayedValue typed = display(\"first\");",
                ["second"]
            ),
            ("typed.Update(\"second\");", []),
            ("new FormattedValue(\"text/html\", \"<b>formatted</b>\")", ["<b>formatted</b>"]),
            (
                "{ int unused; } Console.WriteLine(\"out\");",
                [
                    "out\n",
                    "cell 24, line 1, column 7: warning CS0168: The variable 'unused' is declared but never used\n",
                ]
            ),
            ("if (n is null) return;\nConsole.WriteLine(1);", ["1\n", Plain("&lt;null&gt;")]),
            (
                "Console.ReadLine()",
                [
                    "System.InvalidOperationException: There is no input: nobody types while a notebook runs without a screen.",
                ]
            ),
            (
                "await GetInputAsync(\"Name?\")",
                [
                    "System.InvalidOperationException: There is no input: nobody types while a notebook runs without a screen.",
                ]
            ),
            ("Root.Name + \" \" + Current.Name", [".NET csharp"]),
        ];

        /// <summary>Cells that are refused, with the reason behind `cell n, line m: `.</summary>
        private static readonly (string Source, string Reason)[] s_refused =
        [
            ("1 + 1\n#!unknown", "#!unknown is not a magic command here"),
            ("#!HTML\n<b>1</b>", "#!HTML is not a magic command here"),
            ("#! time", "#! is not a magic command here"),
            ("#!who --help", "#!who has no option --help; it takes none."),
            ("#!html --name x\n<b>1</b>", "#!html has no option --name; it takes none."),
            (
                "#!set --colour x --name y --value 3",
                "#!set has no option --colour; there are --name, --value, --mime-type, --byref."
            ),
            ("#!set --value 3", "#!set needs --name."),
            ("#!set --name", "#!set needs a value after --name."),
            ("#!set --name a --value 3 --name b", "#!set takes --name once, not twice."),
            (
                "#!set --name class --value 3",
                "\"class\" is not a name that a C# variable can have."
            ),
            (
                "#!set --name a --value @csharp:list --byref --mime-type text/plain",
                "#!set takes either --byref or --mime-type."
            ),
            (
                "#!set --name a --value @csharp:list --mime-type text/odd",
                "list cannot be written as text/odd."
            ),
            ("#!set --name a --value @csharp:absent", "there is no C# variable absent."),
            ("#!set --name a --value @value:absent", "there is no value absent; there are: "),
            (
                "#!set --name a --value @sql:rows",
                "there are no values in sql, only in value and csharp."
            ),
            ("#!set --name a --value @input:Name?", "@input: There is no input"),
            ("#!set --name a --value @password", "@password: There is no input"),
            ("#!value --name a --from-value @input:Name?", "@input: There is no input"),
            ("#!share list", "#!share needs --from."),
            ("#!share --from csharp absent", "there is no C# variable absent."),
            ("#!value\ntext", "#!value needs --name."),
            ("#!value --name a", "#!value needs a content below it, "),
            (
                "#!value --name a --from-file b --from-url http://c",
                "#!value takes either --from-file or --from-url."
            ),
            (
                "#!value --name a --from-file kept.txt\ntext",
                "#!value takes either --from-file or a content below it."
            ),
            ("#!value --name a --from-url ftp://host/a", "ftp://host/a is no address that begins"),
            (
                "#!value --name a --from-url file:///dev/zero",
                "file:///dev/zero cannot be fetched: "
            ),
            (
                "#!value --name bad --mime-type application/json\n{oops",
                "what is shown as application/json is "
            ),
            ("#!set --name a --value @value:bad", "there is no value bad; there are: "),
            ("#!import", "#!import needs --file."),
            ("#!import kept.txt", "kept.txt is neither .ipynb nor .dib nor .cs nor .csx."),
        ];

        private readonly TemporaryFolder _folder = new();

        private RunnerProcess.Outcome? _outcome;

        /// <summary>How many cells are refused.</summary>
        public static int Refused => s_refused.Length;

        /// <summary>How many cells show something that is known.</summary>
        public static int Cells => s_cells.Length;

        internal (string Source, IEnumerable<string> Expected, IEnumerable<string> Shown) Cell(
            int index
        )
        {
            Assert.NotNull(_outcome);
            _outcome.Expect(0);
            JsonArray outputs = TestNotebook.Outputs(_folder["a.ipynb"], index);
            return (
                s_cells[index].Source,
                s_cells[index].Shown,
                outputs.Select(output => Text(output!))
            );
        }

        internal (string Source, string Reason, string Said) Refusal(int index)
        {
            string path = _folder["a.ipynb"];
            return (
                s_refused[index].Source,
                s_refused[index].Reason,
                Assert.Single(
                    TestNotebook
                        .Outputs(path, s_cells.Length + index)
                        .Select(output => Text(output!))
                )
            );
        }

        public async ValueTask InitializeAsync()
        {
            await File.WriteAllTextAsync(_folder["kept.txt"], "from a file\n");
            await File.WriteAllTextAsync(
                _folder["cells.dib"],
                "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[]}}\n\n#!markdown\n\n# Head\n\n#!csharp\n\n\"by a dib\"\n"
            );
            JsonObject prose = TestNotebook.Cell("# Prose");
            JsonObject raw = TestNotebook.Cell("raw");
            foreach ((JsonObject cell, string type) in new[] { (prose, "markdown"), (raw, "raw") })
            {
                cell["cell_type"] = type;
                cell.Remove("outputs");
                cell.Remove("execution_count");
            }

            TestNotebook.Write(
                _folder["prose.ipynb"],
                prose,
                raw,
                TestNotebook.Cell("var imported = \"by a notebook\";"),
                TestNotebook.Cell("#!html\n<i>html</i>")
            );
            TestNotebook.Write(
                _folder["a.ipynb"],
                [
                    .. s_cells
                        .Select(cell => cell.Source)
                        .Concat(s_refused.Select(cell => cell.Source))
                        .Select(source => TestNotebook.Cell(source, "raises-exception")),
                ]
            );
            _outcome = await RunnerProcess.RunAsync("run", _folder["a.ipynb"], "--in-place");
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>An output in one text: of a table its values, of HTML what stands before the styles.</summary>
        private static string Text(JsonNode output)
        {
            if ((string?)output["output_type"] == "error")
            {
                return $"{output["ename"]}: {output["evalue"]}";
            }

            JsonNode shown =
                output["text"]
                ?? output["data"]!["text/csv"]
                ?? output["data"]!.AsObject().First().Value!;
            return shown is JsonObject json
                ? json.ToJsonString()
                : TestNotebook.Text(shown).Split("<style>")[0];
        }

        private static string Plain(string text) =>
            $"<div class=\"dni-plaintext\"><pre>{text}</pre></div>";

        private static string TypeOf(string type) =>
            $"<span><a href=\"https://docs.microsoft.com/dotnet/api/system.{type.ToLowerInvariant()}?view=net-7.0\">System.{type}</a></span>";

        private static string Row(string name, string type, string value) =>
            $"<tr><td>{name}</td><td>{type}</td><td>{Plain(value)}</td></tr>";
    }

    [Fact]
    public void Each_cell_shows_what_it_shows_in_the_dotnet_kernel() =>
        Assert.All(
            Enumerable.Range(0, Run.Cells),
            index =>
            {
                var (source, expected, shown) = run.Cell(index);
                Assert.True(
                    expected.SequenceEqual(shown),
                    $"{source}\nexpected: {string.Join(" | ", expected)}\nshown: {string.Join(" | ", shown)}"
                );
            }
        );

    [Fact]
    public void What_a_magic_command_cannot_do_is_refused_by_name_before_anything_of_its_cell_runs() =>
        Assert.All(
            Enumerable.Range(0, Run.Refused),
            index =>
            {
                var (source, reason, said) = run.Refusal(index);
                Assert.True(
                    said.Contains($": {reason}", StringComparison.Ordinal),
                    $"{source}\nexpected: {reason}\nsaid: {said}"
                );
            }
        );
}
