using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What students do that nobody expects: answers below the line that asks, functions of several forms, and data of the assignment changed.</summary>
public class GradeUnusualTests
{
    private const string First = "double First(double[] a) => a[0];";

    [Fact]
    public async Task Unusual_answers_get_what_they_are_worth()
    {
        using GradedClass graded = new([
            ExportedNotebook.Code(GradedClass.Check + "\ndouble[] xs = [3, 5, 9];"),
            .. Exercise(
                "double First(double[] a) => double.NaN;   // your code\nCheck.Number(\"1\", xs[0], First(xs))",
                First
            ),
            .. Exercise(
                "double total = double.NaN;   // your answer\nCheck.Number(\"2\", xs.Sum(), total)",
                "double total = 17;",
                2
            ),
        ]);
        graded.HandIn(
            "below",
            new Dictionary<string, string>
            {
                ["First"] = First,
                ["total"] =
                    "double total = double.NaN;   // your answer\nforeach (double x in xs) total = (double.IsNaN(total) ? 0 : total) + x;\nCheck.Number(\"2\", xs.Sum(), total)",
            }
        );
        graded.HandIn(
            "clears",
            new Dictionary<string, string>
            {
                ["First"] =
                    "double First(double[] a) { double first = a[0]; Array.Clear(a); return first; }",
                ["total"] = "double total = 0;",
            }
        );
        graded.HandIn(
            "forms",
            new Dictionary<string, string>
            {
                ["First"] = $"double First(string text) => text.Length;\n{First}",
                ["total"] = "double? total = null;",
            }
        );
        graded.HandIn(
            "deep",
            new Dictionary<string, string>
            {
                ["First"] = First,
                ["total"] =
                    $"double total = {string.Join('+', Enumerable.Repeat("xs[0]", 30_000))};",
            }
        );

        RunnerProcess.Outcome outcome = await graded.GradeAsync("--jobs", "2");

        Assert.Equal(ExitCodes.Passed, outcome.ExitCode);
        Assert.Equal("right, right", graded.Verdicts("below"));
        Assert.Equal("by-hand, wrong", graded.Verdicts("clears"));
        Assert.Contains(
            "the answer changes what the assignment",
            graded.Of("clears")["flags"]!.ToJsonString(),
            StringComparison.Ordinal
        );
        Assert.Equal("right, not-answered", graded.Verdicts("forms"));
        Assert.DoesNotContain("right, right", graded.Verdicts("deep"), StringComparison.Ordinal);
    }
}
