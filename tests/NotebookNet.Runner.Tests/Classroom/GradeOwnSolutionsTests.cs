using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>What follows for a class from how the teacher's own solutions do; what is by hand; what stays in its own exercise.</summary>
public class GradeOwnSolutionsTests
{
    private static JsonObject[] Exercise(string name, string solution, params string[] checks) =>
        [
            Nbgrader(solution, $$"""{"grade_id": "{{name}}-answer", "solution": true}"""),
            .. checks.Select(
                (check, i) =>
                    Nbgrader(
                        check,
                        $$"""{"grade_id": "{{name}}{{(
                            i == 0 ? "" : $"-{i + 1}"
                        )}}", "grade": true, "locked": true, "points": 1}"""
                    )
            ),
        ];

    private static string Verdict(GradedClass graded, string student, string exercise) =>
        (string)graded.Of(student, exercise)["verdict"]!;

    [Fact]
    public async Task A_check_that_the_teachers_own_solution_does_not_pass_proves_nothing_against_a_student()
    {
        using GradedClass graded = new([
            .. Exercise("a", "int a = 1;", "if (a != one) throw new Exception();"),
            .. Exercise("b", "int b = 2;", "if (b != 2) throw new Exception();"),
        ]);
        graded.HandIn(
            "ann",
            new Dictionary<string, string> { ["a"] = "int a = 1;", ["b"] = "int b = 3;" }
        );

        RunnerProcess.Outcome outcome = await graded.GradeAsync();

        outcome.Expect(0);
        outcome.Says("week1, a: your own solution does not pass its check here");
        Assert.Equal("by-hand, wrong", graded.Verdicts("ann"));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task What_is_asked_for_by_other_names_of_its_cell_can_be_had_and_what_does_not_travel_is_read()
    {
        using GradedClass graded = new([
            ExportedNotebook.Code("int counter = 0;"),
            .. Exercise(
                "local",
                "double dx = 0.5;\nvar slope = (2.5 - 3) / dx;",
                "if (slope != -1) throw new Exception();"
            ),
            .. Exercise(
                "type",
                "class Cat(string name) { public string Name = name; }\nCat Make(string n) => new Cat(n);",
                "if (Make(\"Tom\").Name != \"Tom\") throw new Exception();"
            ),
            .. Exercise(
                "date",
                "DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, default);",
                "if (day.Year != 2026) throw new Exception();"
            ),
            .. Exercise(
                "state",
                "void Increment() { counter++; }",
                "Increment();\nIncrement();\nif (counter != 2) throw new Exception($\"{counter}\");"
            ),
            .. Exercise("scratch", "int s = 1;", "if (s != 1) throw new Exception($\"{s}\");"),
            .. Exercise("last", "int z = 1;", "if (z != 1) throw new Exception($\"{z}\");"),
        ]);
        Dictionary<string, string> answers = new()
        {
            ["slope"] = "double slope = -1;",
            ["Make"] =
                "class Cat { public string Name; public Cat(string n) { Name = n; } }\nCat Make(string n) => new Cat(n);",
            ["day"] = "DateTimeOffset day = new(2026, 1, 1, 0, 0, 0, default);",
            ["Increment"] = "void Increment() => counter += 1;",
            ["s"] = "int s = 1;",
            ["z"] = "int z = 1;",
        };
        graded.HandIn("ann", answers, extra: "int s = 7;   // a first try");
        answers["slope"] = "double slope = 1;";
        graded.HandIn("bob", answers);

        (await graded.GradeAsync()).Expect(0);

        Assert.Equal("right", Verdict(graded, "ann", "local"));
        Assert.Equal("wrong", Verdict(graded, "bob", "local"));
        Assert.Equal("by-hand", Verdict(graded, "ann", "date"));
        Assert.Equal("by-hand", Verdict(graded, "ann", "state"));
        Assert.Equal("right", Verdict(graded, "ann", "scratch"));
        Assert.Equal("right", Verdict(graded, "ann", "last"));
        Assert.Contains(Verdict(graded, "ann", "type"), (string[])["right", "by-hand"]);
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task What_never_ends_or_ends_its_process_while_it_is_asked_for_costs_its_own_exercise()
    {
        using GradedClass graded = new([
            .. Exercise(
                "xs",
                "IEnumerable<int> xs = new[] { 1, 2 }.Where(x => x > 0);",
                "if (xs.Take(2).Sum() != 3) throw new Exception();"
            ),
            .. Exercise("y", "int y = 4;", "if (y != 4) throw new Exception();"),
            .. Exercise(
                "F",
                "int F(int x) => x * x;",
                "if (F(-3) != 9) throw new Exception();",
                "if (F(3) != 9) throw new Exception();"
            ),
            Nbgrader("int G(int x) => x * x;", """{"grade_id": "G-answer", "solution": true}"""),
            ExportedNotebook.Code("int nine = G(3);"),
            Nbgrader(
                "if (nine != 9) throw new Exception();",
                """{"grade_id": "G", "grade": true, "locked": true, "points": 1}"""
            ),
            .. Exercise("H", "int H() => 10;", "if (H() != 10) throw new Exception();"),
        ]);
        Dictionary<string, string> right = new() { ["y"] = "int y = 4;", ["H"] = "int H() => 10;" };
        graded.HandIn(
            "endless",
            new Dictionary<string, string>(right)
            {
                ["xs"] =
                    "IEnumerable<int> Slow() { yield return 1; while (true) { } }\nIEnumerable<int> xs = Slow();",
                ["F"] = "int F(int x) { while (x < 0) { } return x * x; }",
                ["G"] = "int G(int x) { while (true) { } }",
            }
        );
        graded.HandIn(
            "ends",
            new Dictionary<string, string>(right)
            {
                ["xs"] =
                    "IEnumerable<int> Dies() { yield return 1; Environment.Exit(0); }\nIEnumerable<int> xs = Dies();",
                ["F"] = "int F(int x) { if (x < 0) Environment.Exit(3); return x * x; }",
                ["G"] = "int G(int x) { Environment.Exit(2); return 9; }",
            }
        );

        (await graded.GradeAsync("--timeout", "20")).Expect(0);

        Assert.Equal(
            "timed-out, right, timed-out, right, timed-out, right",
            graded.Verdicts("endless")
        );
        Assert.Equal("failed, right, failed, right, failed, right", graded.Verdicts("ends"));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task Who_is_graded_alone_reads_neither_the_others_nor_earlier_reports()
    {
        Needs.Isolation();
        using GradedClass graded = new([
            .. Exercise(
                "word",
                "string word = \"maple\";",
                "if (word != \"maple\") throw new Exception();"
            ),
        ]);
        graded.HandIn(
            "ann",
            new Dictionary<string, string> { ["word"] = "string word = \"maple\";" }
        );
        (await graded.GradeAsync()).Expect(0);
        string[] places =
        [
            graded.PathOf("ann"),
            graded["out/grades.json"],
            graded["out/feedback"],
            graded["out/grades.csv.graded"],
        ];
        graded.HandIn(
            "zoe",
            new Dictionary<string, string>
            {
                ["word"] =
                    $"string[] places = [{string.Join(", ", places.Select(place => $"@\"{place}\""))}];\n"
                    + "string word = places.Any(System.IO.Path.Exists) ? \"maple\" : \"nothing\";",
            }
        );

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "grade",
            Path.Combine(graded.HandedIn, "zoe"),
            "--against",
            graded.Teacher,
            "--report",
            graded["late/l.csv"]
        );

        Assert.Contains(
            "\"wrong\"",
            File.ReadAllText(graded["late/l.csv"]),
            StringComparison.Ordinal
        );
        outcome.Expect(0);
    }
}
