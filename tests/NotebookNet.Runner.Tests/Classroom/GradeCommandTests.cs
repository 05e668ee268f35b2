using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class GradeCommandTests
{
    private static GradedClass OneExercise(string given = "double Of(double x) => x;") =>
        new([
            ExportedNotebook.Code(GradedClass.Check + "\n" + given),
            .. Exercise(
                "double a = double.NaN;   // your answer\nCheck.Number(\"1\", Of(2.5), a)",
                "double a = 2.5;"
            ),
        ]);

    private static Dictionary<string, string> A(string value) =>
        new() { ["a"] = $"double a = {value};" };

    [Fact]
    public async Task What_cannot_be_graded_is_said_before_anything_runs()
    {
        using GradedClass graded = OneExercise();
        graded.HandIn("ann", A("2.5"));
        TestNotebook.Write(graded["none.ipynb"], "1");
        Directory.CreateDirectory(graded["empty"]);
        Directory.CreateDirectory(graded["out"]);
        File.WriteAllText(graded["file"], "");
        string report = graded["out/g.csv"];

        await Fails(
            ExitCodes.Usage,
            "missing",
            "grade",
            graded["missing"],
            "--against",
            graded.Teacher,
            "--report",
            report
        );
        await Fails(
            ExitCodes.Usage,
            "missing.ipynb",
            "grade",
            graded.HandedIn,
            "--against",
            graded["missing.ipynb"],
            "--report",
            report
        );
        await Fails(
            ExitCodes.Usage,
            "there is no exercise in it",
            "grade",
            graded.HandedIn,
            "--against",
            graded["none.ipynb"],
            "--report",
            report
        );
        await Fails(
            ExitCodes.Usage,
            "There is no SUBMISSION: --against takes all that stands behind it.",
            "grade",
            "--against",
            graded.Teacher,
            graded.HandedIn,
            "--report",
            report
        );
        await Fails(
            ExitCodes.Usage,
            "would be written over",
            "grade",
            graded.HandedIn,
            "--against",
            graded.Teacher,
            "--report",
            graded.PathOf("ann")
        );
        await Fails(
            ExitCodes.Usage,
            "would be written over",
            "grade",
            graded.HandedIn,
            "--against",
            graded.Teacher,
            "--report",
            report,
            "--json",
            report
        );
        await Fails(
            ExitCodes.Usage,
            "cannot be written",
            "grade",
            graded.HandedIn,
            "--against",
            graded.Teacher,
            "--report",
            graded["file/g.csv"]
        );
        await Fails(
            ExitCodes.Usage,
            "--jobs",
            "grade",
            graded.HandedIn,
            "--against",
            graded.Teacher,
            "--report",
            report,
            "--jobs",
            "0"
        );
        Assert.False(File.Exists(report));

        static async Task Fails(int code, string says, params string[] arguments)
        {
            RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(arguments);
            outcome.Expect(code);
            outcome.Says(says);
            Assert.DoesNotContain("   at ", outcome.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--roster")]
    public async Task A_folder_without_notebooks_is_an_error_and_leaves_the_reports(
        params string[] options
    )
    {
        using GradedClass graded = OneExercise();
        Directory.CreateDirectory(graded.HandedIn);
        Directory.CreateDirectory(graded["out"]);
        File.WriteAllText(Path.Combine(graded.HandedIn, "week1.pdf"), "");
        File.WriteAllText(graded["out/grades.csv"], "a table");
        File.WriteAllText(graded["roster.csv"], "id\nann\n");

        RunnerProcess.Outcome outcome = await graded.GradeAsync([
            .. options,
            .. options.Select(_ => graded["roster.csv"]),
        ]);

        outcome.Expect(ExitCodes.Usage);
        outcome.Says($"{graded.HandedIn}: there is no notebook (.ipynb) in it");
        Assert.DoesNotContain("   at ", outcome.Output, StringComparison.Ordinal);
        Assert.Equal([graded["out/grades.csv"]], Directory.GetFileSystemEntries(graded["out"]));
        Assert.Equal("a table", File.ReadAllText(graded["out/grades.csv"]));
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_named_as_it_was_given()
    {
        Needs.Linux();

        Assert.Equal(
            "/proc/x.csv cannot be written: no file can be made in /proc.",
            Assert
                .Throws<UsageException>(() =>
                    new GradeReports("/proc/x.csv", null, null).Check([], [])
                )
                .Message
        );
    }

    [Fact]
    public async Task An_assignment_that_fails_itself_is_named()
    {
        using GradedClass graded = OneExercise(
            "double Of(double x) => x;\nthrow new InvalidOperationException(\"the teacher's\");"
        );
        graded.HandIn("ann", A("2.5"));

        RunnerProcess.Outcome outcome = await graded.GradeAsync();

        outcome.Expect(ExitCodes.Failed);
        outcome.Says("cell 1 of the assignment itself fails");
        outcome.Says("the teacher's");
    }

    [Fact]
    public async Task A_run_that_is_stopped_goes_on_and_a_late_or_changed_submission_is_graded_alone()
    {
        using GradedClass graded = OneExercise();
        graded.HandIn("ann", A("2.5"));
        graded.HandIn("bob", A("1"));
        graded.HandIn("cem", A("2.5"));
        Directory.CreateDirectory(graded["out"]);
        using (
            Process process = RunnerProcess.StartWithDefaultSignals(graded.Command("--jobs", "1"))
        )
        {
            await RunnerProcess.UntilAsync(
                process,
                "one is graded",
                () =>
                    Directory.Exists(graded["out/grades.csv.graded"])
                    && Directory.EnumerateFiles(graded["out/grades.csv.graded"], "*.json").Any()
            );
            RunnerProcess.Signal(process, "INT");
            RunnerProcess.Outcome stopped = await RunnerProcess.EndAsync(process);
            stopped.Says("The same command goes on where it was");
            Assert.InRange(stopped.ExitCode, ExitCodes.Signalled, 255);
            Assert.False(File.Exists(graded["out/grades.csv"]));
        }

        (await graded.GradeAsync("--jobs", "1")).Expect(0);
        graded.HandIn("dan", A("2.50"));
        RunnerProcess.Outcome late = await graded.GradeAsync();
        graded.HandIn("bob", A("2.500"));
        RunnerProcess.Outcome changed = await graded.GradeAsync();

        Assert.Equal(3, Count(late));
        Assert.Equal(3, Count(changed));
        Assert.Equal(
            ["right", "right", "right", "right"],
            new[] { "ann", "bob", "cem", "dan" }.Select(graded.Verdicts)
        );

        static int Count(RunnerProcess.Outcome outcome) =>
            outcome.Output.Split("graded before").Length - 1;
    }

    [Theory]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("de_DE.UTF-8", Traits = ["Tier", "long"])]
    public async Task The_machines_language_changes_no_verdict(string culture)
    {
        using GradedClass graded = OneExercise();
        graded.HandIn("ann", A("2.5"));
        graded.HandIn("bob", A("1.25"));
        Directory.CreateDirectory(graded["out"]);

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            new Dictionary<string, string?> { ["LC_ALL"] = culture, ["LANG"] = culture },
            graded.Command("--timeout", "60.5")
        );

        outcome.Expect(0);
        Assert.Equal("right", graded.Verdicts("ann"));
        Assert.Equal("wrong", graded.Verdicts("bob"));
        Assert.Equal("a = 1.25", (string?)graded.Of("bob", "Exercise 1")["answer"]);
    }

    [Fact]
    public async Task Nbgraders_cells_are_graded_and_nothing_hidden_is_handed_back()
    {
        using GradedClass graded = new([
            Nbgrader(
                "int Twice(int x)\n{\n    ### BEGIN SOLUTION\n    return 2 * x;\n    ### END SOLUTION\n}",
                """{"grade_id": "a", "solution": true}"""
            ),
            Nbgrader(
                "if (Twice(2) != 4) throw new Exception(\"twice two\");\n### BEGIN HIDDEN TESTS\nif (Twice(-3) != -6) throw new Exception(\"minus-three-is-secret\");\n### END HIDDEN TESTS",
                """{"grade_id": "check-a", "grade": true, "locked": true, "points": 2.5}"""
            ),
            Nbgrader(
                "T First<T>(T[] xs)\n{\n    ### BEGIN SOLUTION\n    return xs[0];\n    ### END SOLUTION\n}",
                """{"grade_id": "b", "solution": true}"""
            ),
            Nbgrader(
                "if (First(new[] { 1 }) != 1) throw new Exception(\"first\");",
                """{"grade_id": "check-b", "grade": true, "locked": true, "points": 1}"""
            ),
            Nbgrader("int notChecked = 3;", """{"grade_id": "c", "solution": true}"""),
        ]);
        graded.HandIn(
            "right",
            new Dictionary<string, string>
            {
                ["Twice"] = "int Twice(int x) => x + x;",
                ["First"] = "T First<T>(T[] xs) => xs[0];",
                ["notChecked"] = "int notChecked = 4;",
            }
        );
        graded.HandIn(
            "positive",
            new Dictionary<string, string> { ["Twice"] = "int Twice(int x) => Math.Abs(2 * x);" }
        );
        graded.HandIn(
            "thrice",
            new Dictionary<string, string> { ["Twice"] = "int Twice(int x) => 3 * x;" }
        );
        graded.HandIn("open", new Dictionary<string, string>());

        RunnerProcess.Outcome outcome = await graded.GradeAsync();

        outcome.Expect(0);
        Assert.Equal("right, by-hand", graded.Verdicts("right"));
        Assert.Equal("wrong, not-answered", graded.Verdicts("thrice"));
        Assert.Contains(
            "twice two",
            (string?)graded.Of("thrice", "check-a")["said"],
            StringComparison.Ordinal
        );
        Assert.Equal(2.5, (double?)graded.Of("right", "check-a")["points"]);
        Assert.Equal("wrong, not-answered", graded.Verdicts("positive"));
        Assert.Equal("not-answered, not-answered", graded.Verdicts("open"));
        JsonNode found = graded.Of("positive", "check-a");
        Assert.Contains("secret", (string?)found["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (string?)found["said"], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", graded.Feedback("positive"), StringComparison.Ordinal);
        Assert.DoesNotContain("Twice(-3)", graded.Feedback("positive"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_librarys_check_judges()
    {
        using GradedClass graded = new([
            ExportedNotebook.Code(
                "#r \"../lib/NotebookNet.Interactive.dll\"\nusing NotebookNet.Interactive;\nusing MathNet.Numerics.LinearAlgebra;"
            ),
            .. Exercise(
                "Matrix<double> M(Matrix<double> x) => double.NaN * x;   // your code\nMatrix<double> given = Matrix<double>.Build.Dense(2, 3, (i, j) => i + j);\nCheck.Matrix(\"Exercise 1\", given + given, M(given))",
                "Matrix<double> M(Matrix<double> x) => 2 * x;"
            ),
        ]);
        LibraryCopy.In(graded["lib"]);
        graded.HandIn(
            "ann",
            new Dictionary<string, string>
            {
                ["M"] = "Matrix<double> M(Matrix<double> x) => x + x;",
            }
        );
        graded.HandIn(
            "bob",
            new Dictionary<string, string>
            {
                ["M"] =
                    "Matrix<double> M(Matrix<double> x)\n{\n    CheckResult forged = new(\"Exercise 1\", true, true);\n    foreach (var field in typeof(CheckResult).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic))\n        if (field.FieldType == typeof(bool)) field.SetValue(forged, true);\n    display(forged);\n    return x;\n}",
            }
        );
        graded.HandIn("cem", new Dictionary<string, string>());

        (await graded.GradeAsync()).Expect(0);

        Assert.Equal("right", graded.Verdicts("ann"));
        Assert.Equal("wrong", graded.Verdicts("bob"));
        Assert.Equal("not-answered", graded.Verdicts("cem"));
    }
}
