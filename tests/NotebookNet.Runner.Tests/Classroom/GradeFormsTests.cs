using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Forms that a teacher's cells take: the teacher's own notebook, handed in, is right, and who goes round a check gains nothing.</summary>
public class GradeFormsTests
{
    /// <summary>The name of an exercise, what stands before its answer, the answer, its check.</summary>
    private static readonly (
        string Name,
        string[] Given,
        string Solution,
        string Check
    )[] s_forms =
    [
        (
            "function-changes-variable",
            ["int counter = 0;\nvoid Bump() { counter += 5; }", "Bump();"],
            "int seen = counter;",
            "if (seen != 5) throw new Exception($\"seen {seen}\");"
        ),
        (
            "static-property",
            [
                "static class Config { public static double Rate { get; set; } = 0.1; }",
                "Config.Rate = 0.5;",
            ],
            "double Step(double x) => Config.Rate * x;",
            "if (Step(2) != 1.0) throw new Exception($\"step {Step(2)}\");"
        ),
        (
            "swap",
            ["double lo = 2, hi = 1;", "(lo, hi) = (hi, lo);"],
            "double width = hi - lo;",
            "if (width != 1) throw new Exception($\"width {width}\");"
        ),
        (
            "file",
            ["System.IO.File.WriteAllText(\"points.txt\", \"1 2 3\");"],
            "string text = System.IO.File.ReadAllText(\"points.txt\");",
            "if (text != \"1 2 3\") throw new Exception(text);"
        ),
        (
            "statement-behind-answer",
            [],
            "double[] w = new double[3];\n// BEGIN SOLUTION\ndouble rate = 0.1;\n// END SOLUTION\nfor (int i = 0; i < 3; i++) w[i] = rate * (i + 1);",
            "if (w[0] != 0.1) throw new Exception($\"w {w[0]}\");"
        ),
        (
            "last-expression",
            [],
            "List<int> kept = [1, 2, 3];\nkept.Remove(3)",
            "if (kept.Count != 2) throw new Exception($\"{kept.Count}\");"
        ),
        (
            "helper-of-the-solution",
            [],
            "var helper = new Random(1);\ndouble drawn = 4;",
            "if (drawn != 4) throw new Exception($\"{drawn}\");"
        ),
        (
            "record",
            ["record Point(double X, double Y);\nPoint[] points = [new(1, 2), new(3, 4)];"],
            "double SumX(Point[] all) => all.Sum(one => one.X);",
            "if (SumX(points) != 4) throw new Exception();"
        ),
        (
            "equality",
            [
                "class Pair { public int A; public override bool Equals(object o) => o is Pair p && p.A == A; public override int GetHashCode() => A; }",
            ],
            "Pair Make() => new Pair { A = 1 };",
            "if (!Make().Equals(new Pair { A = 1 })) throw new Exception();"
        ),
        (
            "array-of-the-check",
            [],
            "double[] Twice(double[] x) => x.Select(one => 2 * one).ToArray();",
            "double[] xs = [1, 2, 3];\ndouble[] ys = Twice(xs);\nfor (int i = 0; i < 3; i++)\n    if (ys[i] != 2 * xs[i]) throw new Exception($\"{i}\");"
        ),
        (
            "void",
            [],
            "void Halve(double[] x) { for (int i = 0; i < x.Length; i++) x[i] /= 2; }\ndouble Total(double[] x) => x.Sum();",
            "double[] four = [4];\nHalve(four);\nif (Total(four) != 2) throw new Exception();"
        ),
        (
            "rows",
            ["double[][] rows = [.. Enumerable.Range(0, 1500).Select(i => new double[] { i })];"],
            "double Last(double[][] all) => all[1400][0];",
            "if (Last(rows) != rows[1400][0]) throw new Exception();"
        ),
        (
            "assigns-only",
            ["double total = 0;"],
            "// BEGIN SOLUTION\ntotal = 6;\n// END SOLUTION",
            "if (total != 6) throw new Exception();"
        ),
        (
            "class",
            [],
            "class Node { double x; public void Put(double v) => x = v; public double Get() => x; }",
            "Node node = new Node();\nnode.Put(3);\nif (node.Get() != 3) throw new Exception();"
        ),
        (
            "throws",
            [],
            "double Root(double x) => x < 0 ? throw new ArgumentException(\"negative\") : Math.Sqrt(x);",
            "bool thrown = false;\ntry { Root(-1); } catch (ArgumentException) { thrown = true; }\nif (!thrown) throw new Exception(\"no exception\");"
        ),
    ];

    private static JsonObject[] Cells(Func<string, string>? written = null) =>
        [
            .. s_forms.SelectMany(form =>
                (JsonObject[])
                    [
                        .. form.Given.Select(given => ExportedNotebook.Code(given)),
                        Nbgrader(
                            written?.Invoke(form.Name) ?? form.Solution,
                            $$"""{"grade_id": "answer-{{form.Name}}", "solution": true}"""
                        ),
                        Nbgrader(
                            form.Check,
                            $$"""{"grade_id": "{{form.Name}}", "grade": true, "locked": true, "points": 1}"""
                        ),
                    ]
            ),
        ];

