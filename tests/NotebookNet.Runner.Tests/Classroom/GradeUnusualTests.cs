using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What students do that nobody expects: answers below the line that asks, functions of several forms, and data of the assignment changed.</summary>
public class GradeUnusualTests
{
    private const string First = "double First(double[] a) => a[0];";

    [Fact]
    [Trait("Tier", "long")]
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

    [Fact]
    public async Task A_network_and_data_that_an_answer_changes_are_noticed_and_a_pass_is_no_change()
    {
        using GradedClass graded = new([
            ExportedNotebook.Code(
                "#r \"../lib/NotebookNet.Interactive.dll\"\nusing NotebookNet;\nusing NotebookNet.Interactive;\nusing MathNet.Numerics.LinearAlgebra;\n"
                    + "Network network = Network.FullyConnected(2, [3], 2, seed: 1);\n"
                    + "Dataset data = Dataset.FromMatrix(Matrix<double>.Build.Dense(4, 2, (i, j) => i - j), [0, 1, 0, 1], 2);\n"
                    + "Batch batch = data.ToBatch();"
            ),
            .. Exercise(
                "double LossOf(Network network, Batch batch)\n{\n    return double.NaN;   // your code\n}\nCheck.Values(\"Exercise 1\", actual: [LossOf(network, batch)], expected: [network.Loss(batch.Input, batch.Targets)])",
                "double LossOf(Network network, Batch batch) => network.Loss(batch.Input, batch.Targets);"
            ),
        ]);
        LibraryCopy.In(graded["lib"]);
        foreach (
            (string student, string answer) in new[]
            {
                ("passes", "network.Backpropagate(batch)"),
                ("weights", "Blank(network[\"0.weight\"].Value, network.Loss)"),
                ("data", "Blank(batch.Input, network.Loss)"),
            }
        )
        {
            graded.HandIn(
                student,
                new Dictionary<string, string>
                {
                    ["LossOf"] =
                        "double LossOf(Network network, Batch batch)\n{\n    double Blank(Matrix<double> matrix, Func<Matrix<double>, Targets, bool, double> loss)\n    {\n        matrix.Clear();\n        return loss(batch.Input, batch.Targets, false);\n    }\n"
                        + $"    return {answer};\n}}",
                }
            );
        }

        (await graded.GradeAsync()).Expect(0);

        Assert.Equal("right", graded.Verdicts("passes"));
        Assert.Equal("[]", graded.Of("passes")["flags"]!.ToJsonString());
        foreach (string student in new[] { "weights", "data" })
        {
            Assert.Equal("by-hand", graded.Verdicts(student));
            Assert.Contains(
                "the answer changes what the assignment",
                graded.Of(student)["flags"]!.ToJsonString(),
                StringComparison.Ordinal
            );
        }
    }
}
