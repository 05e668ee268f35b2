using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class AssignCommandTests
{
    [Fact]
    public async Task A_folder_is_handed_out_and_what_is_broken_is_said()
    {
        using TemporaryFolder folder = new();
        TestNotebook.Write(
            folder["in/one.ipynb"],
            Exercise("int a = 0;   // your answer\nCheck.Number(\"1\", G(), a)", "int a = 3;")
        );
        TestNotebook.Write(folder["in/sub/two.ipynb"], "1");
        TestNotebook.Write(folder["in/wrong.ipynb"], "// BEGIN SOLUTION");
        File.WriteAllText(folder["in/broken.ipynb"], "{");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "assign",
            folder["in"],
            "--output-dir",
            folder["out"]
        );

        outcome.Expect(ExitCodes.Failed);
        outcome.Says($"{folder["in/one.ipynb"]} → {folder["out/one.ipynb"]}: 1 exercise");
        outcome.Says("two.ipynb: 0 exercises");
        outcome.Says($"{folder["in/sub/two.ipynb"]}: no exercise found");
        Assert.DoesNotContain(
            "one.ipynb: no exercise found",
            outcome.Output,
            StringComparison.Ordinal
        );
        outcome.Says("broken.ipynb: not JSON");
        outcome.Says("wrong.ipynb: cell 1: BEGIN SOLUTION without an END SOLUTION");
        Assert.DoesNotContain(
            "int a = 3;",
            File.ReadAllText(folder["out/one.ipynb"]),
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(folder["out/sub/two.ipynb"]));
        Assert.False(File.Exists(folder["out/wrong.ipynb"]));
        Assert.False(File.Exists(folder["out/broken.ipynb"]));
    }

    [Fact]
    public async Task A_teachers_notebook_is_not_written_over()
    {
        using TemporaryFolder folder = new();
        TestNotebook.Write(folder["one.ipynb"], "1");
        byte[] before = File.ReadAllBytes(folder["one.ipynb"]);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "assign",
            folder["one.ipynb"],
            "--output-dir",
            folder.Path
        );

        outcome.Expect(ExitCodes.Usage);
        outcome.Says("one.ipynb would be written over");
        Assert.Equal(before, File.ReadAllBytes(folder["one.ipynb"]));
    }
}
