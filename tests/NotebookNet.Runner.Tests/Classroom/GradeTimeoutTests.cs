using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

[Trait("Tier", "long")]
public class GradeTimeoutTests
{
    /// <summary>An endless loop at the top of a cell, in a function, in a function that is a value, in a class; then a right answer.</summary>
    [Fact]
    public async Task An_endless_loop_costs_its_exercise()
    {
        using GradedClass graded = new([
            ExportedNotebook.Code(GradedClass.Check + "\ndouble Of(double x) => x;"),
            .. Exercise(
                "double a = double.NaN;   // your answer\nCheck.Number(\"1\", Of(6), a)",
                "double a = 6;"
            ),
            .. Exercise(
                "double F(double x) => double.NaN;   // your code\nCheck.Number(\"2\", Of(6), F(3))",
                "double F(double x) => 2 * x;",
                2
            ),
            .. Exercise(
                "Func<double, double> G = x => double.NaN;   // your answer\nCheck.Number(\"3\", Of(6), G(3))",
                "Func<double, double> G = x => 2 * x;",
                3
            ),
            .. Exercise(
                "double H(double x) => double.NaN;   // your code\nCheck.Number(\"4\", Of(6), H(3))",
                "double H(double x) => 2 * x;",
                4
            ),
        ]);
        graded.HandIn(
            "endless",
            new Dictionary<string, string>
            {
                ["a"] = "double a = 6;\nwhile (true) { }",
                ["F"] = "double F(double x) { while (true) { } }",
                ["G"] = "Func<double, double> G = x => { while (true) { } };",
                ["H"] = "double H(double x) => 2 * x;",
            }
        );

        RunnerProcess.Outcome outcome = await graded.GradeAsync("--timeout", "15");

        outcome.Expect(0);
        Assert.Equal("timed-out, timed-out, timed-out, right", graded.Verdicts("endless"));
        // The teacher's own solutions are kept, an answer that took too long is tried again.
        Assert.Single(Directory.EnumerateFiles(graded["out/grades.csv.graded"]));
    }
}
