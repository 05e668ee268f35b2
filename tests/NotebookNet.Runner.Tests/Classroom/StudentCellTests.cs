using NotebookNet.Runner.Classroom;

namespace NotebookNet.Runner.Tests.Classroom;

public class StudentCellTests
{
    private const string Scaffold = """
        using System.Text;
        double[] xs = [1, 2, 3];
        double Slope(double x) => double.NaN;   // your code
        double Double(double x) => 2 * x;
        double Twice(double x) => 2 * Slope(x);
        var all = xs.Select(Twice);
        Console.WriteLine("ready");
        Check.Values("1", xs, all)
        """;

    private static readonly string[] s_names = ["Slope"];

    private static StudentCell Of(string written) => StudentCell.Of(Scaffold, s_names, written);

    [Fact]
    public void What_needs_no_answer_runs_before_and_the_check_not_at_all()
    {
        StudentCell cell = Of(Scaffold);

        Assert.Contains("using System.Text;", cell.Given, StringComparison.Ordinal);
        Assert.Contains("double[] xs = [1, 2, 3];", cell.Given, StringComparison.Ordinal);
        Assert.Contains("double Double(double x)", cell.Given, StringComparison.Ordinal);
        Assert.DoesNotContain("Slope", cell.Given, StringComparison.Ordinal);
        Assert.DoesNotContain("Check", cell.Given + cell.Written, StringComparison.Ordinal);
        Assert.DoesNotContain("var all", cell.Given + cell.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_of_the_scaffold_that_use_the_answer_come_after_it()
    {
        string written = Of(
            Scaffold.Replace("double.NaN;   // your code", "3 * x;", StringComparison.Ordinal)
        ).Written;

        int answer = written.IndexOf("Slope(double x) => 3 * x;", StringComparison.Ordinal);
        int use = written.IndexOf("2 * Slope(x)", StringComparison.Ordinal);
        Assert.InRange(answer, 0, use);
        Assert.Equal(written.LastIndexOf("2 * Slope(x)", StringComparison.Ordinal), use);
    }

    [Fact]
    public void Lines_stay_where_the_student_sees_them()
    {
        string source = Scaffold.Replace(
            "double.NaN;   // your code",
            "\n    3 * y;",
            StringComparison.Ordinal
        );
        string[] before = source.Split('\n');
        string[] after = Of(source).Written.Split('\n');

        int line = Array.FindIndex(before, one => one.Contains("3 * y", StringComparison.Ordinal));
        Assert.Contains("3 * y", after[line], StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_of_the_scaffold_that_stays_in_the_cell_runs_once()
    {
        StudentCell cell = Of(Scaffold);

        Assert.Equal(2, (cell.Given + cell.Written).Split("\"ready\"").Length);
    }

    [Fact]
    public void What_the_student_adds_runs()
    {
        StudentCell cell = Of("Console.WriteLine(\"mine\");\n" + Scaffold);

        Assert.Contains("\"mine\"", cell.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_the_student_leaves_out_is_the_scaffolds()
    {
        string[] names = ["a", "b"];
        const string Given =
            "int a = 0;   // your answer\nint b = 7;   // your answer\nCheck.A(a, b)";

        string written = StudentCell.Of(Given, names, "int a = 3;").Written;

        Assert.Contains("int a = 3;", written, StringComparison.Ordinal);
        Assert.Contains("int b = 7;", written, StringComparison.Ordinal);
        Assert.DoesNotContain("int a = 0;", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_of_nothing_is_no_trouble() => Assert.NotNull(Of("").Written);

    [Theory]
    [InlineData("double.NaN;   // your code", "double.NaN; // another comment", true)]
    [InlineData("double.NaN;   // your code", "double . NaN ;", true)]
    [InlineData("double.NaN;   // your code", "x;", false)]
    [InlineData("\"ready\"", "\"steady\"", false)]
    [InlineData("Console.WriteLine(\"ready\");", "", true)]
    public void Untouched_is_what_holds_nothing_new(string old, string put, bool expected) =>
        Assert.Equal(
            expected,
            StudentCell.IsUntouched(Scaffold, Scaffold.Replace(old, put, StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("double.NaN;   // your code", "x;", false)]
    [InlineData("2 * x", "3 * x", true)]
    [InlineData("Check.Values(\"1\", xs, all)", "\"✔ 1: right\"", true)]
    [InlineData("Check.Values(\"1\", xs, all)", "", true)]
    [InlineData("Console.WriteLine(\"ready\");", "Console . WriteLine( \"ready\" );", false)]
    public void Edited_is_what_changes_the_check_or_what_it_uses(
        string old,
        string put,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            StudentCell.IsEdited(
                Scaffold,
                s_names,
                Scaffold.Replace(old, put, StringComparison.Ordinal)
            )
        );

    [Theory]
    [InlineData("List<int> all;\nall = xs.ToList()")]
    [InlineData("int total = 0;\ntotal += 1")]
    [InlineData("int count = 0;\n++count")]
    public void An_answer_without_its_semicolon_at_the_end_is_no_check(string written)
    {
        string run = StudentCell
            .Of(
                "int total = 0;   // your answer\nCheck.Is(total)",
                ["total", "all", "count"],
                written
            )
            .Written;

        Assert.StartsWith($"{written};", run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("total > 1 ? Check.Is(total) : null")]
    [InlineData("total == 1")]
    [InlineData("total.Is(1)")]
    public void A_check_that_begins_with_an_answer_is_one(string check)
    {
        string run = StudentCell
            .Of($"int total = 0;   // your answer\n{check}", ["total"], $"int total = 1;\n{check}")
            .Written;

        Assert.Equal("int total = 1;", run.Trim());
    }
}
