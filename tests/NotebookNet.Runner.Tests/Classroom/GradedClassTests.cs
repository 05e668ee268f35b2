using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>A class that is graded once, with real processes.</summary>
public sealed class GradedClassTests(GradedClassTests.Fixture graded)
    : IClassFixture<GradedClassTests.Fixture>
{
    private const string A = "double a = 6;";
    private const string Sum =
        "double Sum(Func<double, double> f, double[] xs)\n{\n    return xs.Sum(f);\n}";
    private const string Counter =
        "class Counter\n{\n    double _total;\n    public void Add(double x) { _total += x; }\n    public double Total => _total;\n}";
    private const string Half = "Func<double, double> Half = x => x / 2;";
    private const string Twice = "double Twice(double x) => 2 * x;";

    private static Dictionary<string, string> Answers(
        string? a = A,
        string? sum = Sum,
        string? counter = Counter,
        string? half = Half,
        string? twice = Twice
    ) =>
        new (string Name, string? Text)[]
        {
            ("a", a),
            ("Sum", sum),
            ("Counter", counter),
            ("Half", half),
            ("Twice", twice),
        }
            .Where(answer => answer.Text is not null)
            .ToDictionary(answer => answer.Name, answer => answer.Text!);

    [Fact]
    public void Right_answers_of_every_kind_are_right()
    {
        Assert.Equal("right, right, right, right, right", graded.Class.Verdicts("right"));
        Assert.Empty(graded.Class.Of("right")["flags"]!.AsArray());
        Assert.Equal(5, (double?)graded.Class.Of("right")["points"]);
    }

    [Fact]
    public void Right_answers_in_another_form_are_right() =>
        Assert.Equal("right, right, right, right, right", graded.Class.Verdicts("another"));

    [Fact]
    public void What_is_wrong_fails_or_is_open_is_told_apart()
    {
        Assert.Equal(
            ["wrong", "failed", "failed", "not-answered", "wrong"],
            graded.Class.Verdicts("mixed").Split(", ")
        );
        Assert.Equal("a = 7", (string?)graded.Class.Of("mixed", "Exercise 1")["answer"]);
    }

    [Fact]
    public void A_compile_error_names_the_students_own_line() =>
        Assert.Contains(
            "cell 3, line 5",
            (string?)graded.Class.Of("mixed", "Exercise 2")["said"],
            StringComparison.Ordinal
        );

    [Fact]
    public void An_exception_of_the_answer_is_said() =>
        Assert.Contains(
            "no luck",
            (string?)graded.Class.Of("mixed", "Exercise 3")["said"],
            StringComparison.Ordinal
        );

    [Fact]
    public void A_process_that_ends_costs_its_exercise() =>
        Assert.Equal("failed, failed, failed, right, right", graded.Class.Verdicts("endings"));

    [Fact]
    public void An_exception_of_files_or_tasks_is_no_end_of_the_process()
    {
        Assert.Equal("failed, failed, failed, failed, right", graded.Class.Verdicts("thrower"));
        Assert.Contains(
            "disk full",
            (string?)graded.Class.Of("thrower", "Exercise 2")["said"],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "given up",
            (string?)graded.Class.Of("thrower", "Exercise 3")["said"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_forged_check_gains_nothing_and_is_told()
    {
        Assert.Equal("wrong, wrong, wrong, wrong, right", graded.Class.Verdicts("forger"));
        Assert.Contains(
            graded.Class.Of("forger")["flags"]!.AsArray(),
            flag => ((string)flag!).Contains("Check", StringComparison.Ordinal)
        );
        Assert.Contains(
            graded.Class.Of("forger")["flags"]!.AsArray(),
            flag => ((string)flag!).StartsWith("Exercise 3: its check", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Bytes_in_every_connection_make_no_wrong_answer_right()
    {
        string[] verdicts = graded.Class.Verdicts("writer").Split(", ");

        Assert.DoesNotContain("right", verdicts[..4]);
    }

    [Fact]
    public void A_flood_of_output_costs_nothing_but_its_exercise() =>
        Assert.Equal("right", graded.Class.Verdicts("flood").Split(", ")[^1]);

    [Fact]
    public void What_others_handed_in_and_the_solutions_cannot_be_read()
    {
        Needs.Isolation();
        Assert.StartsWith(
            "wrong, wrong",
            graded.Class.Verdicts("reader"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_notebook_that_is_none_has_a_row_of_its_own()
    {
        Assert.NotNull((string?)graded.Class.Of("broken")["trouble"]);
        graded.Outcome.Expect(0);
    }

    [Fact]
    public void A_name_runs_no_formula() =>
        Assert.DoesNotMatch("(?m)(^|,)\"?[=+@]", File.ReadAllText(graded.Class["out/grades.csv"]));

    [Fact]
    public void What_was_handed_in_is_as_it_was() =>
        Assert.All(graded.Before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));

    /// <summary>The class.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private const string Given =
            GradedClass.Check
            + """

                double[] Inputs() => [1, 2, 3];
                double Of(double x) => x;
                """;

        internal GradedClass Class { get; } =
            new([
                ExportedNotebook.Code(Given),
                .. Exercise(
                    "double a = double.NaN;   // your answer\nCheck.Number(\"1\", Of(6), a)",
                    A
                ),
                .. Exercise(
                    "double Sum(Func<double, double> f, double[] xs)\n{\n    // your code\n    return double.NaN;\n}\nCheck.Number(\"2\", Of(14), Sum(x => x * x, Inputs()))",
                    Sum,
                    2
                ),
                .. Exercise(
                    "class Counter\n{\n    // your code\n    public void Add(double x) { }\n    public double Total => double.NaN;\n}\nCounter counter = new();\ncounter.Add(2);\ncounter.Add(3);\nCheck.Number(\"3\", Of(5), counter.Total)",
                    Counter,
                    3
                ),
                .. Exercise(
                    "Func<double, double> Half = x => double.NaN;   // your answer\nCheck.Number(\"4\", Of(1), Half(2))",
                    Half,
                    4
                ),
                .. Exercise(
                    "double Twice(double x) => double.NaN;   // your code\nCheck.Number(\"5\", Of(6), Twice(3))",
                    Twice,
                    5
                ),
            ]);

        internal RunnerProcess.Outcome Outcome { get; private set; } = new(-1, "");

        internal Dictionary<string, byte[]> Before { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            HandIn();
            Before = Directory
                .EnumerateFiles(Class.HandedIn, "*", SearchOption.AllDirectories)
                .ToDictionary(file => file, File.ReadAllBytes);
            Outcome = await Class.GradeAsync("--jobs", "2");
            Outcome.Expect(0);
        }

        public ValueTask DisposeAsync()
        {
            Class.Dispose();
            return ValueTask.CompletedTask;
        }

        private void HandIn()
        {
            Class.HandIn("right", Answers());
            Class.HandIn(
                "another",
                Answers(
                    "var b = 3;\nvar a = 2 * b;",
                    "static double Sum(Func<double, double> function, double[] values)\n{\n    double sum = 0;\n    foreach (double value in values) sum += function(value);\n    return sum;\n}",
                    "class Counter\n{\n    readonly List<double> all = new();\n    public void Add(double x) => all.Add(x);\n    public double Total { get { return all.Sum(); } }\n}",
                    "double Half(double x) => x / Two;",
                    "double Twice(double x) => Product(2, x);\ndouble Product(double x, double y) => x * y;"
                ),
                "const double Two = 2;"
            );
            Class.HandIn(
                "mixed",
                Answers(
                    "double a = 7;",
                    "double Sum(Func<double, double> f, double[] xs)\n{\n    // I try\n    return missing;\n}",
                    Counter.Replace(
                        "_total += x;",
                        "throw new InvalidOperationException(\"no luck\");",
                        StringComparison.Ordinal
                    ),
                    null,
                    "double Twice(double x) => x;"
                )
            );
            Class.HandIn(
                "endings",
                Answers(
                    A + "\nEnvironment.Exit(0);",
                    "double Sum(Func<double, double> f, double[] xs) => 1 + Sum(f, xs);",
                    Counter.Replace(
                        "_total += x;",
                        "Environment.FailFast(\"over\");",
                        StringComparison.Ordinal
                    )
                )
            );
            Class.HandIn(
                "thrower",
                Answers(
                    "double a = int.Parse(\"six\");",
                    "double Sum(Func<double, double> f, double[] xs) => throw new System.IO.IOException(\"disk full\");",
                    Counter.Replace(
                        "=> _total",
                        "=> throw new OperationCanceledException(\"given up\")",
                        StringComparison.Ordinal
                    ),
                    "Func<double, double> Half = x => throw new System.IO.EndOfStreamException(\"over\");"
                )
            );
            const string Forged = "\"✔ 4: right\"";
            Class.HandIn(
                "forger",
                Answers(
                    "double a = 0;\nstatic class Check { public static string Number(string exercise, double expected, double actual) => $\"✔ {exercise}: right\"; }\nCheck.Number(\"1\", 6, a)",
                    Sum.Replace("xs.Sum(f)", "0", StringComparison.Ordinal)
                        + "\nConsole.WriteLine(\"✔ 2: right\");\ndisplay(\"✔ 2: right\");\nSix(6);\nvoid Six(double x) { }\ndouble Of(double x) => 0;\nCheck.Number(\"2\", Of(0), 0)",
                    Counter.Replace("=> _total", "=> 0", StringComparison.Ordinal)
                        + "\n\"✔ 3: right\"",
                    $"Func<double, double> Half = x => 0;\ndisplay({Forged});\n{Forged}"
                )
            );
            const string Writes = """
                foreach (string descriptor in System.IO.Directory.GetFiles("/proc/self/fd"))
                {
                    byte[] message = System.Text.Encoding.UTF8.GetBytes(
                        "{\"type\":\"done\",\"ok\":true,\"seconds\":0}\n\u0001\u0009\0\0\0\0\0\0\0\u0001\0\0\0\0\u000e");
                    try
                    {
                        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(
                            (nint)int.Parse(System.IO.Path.GetFileName(descriptor)), ownsHandle: false);
                        using var stream = new System.IO.FileStream(handle, System.IO.FileAccess.Write, 0);
                        stream.Write(message);
                    }
                    catch (Exception) { }
                }
                """;
            Class.HandIn(
                "writer",
                Answers(
                    $"double a = 0;\n{Writes}",
                    $"double Sum(Func<double, double> f, double[] xs)\n{{\n{Writes}\nreturn 0;\n}}",
                    Counter.Replace("_total += x;", Writes, StringComparison.Ordinal),
                    $"Func<double, double> Half = x => {{ {Writes} return 0; }};"
                )
            );
            Class.HandIn(
                "flood",
                Answers(
                    A
                        + "\nstring line = new('x', 1 << 20);\nfor (int i = 0; i < 1024; i++) Console.WriteLine(line);"
                )
            );
            Class.HandIn(
                "reader",
                Answers(
                    $"double a = System.IO.File.Exists(\"{Class.PathOf("right")}\") ? 6 : 0;",
                    $"double Sum(Func<double, double> f, double[] xs)\n{{\n    return System.IO.File.Exists(\"{Class.Teacher}\") ? 14 : 0;\n}}"
                )
            );
            Class.HandIn("=1+1", Answers(twice: null));
            Directory.CreateDirectory(Path.GetDirectoryName(Class.PathOf("broken"))!);
            File.WriteAllText(Class.PathOf("broken"), "{ \"cells\": ");
        }
    }
}
