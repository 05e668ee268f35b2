using MathNet.Numerics.LinearAlgebra;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

public sealed class CheckTests
{
    [Fact]
    public void A_right_number_takes_one_line()
    {
        CheckResult result = Check.Number("Exercise 1", 0.2, 0.2 + 1e-9);
        Assert.True(result.Passed);
        Assert.Equal("✔ Exercise 1: right", result.ToString());
    }

    [Fact]
    public void A_wrong_number_shows_both_and_the_hint()
    {
        CheckResult result = Check.Number("Exercise 1", 0.2, 0.3, hint: "f'(x) = 0.02x + 0.1");
        Assert.False(result.Passed);
        Assert.True(result.Answered);
        Assert.Equal(
            "✘ Exercise 1: not yet right\n  expected: 0.2\n  got: 0.3\n  hint: f'(x) = 0.02x + 0.1",
            result.ToString()
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void A_number_not_given_is_not_answered_yet(double? actual)
    {
        CheckResult result = Check.Number("Exercise 1", 0.2, actual, hint: "secret");
        Assert.False(result.Passed);
        Assert.Equal("… Exercise 1: not answered yet", result.ToString());
    }

    [Theory]
    [InlineData(1000.0, 1000.9, 1e-3, true)]
    [InlineData(1000.0, 1001.1, 1e-3, false)]
    [InlineData(1e-9, 2e-9, 1e-6, true)]
    [InlineData(0.0, double.PositiveInfinity, 1.0, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0.0, true)]
    public void The_tolerance_is_relative_above_one_and_absolute_below(
        double expected,
        double actual,
        double tolerance,
        bool passed
    ) => Assert.Equal(passed, Check.Number("x", expected, actual, tolerance).Passed);

    [Fact]
    public void A_wrong_vector_names_the_value_that_is_furthest_off()
    {
        CheckResult result = Check.Values("Gradient", [6, 8, 1], [6, 8.5, 1.1]);
        Assert.Contains(
            "value 1 should be 8 and is 8.5",
            result.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "got: 2 values",
            Check.Values("Gradient", [6, 8, 1], [6, 8]).ToString(),
            StringComparison.Ordinal
        );
        Assert.True(
            Check.Values("Gradient", [6, 8], Vector<double>.Build.Dense([6.0, 8.0])).Passed
        );
        Assert.False(Check.Values("Gradient", [6, 8], [6, double.NaN]).Passed);
        Assert.False(Check.Values("Gradient", [6, 8], null).Answered);
    }

    [Fact]
    public void A_wrong_matrix_names_the_element_or_both_shapes()
    {
        Matrix<double> expected = Matrix<double>.Build.Dense(2, 3, (i, j) => i + j);
        Matrix<double> actual = expected.Clone();
        Assert.True(Check.Matrix("dW", expected, actual).Passed);
        actual[1, 2] = 7;
        Assert.Contains(
            "expected: 3 in row 1, column 2\n  got: 7 there",
            Check.Matrix("dW", expected, actual).ToString(),
            StringComparison.Ordinal
        );
        string shapes = Check.Matrix("dW", expected, expected.Transpose()).ToString();
        Assert.Contains("a 2×3 matrix", shapes, StringComparison.Ordinal);
        Assert.Contains("a 3×2 matrix", shapes, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_checks_show_as_one_and_name_those_that_fail()
    {
        CheckResult result = Check.All(
            "Exercise 5",
            Check.Number("forward", 3, 3),
            Check.Number("backward", 2, null)
        );
        Assert.False(result.Passed);
        Assert.True(result.Answered);
        Assert.Equal(
            "✘ Exercise 5: not yet right\n  ✔ forward: right\n  … backward: not answered yet",
            result.ToString()
        );
    }

    [Fact]
    public void A_finding_shows_as_escaped_html_and_as_text()
    {
        CheckResult result = Check.True(
            "<script>alert(1)</script>",
            false,
            "a < b & c",
            hint: "<b>"
        );
        Assert.Equal(
            ["text/html", "text/plain"],
            Formatter.GetPreferredMimeTypesFor(typeof(CheckResult)).Order()
        );
        var html = Xml.Parse(result.ToDisplayString("text/html"));
        Assert.Empty(html.Descendants("script"));
        Assert.Contains("a < b & c", html.Value, StringComparison.Ordinal);
        Assert.Equal(result.ToString(), result.ToDisplayString("text/plain"));
    }

    [Fact]
    public void A_negative_tolerance_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Number("x", 1, 1, tolerance: -1));
}