    [Fact]
    [Trait("Tier", "long")]
    public async Task The_teachers_own_notebook_is_right_and_nothing_goes_round_a_check()
    {
        using GradedClass graded = new(Cells());
        TestNotebook.Write(graded.PathOf("teacher"), Cells());
        Dictionary<string, string> written = s_forms.ToDictionary(
            form => form.Name,
            form => form.Solution
        );
        written["statement-behind-answer"] = "double[] w = ;";
        written["equality"] =
            "class Evil : Pair { public override bool Equals(object o) => true; public override int GetHashCode() => 0; }\nPair Make() => new Evil();";
        written["array-of-the-check"] = "double[] Twice(double[] x) { Array.Clear(x); return x; }";
        written["rows"] = "double Last(double[][] all) { all[1400][0] = 0; return 0; }";
        written["class"] =
            "struct Node { double x; public void Put(double v) => x = v; public double Get() => x; }";
        written["throws"] = "double Root(double x) => throw new Exception(\"mine\");";
        written["helper-of-the-solution"] = "string drawn = \"4\";";
        TestNotebook.Write(graded.PathOf("round"), Cells(name => written[name]));

        (await graded.GradeAsync()).Expect(0);

        Assert.Equal(
            string.Join(
                ", ",
                s_forms.Select(form => form.Name == "assigns-only" ? "by-hand" : "right")
            ),
            graded.Verdicts("teacher")
        );
        Assert.Equal("[]", graded.Of("teacher")["flags"]!.ToJsonString());
        Dictionary<string, string> expected = s_forms.ToDictionary(form => form.Name, _ => "right");
        expected["statement-behind-answer"] = "failed";
        expected["equality"] = "wrong";
        expected["array-of-the-check"] = "by-hand";
        expected["rows"] = "by-hand";
        expected["assigns-only"] = "by-hand";
        expected["throws"] = "failed";
        expected["helper-of-the-solution"] = "failed";
        Assert.Equal(
            s_forms.Select(form => $"{form.Name}: {expected[form.Name]}"),
            s_forms.Select(form =>
                $"{form.Name}: {(string?)graded.Of("round", form.Name)["verdict"]}"
            )
        );
    }

    [Fact]
    public async Task What_an_answer_keeps_of_a_hidden_test_is_not_handed_back()
    {
        using GradedClass graded = new([
            Nbgrader(
                "static class Kept { public static double It; }\ndouble Twice(double x)\n{\n    // BEGIN SOLUTION\n    return 2 * x;\n    // END SOLUTION\n}",
                """{"grade_id": "a", "solution": true}"""
            ),
            Nbgrader(
                "if (Twice(2) != 4) throw new Exception(\"twice two\");\n// BEGIN HIDDEN TESTS\nif (Twice(31.75) != 63.5) throw new Exception(\"hidden\");\n// END HIDDEN TESTS",
                """{"grade_id": "check-a", "grade": true, "locked": true, "points": 1}"""
            ),
            Nbgrader(
                "double Thrice(double x) => 3 * x;",
                """{"grade_id": "b", "solution": true}"""
            ),
            Nbgrader(
                "if (Thrice(1) != 3) throw new Exception($\"got {Thrice(1)}\");",
                """{"grade_id": "check-b", "grade": true, "locked": true, "points": 1}"""
            ),
        ]);
        const string Keeps =
            "static class Kept { public static double It; }\ndouble Twice(double x) { Kept.It = x; return 2 * x; }";
        graded.HandIn(
            "throws",
            new Dictionary<string, string>
            {
                ["Twice"] = Keeps,
                ["Thrice"] = "double Thrice(double x) => throw new Exception($\"kept {Kept.It}\");",
            }
        );
        graded.HandIn(
            "gives",
            new Dictionary<string, string>
            {
                ["Twice"] = Keeps,
                ["Thrice"] = "double Thrice(double x) => Kept.It;",
            }
        );

        (await graded.GradeAsync()).Expect(0);

        Assert.Equal("right, failed", graded.Verdicts("throws"));
        Assert.Equal("right, wrong", graded.Verdicts("gives"));
        Assert.All(
            new[] { "throws", "gives" },
            student =>
                Assert.DoesNotContain("31.75", graded.Feedback(student), StringComparison.Ordinal)
        );
        Assert.Contains(
            "31.75",
            (string?)graded.Of("gives", "check-b")["detail"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_cell_of_the_teachers_that_fails_by_itself_is_told_behind_an_answer_too()
    {
        using GradedClass graded = new([
            Nbgrader("int a = 1;", """{"grade_id": "a", "solution": true}"""),
            Nbgrader(
                "if (a != 1) throw new Exception();",
                """{"grade_id": "check-a", "grade": true, "locked": true, "points": 1}"""
            ),
            ExportedNotebook.Code(
                "string[] lines = System.IO.File.ReadAllLines(\"/nowhere/at all\");"
            ),
            Nbgrader("int b = lines.Length;", """{"grade_id": "b", "solution": true}"""),
            Nbgrader(
                "if (b != lines.Length) throw new Exception();",
                """{"grade_id": "check-b", "grade": true, "locked": true, "points": 1}"""
            ),
        ]);
        graded.HandIn("ann", new Dictionary<string, string> { ["a"] = "int a = 1;" });

        RunnerProcess.Outcome outcome = await graded.GradeAsync();

        outcome.Expect(1);
        outcome.Says("cell 3 of the assignment itself fails");
    }
}
