using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Running;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class RecordedRunTests(RunChapters run) : IClassFixture<RunChapters>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Chapter Chapter => run.Exercises;

    private string ChapterFile => _folder[Chapter.Name];

    private string ExercisesFile => _folder[$"exercises/{Chapter.Name}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Right_exercises_have_no_faults_and_the_faults_of_others_are_found()
    {
        string[] found = [.. Faults(run.Out).Select(violation => violation.Message)];
        string[] expected =
        [
            "exercise 7: the scaffold shows ✔",
            "exercise 8: the scaffold fails: CompilationError",
            "exercise 11: the scaffold shows no check",
            "exercise 15: the scaffold shows ✘, expected a check that is open",
            "exercise 3: for the solution the check shows ✘",
            "exercise 4: the solution fails: CompilationError",
            "exercise 5: for the wrong answer the check shows ✔",
            "exercise 6: the wrong answer fails instead of being judged",
            "exercise 9: for the wrong answer the check shows …",
            "0.25 in \"It is 0.25.\" stands in no output",
            "exercise 11: for the wrong answer the check shows no check",
            "exercise 11: for the solution the check shows no check",
            "exercise 13: for the right answer the check shows ✘, expected ✔: double x = 2.1;",
            "exercise 14: the right answer fails: CompilationError",
        ];
        Assert.Equal(expected.Length, found.Length);
        Assert.All(
            expected.Zip(found),
            pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Cells_that_can_be_run_again_pass_doubled()
    {
        Assert.Contains("passed  ", run.Verified, StringComparison.Ordinal);
        Assert.Contains("06-again.ipynb (", run.Verified, StringComparison.Ordinal);
        Assert.Contains("1 passed, 1 failed", run.Verified, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_change_what_they_start_from_are_found_doubled()
    {
        // Each cell stands twice: 4 is the second of the cell that counts, 5 the first of the one after it.
        string[] lines = [.. run.Verified.Split('\n').Select(line => line.Trim())];
        Assert.DoesNotContain(
            lines,
            line => line.StartsWith("cell 3 differs", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.StartsWith("cell 4 differs", StringComparison.Ordinal));
        Assert.Contains("+ 2", lines);
        Assert.Contains(lines, line => line.StartsWith("cell 5 differs", StringComparison.Ordinal));
        Assert.Contains("+ 20", lines);
    }

    [Fact]
    public void A_missing_run_is_a_fault()
    {
        string none = Assert.Single(Faults(_folder.Path)).Message;
        File.Copy(Path.Combine(run.Out, Chapter.Name), ChapterFile);
        string noExercises = Assert.Single(Faults(_folder.Path)).Message;

        Assert.Equal($"there is no run of it: {ChapterFile} is missing", none);
        Assert.Equal($"there is no run of it: {ExercisesFile} is missing", noExercises);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_of_another_version_is_a_fault(bool ofExercises)
    {
        CopyRun();
        Change(
            ofExercises ? ExercisesFile : ChapterFile,
            cell => cell["source"] = ((string)cell["source"]!).Replace('2', '7')
        );

        Assert.Equal(
            $"the run in {_folder.Path} is of an older 05-exercises.ipynb: run it again",
            Assert.Single(Faults(_folder.Path)).Message
        );
    }

    [Theory]
    [InlineData(0, "it failed or was stopped before its exercises")]
    [InlineData(3, "its exercises ended before answer 3 of 28: ")]
    public void A_run_that_ended_before_its_exercises_is_a_fault(int from, string expected)
    {
        CopyRun();
        int number = 0;
        Change(
            ExercisesFile,
            cell =>
                cell["execution_count"] =
                    number++ < from ? cell["execution_count"]!.DeepClone() : null
        );

        Assert.StartsWith(
            expected,
            Assert.Single(Faults(_folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_chapter_whose_cells_were_not_all_run_is_a_fault()
    {
        CopyRun();
        int number = 0;
        Change(
            ChapterFile,
            cell =>
                cell["execution_count"] =
                    ++number == 3 ? null : cell["execution_count"]!.DeepClone()
        );

        Violation fault = Assert.Single(Faults(_folder.Path));

        Assert.Equal(3, fault.Cell);
        Assert.StartsWith("was never executed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_run_of_a_chapter_without_exercises_is_a_fault()
    {
        Chapter chapter = Tiny.Chapter(_folder["08-none.ipynb"], Tiny.Code("1"));

        Violation fault = Assert.Single(
            new RecordedRun(_folder["nowhere"], RunChapters.Library).FaultsOf(chapter)
        );

        Assert.StartsWith("there is no run of it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_notebooks_need_the_packages_of_their_chapter()
    {
        Chapter chapter = Tiny.Parse("08-needs.ipynb", ["Absent"], Tiny.Code("1"));

        Assert.Equal(
            ["Absent"],
            Model.Chapter.Parse("08-needs.ipynb", WrittenNotebook.Doubled(chapter)).NeededPackages
        );
    }

    [Fact]
    public void A_run_that_does_not_say_on_which_build_is_a_fault()
    {
        CopyRun();
        int number = 0;
        Change(
            ExercisesFile,
            cell => cell["outputs"] = number++ == 0 ? new JsonArray() : cell["outputs"]!.DeepClone()
        );

        Assert.Equal(
            $"the run in {_folder.Path} does not say which library it used",
            Assert.Single(Faults(_folder.Path)).Message
        );
    }

    [Fact]
    public void A_run_on_another_build_of_the_library_is_a_fault()
    {
        CopyRun();
        Change(
            ExercisesFile,
            cell =>
                cell["outputs"] = JsonNode.Parse(
                    cell["outputs"]!
                        .ToJsonString()
                        .Replace(
                            "NotebookNet.Interactive ",
                            "NotebookNet.Interactive 0",
                            StringComparison.Ordinal
                        )
                )
        );

        Assert.Equal(
            $"the run in {_folder.Path} used another build of NotebookNet.Interactive: run it again",
            Assert.Single(Faults(_folder.Path)).Message
        );
    }

    private Violation[] Faults(string folder) =>
        [.. new RecordedRun(folder, RunChapters.Library).FaultsOf(Chapter)];

    private void CopyRun()
    {
        Directory.CreateDirectory(_folder[RecordedRun.ExercisesFolder]);
        File.Copy(Path.Combine(run.Out, Chapter.Name), ChapterFile);
        File.Copy(Path.Combine(run.Out, RecordedRun.ExercisesFolder, Chapter.Name), ExercisesFile);
    }

    /// <summary>Changes the code cells of a notebook.</summary>
    private static void Change(string path, Action<JsonNode> change)
    {
        JsonNode notebook = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (JsonNode? cell in notebook["cells"]!.AsArray())
        {
            if ((string?)cell!["cell_type"] == "code")
            {
                change(cell);
            }
        }

        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(notebook.ToJsonString()));
    }
}
