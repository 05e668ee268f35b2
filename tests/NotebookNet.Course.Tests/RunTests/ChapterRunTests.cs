using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Running;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class ChapterRunTests
{
    private const string Library =
        "#r \"../lib/NotebookNet.Interactive/bin/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;";

    private static readonly string s_path = Path.Combine(
        Model.Course.Root,
        "notebooks",
        "05-tiny.ipynb"
    );

    [Fact]
    public async Task Right_exercises_and_cells_that_can_be_run_again_are_right()
    {
        Chapter chapter = Tiny.Chapter(
            s_path,
            [
                Tiny.Code(Library),
                Tiny.Code(
                    "int[] data = [1, 2, 3];\nConsole.WriteLine(data.Sum());",
                    Tiny.Printed("6\n")
                ),
                Tiny.Code("Console.WriteLine(DateTime.Now.Ticks);", Tiny.Printed("now\n"))
                    .Tagged("nbval-ignore-output"),
                Tiny.Code("not C#").Tagged("skip-execution"),
                Tiny.Markdown("## Exercises"),
                .. Exercise(
                    1,
                    "double Mean(int[] x) => double.NaN;   // your code\n\nCheck.Number(\"1\", 2, Mean(data))",
                    "double Mean(int[] x)\n{\n    return x.Average();\n}",
                    "double Mean(int[] x) => x.Sum();",
                    "The mean is 2."
                ),
                .. Exercise(
                    2,
                    "// Print the largest.",
                    "Console.WriteLine(7 * data.Max());",
                    null,
                    "It prints 21."
                ),
            ]
        );

        ChapterRun run = await ChapterRun.RunAsync(chapter, twice: true);

        // The open check of the scaffold is not stored here, so it differs.
        Assert.Equal([7], run.Reruns.Select(violation => violation.Cell!.Value));
        Assert.Empty(run.Exercises);
    }

    [Fact]
    public async Task A_long_running_cell_runs_once_and_not_at_all_for_the_exercises()
    {
        Chapter chapter = Tiny.Chapter(
            s_path,
            [
                Tiny.Code(Library),
                Tiny.Code("int runs = 0;"),
                Tiny.Code("runs++;").Tagged("long-running"),
                Tiny.Markdown("## Exercises"),
                .. Exercise(
                    1,
                    "int expected = -1;\n\nCheck.Number(\"1\", runs, expected)",
                    "int expected = 1;",
                    "int expected = 5;",
                    "It ran."
                ),
            ]
        );

        ChapterRun twice = await ChapterRun.RunAsync(chapter, twice: true);
        ChapterRun once = await ChapterRun.RunAsync(chapter, twice: false);

        Assert.Empty(twice.Exercises);
        Assert.Contains(
            "expected ✔",
            Assert.Single(once.Exercises).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Cells_that_change_what_they_start_from_are_found()
    {
        Chapter chapter = Tiny.Chapter(
            s_path,
            Tiny.Code("int count = 0;"),
            Tiny.Code("count++;\nConsole.WriteLine(count);", Tiny.Printed("1\n")),
            Tiny.Code("Console.WriteLine(10 * count);", Tiny.Printed("10\n"))
        );

        ChapterRun twice = await ChapterRun.RunAsync(chapter, twice: true);
        ChapterRun once = await ChapterRun.RunAsync(chapter, twice: false);

        Assert.Equal(
            ["run a second time", "with every earlier"],
            twice.Reruns.Select(violation =>
                string.Join(
                    ' ',
                    violation.Message.Split(' ', ',').Take(violation.Cell == 2 ? 4 : 3)
                )
            )
        );
        Assert.Contains("+ 2", twice.Reruns[0].Message, StringComparison.Ordinal);
        Assert.Empty(once.Reruns);
    }

    [Fact]
    public async Task Faults_of_exercises_are_found()
    {
        const string Scaffold = "int x = 0;\nCheck.Number(\"x\", 2, x)";
        Chapter chapter = Tiny.Chapter(
            s_path,
            [
                Tiny.Code(Library),
                Tiny.Markdown("## Exercises"),
                .. Exercise(1, Scaffold, "int x = 3;", "int x = 1;"),
                .. Exercise(2, Scaffold, "int x = \"two\";", "int x = 1;"),
                .. Exercise(3, Scaffold, "int x = 2;", "int x = 2;"),
                .. Exercise(4, Scaffold, "int x = 2;", "int x = y;"),
                .. Exercise(5, "int x = 2;\nCheck.Number(\"x\", 2, x)", "int x = 2;", "int x = 1;"),
                .. Exercise(6, "int x = z;", "int x = 2;", null),
                .. Exercise(7, Scaffold, "int x = 2;", "double? x = null;"),
                .. Exercise(8, Scaffold, "int x = 2;", "int x = 1;", "It is 0.25."),
                .. Exercise(9, "Check.Number(\"x\", 2, 0);", "int x = 2;", "int x = 1;"),
            ]
        );

        ChapterRun run = await ChapterRun.RunAsync(chapter, twice: false);

        string[] found = [.. run.Exercises.Select(violation => violation.Message)];
        string[] expected =
        [
            "exercise 5: the scaffold shows ✔",
            "exercise 6: the scaffold fails: CompilationError",
            "exercise 9: the scaffold shows no check",
            "exercise 1: for the solution the check shows ✘",
            "exercise 2: the solution fails: CompilationError",
            "exercise 3: for the wrong answer the check shows ✔",
            "exercise 4: the wrong answer fails instead of being judged",
            "exercise 7: for the wrong answer the check shows …",
            "0.25 in \"It is 0.25.\" stands in no output",
            "exercise 9: for the wrong answer the check shows no check",
            "exercise 9: for the solution the check shows no check",
        ];
        Assert.Equal(expected.Length, found.Length);
        Assert.All(
            expected.Zip(found),
            pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Cell_that_ends_its_process_is_found()
    {
        Chapter chapter = Tiny.Chapter(s_path, Tiny.Code("Environment.Exit(3);"), Tiny.Code("1"));

        ChapterRun run = await ChapterRun.RunAsync(chapter, twice: true);

        Assert.Contains(
            "cell 1 ended the notebook's process",
            Assert.Single(run.Reruns).Message,
            StringComparison.Ordinal
        );
        Assert.Single(run.Exercises);
    }

    [Theory]
    [InlineData("NotebookNet.Absent", true)]
    [InlineData("NotebookNet.Other", false)]
    public async Task Run_ends_where_a_package_is_not_served_that_the_notebook_says_it_needs(
        string needed,
        bool isExcused
    )
    {
        Chapter chapter = Tiny.Parse(
            s_path,
            [needed],
            [
                Tiny.Code("#r \"nuget: NotebookNet.Absent, 1.0.0\""),
                Tiny.Markdown("## Exercises"),
                .. Exercise(1, "int x = z;", "int x = 2;", null),
            ]
        );

        ChapterRun run = await ChapterRun.RunAsync(chapter, twice: true);

        Assert.Equal(isExcused ? ["NotebookNet.Absent"] : [], run.UnservedPackages);
        Assert.Equal(isExcused ? 0 : 2, run.Reruns.Count);
        Assert.Equal(isExcused ? 0 : 1, run.Exercises.Count);
    }

    private static JsonObject[] Exercise(
        int number,
        string scaffold,
        string solution,
        string? wrong,
        string words = "It is so."
    ) =>
        [
            Tiny.Markdown($"**{number}.** Do it."),
            Tiny.Code(scaffold),
            Tiny.Markdown(
                $"<details>\n<summary>Solution {number}</summary>\n\n{words}\n\n```csharp\n{solution}\n```\n\n</details>",
                new JsonObject { ["wrong"] = wrong }.ToJsonString()
            ),
        ];
}
