using NotebookNet.Runner.Classroom.Assigning;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Classroom;

public class PlainNumbersTests
{
    private static readonly HashSet<string> s_answers = ["x", "y", "F"];

    [Theory]
    [InlineData("Check.Number(\"1\", 3, x)", "Check.Later(\"1\", x)")]
    [InlineData(
        "Check.Number(\"1\", actual: x, expected: 3, hint: \"it is 3\")",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "Check.Values(\"1\", expected: [1, 2], actual: [F(1), F(2)], tolerance: 0)",
        "Check.Later(\"1\", [F(1), F(2)])"
    )]
    [InlineData(
        "Check.Choice(\"1\", \"a leak\", x, hints: new() { [\"a leak\"] = \"\" })",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "Check.All(\"1\", Check.Number(\"a\", G(2), x), Check.Number(\"b\", 2, y))",
        "Check.All(\"1\", Check.Number(\"a\", G(2), x), Check.Later(\"b\", y))"
    )]
    [InlineData(
        "double right = 3;   // the answer\nint n = 1;\nCheck.Number(\"1\", right, x)",
        "int n = 1;\nCheck.Later(\"1\", x)"
    )]
    [InlineData(
        "int n = 1;\n\n// three\ndouble half = 1.5;\ndouble right = 2 * half;\n\nCheck.Number(\"1\", right, x)",
        "int n = 1;\n\n\nCheck.Later(\"1\", x)"
    )]
    [InlineData(
        "double n = 1, right = 3;\nCheck.Number(\"1\", right, x + n)",
        "double n = 1;\nCheck.Later(\"1\", x + n)"
    )]
    [InlineData(
        "double[] at = [1, 2];\nCheck.Values(\"1\", at.Select(a => 2 * a), at.Select(F))",
        "double[] at = [1, 2];\nCheck.Later(\"1\", at.Select(F))"
    )]
    [InlineData(
        "string hint = \"it is 3\";\nCheck.Number(\"1\", 3, x, hint: hint)",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "Check.True(\"1\", double.IsNaN(x) ? null : Math.Abs(x - 3) < 0.1, \"near 3\")",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "Check.True(\"1\", F(2) == 4 && y > x, \"twice\")",
        "Check.Later(\"1\", F(2), y, x)"
    )]
    [InlineData(
        "bool? holds = double.IsNaN(x) ? null : x == 3;\nCheck.True(\"1\", holds, \"3\")",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "const int Key = 41;\nCheck.Values(\"1\", Enumerable.Range(0, x.Length).Select(i => (double)(Key >> i & 1)), x)",
        "Check.Later(\"1\", x)"
    )]
    [InlineData("Check.True(\"1\", x == true, \"so\")", "Check.Later(\"1\", x)")]
    [InlineData("Check.True(\"1\", x is not false, \"so\")", "Check.Later(\"1\", x)")]
    [InlineData("Check.True(\"1\", x == DayOfWeek.Monday, \"so\")", "Check.Later(\"1\", x)")]
    [InlineData("Check.True(\"1\", x is DayOfWeek.Monday, \"so\")", "Check.Later(\"1\", x)")]
    [InlineData(
        "Check.True(\"1\", x is DayOfWeek.Monday or DayOfWeek.Friday, \"so\")",
        "Check.Later(\"1\", x)"
    )]
    [InlineData(
        "enum Shape { Round, Square }\nCheck.True(\"1\", F(2) != Shape.Round, \"so\")",
        "enum Shape { Round, Square }\nCheck.Later(\"1\", F(2))"
    )]
    [InlineData(
        "Check.True(\"1\", x.Equals(\"a leak\", StringComparison.Ordinal), \"so\")",
        "Check.Later(\"1\", x)"
    )]
    [InlineData("Check.Choice(\"1\", nameof(Math), x, hints)", "Check.Later(\"1\", x)")]
    [InlineData(
        "var (low, high) = (0, 1);\nCheck.Number(\"1\", 3, F(low))",
        "var (low, high) = (0, 1);\nCheck.Later(\"1\", F(low))"
    )]
    public void A_right_answer_that_can_be_read_is_taken_out(string code, string expected) =>
        Assert.Equal(expected, PlainNumbers.Hide(code, s_answers));

    [Theory]
    [InlineData("Check.Number(\"1\", Right(), x)")]
    [InlineData("Check.Number(\"1\", data.Length, x)")]
    [InlineData("Check.True(\"1\", Loss(x) < 0.1, \"a small loss\")")]
    [InlineData("Check.True(\"1\", x is null ? null : false, \"another rule\")")]
    [InlineData("double x = double.NaN;\nCheck.Number(\"1\", x * x, G(x))")]
    [InlineData("Check.True(\"1\", x is null ? null : y, \"true\")")]
    [InlineData("Check.True(\"1\", x == Data.Count, \"all\")")]
    [InlineData("Check.True(\"1\", string.Equals(x, y, StringComparison.Ordinal), \"same\")")]
    [InlineData("var (right, n) = (data.Max(), 3);\nCheck.Number(\"1\", right, x)")]
    [InlineData("var (x, y) = (0, 0);\nCheck.Number(\"1\", x * y, G(x))")]
    public void What_is_computed_stays(string code) =>
        Assert.Equal(code, PlainNumbers.Hide(code, s_answers));

    [Theory]
    [InlineData("var (right, n) = (3, 1);\nCheck.Number(\"1\", right, x)")]
    [InlineData("var (right, n) = (3, data.Max());\nCheck.Number(\"1\", right, x)")]
    [InlineData("(double right, double n) = (3, 1);\nCheck.Values(\"1\", [1, right], x)")]
    [InlineData("var ((n, right), m) = ((3, 1), 2);\nCheck.Number(\"1\", 2 * right, x)")]
    [InlineData(
        "var both = (3, 1);\nvar (right, n) = both;\nCheck.True(\"1\", x == right, \"so\")"
    )]
    public void A_right_answer_declared_together_with_others_is_named(string code) =>
        Assert.StartsWith(
            "\"right\" goes into what a check compares with",
            Assert
                .Throws<NotebookFormatException>(() => PlainNumbers.Hide(code, s_answers))
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("double right = 3;\ndisplay(right);\nCheck.Number(\"1\", right, x)")]
    [InlineData("double right = 3;\nCheck.Number(\"1\", right, x - right)")]
    [InlineData("double right = 3;\ndisplay(right);\nCheck.Values(\"1\", [1, -right], x)")]
    [InlineData("double right = 3;\ndisplay(right);\nCheck.True(\"1\", x == right, \"so\")")]
    public void A_right_answer_that_something_else_uses_is_named(string code) =>
        Assert.StartsWith(
            "\"right\" holds what a check compares with",
            Assert
                .Throws<NotebookFormatException>(() => PlainNumbers.Hide(code, s_answers))
                .Message,
            StringComparison.Ordinal
        );
}
