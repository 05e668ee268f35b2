using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Course.Tests.RunTests;

/// <summary>
/// Small chapters, run once for all tests of a class: one with its exercises, as `.ci/course` runs those of the course, and
/// two with every cell twice, as `.ci/long` does.
/// </summary>
public sealed class RunChapters : IAsyncLifetime
{
    private const string Scaffold = "double x = double.NaN;\nCheck.Number(\"x\", 2, x)";

    private static readonly string s_library =
        $"#r \"{Library}/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;";

    private readonly TemporaryFolder _folder = new();

    internal static string Library =>
        Path.Combine(Model.Course.Root, "lib", "NotebookNet.Interactive", "bin");

    /// <summary>The folder of the run, with the exercises in a folder of their own.</summary>
    public string Out => _folder["out"];

    /// <summary>What verifying the doubled chapters printed.</summary>
    public string Verified { get; private set; } = "";

    internal Chapter Exercises { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Exercises = Tiny.Chapter(
            _folder["05-exercises.ipynb"],
            [
                Tiny.Code(s_library),
                Tiny.Code(
                    "int[] data = [1, 2, 3];\nConsole.WriteLine(data.Sum());",
                    Tiny.Printed("6\n")
                ),
                Tiny.Code("int runs = 0;"),
                Tiny.Code("runs++;").Tagged("long-running"),
                Tiny.Markdown("## Exercises"),
                .. Exercise(
                    1,
                    "double Mean(int[] x) => double.NaN;   // your code\n\nCheck.Number(\"1\", 2, Mean(data))",
                    "double Mean(int[] x)\n{\n    List<int> all = [.. x];\n\n    return all.Average();\n}",
                    "double Mean(int[] x) => x.Sum();",
                    "The mean is 2.",
                    "double Mean(int[] x) => (double)x.Sum() / x.Length;"
                ),
                .. Exercise(
                    2,
                    "// Print the largest.",
                    "Console.WriteLine(7 * data.Max());",
                    null,
                    "It prints 21."
                ),
                .. Exercise(3, Scaffold, "int x = 3;", "int x = 1;"),
                .. Exercise(4, Scaffold, "int x = \"two\";", "int x = 1;"),
                .. Exercise(5, Scaffold, "int x = 2;", "int x = 2;"),
                .. Exercise(6, Scaffold, "int x = 2;", "int x = y;"),
                .. Exercise(7, "int x = 2;\nCheck.Number(\"x\", 2, x)", "int x = 2;", "int x = 1;"),
                .. Exercise(8, "int x = z;", "int x = 2;", null),
                .. Exercise(9, Scaffold, "int x = 2;", "double? x = null;"),
                .. Exercise(10, Scaffold, "int x = 2;", "int x = 1;", "It is 0.25."),
                .. Exercise(11, "Check.Number(\"x\", 2, 0);", "int x = 2;", "int x = 1;"),
                .. Exercise(
                    12,
                    "double expected = double.NaN;\n\nCheck.Number(\"12\", runs, expected)",
                    "int expected = 1;",
                    "int expected = 5;",
                    "It ran."
                ),
                .. Exercise(13, Scaffold, "int x = 2;", null, right: "double x = 2.1;"),
                .. Exercise(14, Scaffold, "int x = 2;", null, right: "double x = y;"),
                .. Exercise(15, "int x = 0;\nCheck.Number(\"x\", 2, x)", "int x = 2;", null),
            ]
        );
        Save(Exercises.Path, Exercises.Bytes);
        Save(_folder["out/exercises/05-exercises.ipynb"], WrittenNotebook.Exercises(Exercises)!);
        SaveDoubled(
            "06-again.ipynb",
            Tiny.Code(
                "int[] data = [1, 2, 3];\nConsole.WriteLine(data.Sum());",
                Tiny.Printed("6\n")
            ),
            Tiny.Code("Console.WriteLine(DateTime.Now.Ticks);", Tiny.Printed("now\n"))
                .Tagged("nbval-ignore-output"),
            Tiny.Code("not C#").Tagged("skip-execution"),
            Tiny.Code("int runs = 0;"),
            Tiny.Code("runs++;").Tagged("long-running"),
            Tiny.Code("Console.WriteLine(runs);", Tiny.Printed("1\n"))
        );
        SaveDoubled(
            "07-changes.ipynb",
            Tiny.Code("int count = 0;"),
            Tiny.Code("count++;\nConsole.WriteLine(count);", Tiny.Printed("1\n")),
            Tiny.Code("Console.WriteLine(10 * count);", Tiny.Printed("10\n"))
        );

        // The scaffold of exercise 8 does not compile: its cell fails, and is not the end.
        (
            await RunnerProcess.RunAsync(
                "run",
                Exercises.Path,
                "--allow-errors",
                "--output-dir",
                Out,
                "--followed-by",
                _folder["out/exercises"]
            )
        ).Expect(0);
        RunnerProcess.Outcome verified = await RunnerProcess.RunAsync("verify", _folder["doubled"]);
        verified.Expect(1);
        Verified = verified.Output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void SaveDoubled(string name, params JsonObject[] cells) =>
        Save(
            _folder[$"doubled/{name}"],
            WrittenNotebook.Doubled(Tiny.Chapter(_folder[name], cells))
        );

    private static void Save(string path, byte[] notebook)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, notebook);
    }

    private static JsonObject[] Exercise(
        int number,
        string scaffold,
        string solution,
        string? wrong,
        string words = "It is so.",
        string? right = null
    ) =>
        [
            Tiny.Markdown($"**{number}.** Do it."),
            Tiny.Code(scaffold),
            Tiny.Markdown(
                $"<details>\n<summary>Solution {number}</summary>\n\n{words}\n\n{Tiny.Block(solution)}\n\n</details>",
                new JsonObject { ["wrong"] = wrong, ["right"] = right }.ToJsonString()
            ),
        ];
}
