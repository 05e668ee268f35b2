using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Runner.Tests;

/// <summary>Whatever stands in a file: it is refused by name, or it is read, saved and compared.</summary>
public sealed class BrokenNotebookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Example()
    {
        JsonObject cell = TestNotebook.Cell("Console.WriteLine(1);", "raises-exception");
        cell["execution_count"] = 1;
        cell["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        cell["outputs"] = JsonNode.Parse(
            """
            [{"output_type": "stream", "name": "stdout", "text": ["1\n", "é 😀\n"]},
             {"output_type": "execute_result", "execution_count": 1, "metadata": {},
              "data": {"text/plain": "2.5", "text/html": ["<b id='x'>3</b>"], "application/vnd.plotly.v1+json":
                {"data": [{"y": {"dtype": "f8", "bdata": "AAAAAAAA8D8=", "shape": "1"}}], "layout": {}}}},
             {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["t"]}]
            """
        );
        JsonObject notebook = new()
        {
            ["cells"] = new JsonArray(
                new JsonObject { ["cell_type"] = "markdown", ["source"] = new JsonArray("# a") },
                cell
            ),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return Encoding.UTF8.GetBytes(notebook.ToJsonString());
    }

    /// <summary>Reads, saves and compares; only what is documented may be thrown.</summary>
    private static bool Survives(byte[] bytes)
    {
        NotebookDocument document;
        try
        {
            document = NotebookDocument.Parse(bytes);
        }
        catch (NotebookFormatException)
        {
            return false;
        }

        OutputComparer comparer = new(1e-9);
        JsonArray shown =
        [
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = "stdout",
                ["text"] = "x",
            },
        ];
        Dictionary<int, CellOutputs> changes = [];
        foreach (NotebookCell cell in document.Cells.Where(cell => cell.IsCode))
        {
            changes[cell.Index] = new CellOutputs((JsonArray)shown.DeepClone(), 7);
            try
            {
                comparer.Compare(cell.Outputs, shown);
                comparer.Compare(cell.Outputs, cell.Outputs);
            }
            catch (FormatException)
            {
                // Documented: what is stored is no output.
            }
            catch (InvalidOperationException)
            {
                // Documented, too.
            }
        }

        byte[] saved = document.Save(changes);
        Assert.Equal(document.Cells.Count, NotebookDocument.Parse(saved).Cells.Count);
        return true;
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(20_000, Traits = ["Tier", "long"])]
    public void Bytes_that_were_changed_are_refused_or_read_saved_and_compared(int mutations)
    {
        byte[] example = Example();
        Random random = new(1);
        int read = 0;
        for (int i = 0; i < mutations; i++)
        {
            byte[] bytes = [.. example];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                bytes[random.Next(bytes.Length)] =
                    random.Next(2) == 0
                        ? (byte)random.Next(256)
                        : example[random.Next(bytes.Length)];
            }

            read += Survives(bytes) ? 1 : 0;
        }

        // Neither of the two ways may be all there is.
        Assert.InRange(read, mutations / 20, mutations * 19 / 20);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(20_000, Traits = ["Tier", "long"])]
    public void Values_of_another_type_are_refused_or_read_saved_and_compared(int mutations)
    {
        string example = Encoding.UTF8.GetString(Example());
        string[] values =
        [
            "null",
            "5",
            "-1e400",
            "true",
            "\"text\"",
            "\"\"",
            "[]",
            "{}",
            "[null]",
            "[[1]]",
            "{\"a\":null}",
        ];
        Random random = new(2);
        int read = 0;
        for (int i = 0; i < mutations; i++)
        {
            JsonNode root = JsonNode.Parse(example)!;
            for (int j = random.Next(1, 3); j > 0; j--)
            {
                Replace(root, JsonNode.Parse(values[random.Next(values.Length)]), random);
            }

            read += Survives(Encoding.UTF8.GetBytes(root.ToJsonString())) ? 1 : 0;
        }

        Assert.InRange(read, mutations / 20, mutations * 19 / 20);
    }

    /// <summary>Puts a value in the place of one somewhere below <paramref name="node"/>, each depth being as likely.</summary>
    private static void Replace(JsonNode node, JsonNode? value, Random random)
    {
        while (true)
        {
            JsonNode? next;
            switch (node)
            {
                case JsonObject { Count: > 0 } members:
                    string key = members.ElementAt(random.Next(members.Count)).Key;
                    next = members[key];
                    if (next is JsonValue or null || random.Next(4) == 0)
                    {
                        members[key] = value;
                        return;
                    }

                    break;
                case JsonArray { Count: > 0 } items:
                    int index = random.Next(items.Count);
                    next = items[index];
                    if (next is JsonValue or null || random.Next(4) == 0)
                    {
                        items[index] = value;
                        return;
                    }

                    break;
                default:
                    return;
            }

            node = next;
        }
    }

    [Fact]
    public async Task One_bad_notebook_costs_one_row()
    {
        Dictionary<string, byte[]> bad = new()
        {
            ["1-duplicate.ipynb"] = "{\"nbformat\":4,\"cells\":[],\"cells\":[]}"u8.ToArray(),
            ["2-surrogate.ipynb"] =
                "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"1\",\"outputs\":[\"\\ud83d\"]}]}"u8.ToArray(),
            ["3-latin1.ipynb"] = Encoding.Latin1.GetBytes("{\"nbformat\":4,\"cells\":[\"é\"]}"),
            ["4-tags.ipynb"] =
                "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"1\",\"metadata\":{\"tags\":[null]}}]}"u8.ToArray(),
            ["5-polyglot.dib.ipynb"] = "#!csharp\n1"u8.ToArray(),
            ["6-fsharp.ipynb"] =
                "{\"nbformat\":4,\"cells\":[],\"metadata\":{\"kernelspec\":{\"name\":\".net-fsharp\",\"language\":\"F#\"}}}"u8.ToArray(),
        };
        Directory.CreateDirectory(_folder["in"]);
        foreach ((string name, byte[] bytes) in bad)
        {
            await File.WriteAllBytesAsync(
                _folder[$"in/{name}"],
                bytes,
                TestContext.Current.CancellationToken
            );
        }

        TestNotebook.Write(_folder["in/7-json.ipynb"], "\"{bad\".DisplayAs(\"application/json\");");
        TestNotebook.Write(_folder["in/8-good.ipynb"], TestNotebook.Passes);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "run",
            _folder["in"],
            "--verify",
            "--output-dir",
            _folder["out"],
            "--report",
            _folder["report.json"]
        );

        outcome.Expect(1);
        JsonArray report = RunnerProcess.Report(_folder["report.json"]);
        Assert.Equal(8, report.Count);
        outcome.Says(".dib file");
        outcome.Says("its kernel is .net-fsharp (F#)");
        outcome.Says("what is shown as application/json is not JSON");
        Assert.Null((string?)report[7]!["error"]);
        Assert.True(File.Exists(_folder["out/8-good.ipynb"]));
    }
}
