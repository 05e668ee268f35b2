using System.Globalization;
using System.Text.RegularExpressions;
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
    public void A_wrong_number_shows_in_which_way_it_is_wrong_and_the_hint()
    {
        CheckResult result = Check.Number("Exercise 1", 0.2, 0.3, hint: "f'(x) = 0.02x + 0.1");
        Assert.False(result.Passed);
        Assert.True(result.Answered);
        Assert.Equal(
            "✘ Exercise 1: not yet right\n  got: 0.3, which is too large\n  hint: f'(x) = 0.02x + 0.1",
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

    public static TheoryData<object> NoAnswers =>
        [
            double.NaN,
            "",
            " … ",
            Array.Empty<double>(),
            new[] { double.NaN, double.NaN },
            new[] { "", "" },
            new[] { [double.NaN], Array.Empty<double>() },
            Vector<double>.Build.Dense(2, double.NaN),
            Matrix<double>.Build.Dense(2, 3, double.NaN),
        ];

    public static TheoryData<object> SomeAnswers =>
        [
            0.0,
            double.PositiveInfinity,
            0,
            false,
            "no",
            new[] { double.NaN, 0 },
            new[] { "", "a" },
            Vector<double>.Build.Dense(2),
            Matrix<double>.Build.Dense(2, 3),
            new Func<double, double>(x => x),
        ];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public void What_is_judged_later_is_open_without_an_answer(object answer) =>
        Assert.Equal(
            "… Exercise 1: not answered yet",
            Check.Later("Exercise 1", answer).ToString()
        );

    [Theory]
    [MemberData(nameof(SomeAnswers))]
    public void What_is_judged_later_tells_nothing_of_an_answer(object answer)
    {
        CheckResult result = Check.Later("Exercise 1", answer);
        Assert.False(result.Passed);
        Assert.True(result.Answered);
        Assert.Equal("… Exercise 1: answered, judged when it is handed in", result.ToString());
    }

    [Fact]
    public void What_is_judged_later_need_not_know_the_answer() =>
        Assert.Equal(
            "… Exercise 1: judged when it is handed in",
            Check.Later("Exercise 1").ToString()
        );

    [Fact]
    public void Of_several_answers_that_are_judged_later_one_is_enough()
    {
        Assert.False(Check.Later("Exercise 1", double.NaN, "", null).Answered);
        Assert.False(Check.Later("Exercise 1", null).Answered);
        Assert.True(Check.Later("Exercise 1", double.NaN, "a").Answered);
        Assert.True(Check.Later("Exercise 1", [double.NaN, 1.0]).Answered);
    }

    [Fact]
    public void What_is_right_as_far_as_it_is_judged_is_not_called_wrong()
    {
        CheckResult later = Check.Later("b", 1.0);
        Assert.StartsWith(
            "… both: answered, judged when it is handed in\n  ✔ a: right",
            Check.All("both", Check.Number("a", 1, 1), later).ToString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "✘ both: not yet right",
            Check.All("both", Check.Number("a", 1, 2), later).ToString(),
            StringComparison.Ordinal
        );
        Assert.False(Check.All("both", Check.Number("a", 1, 1), later).Passed);
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

    [Theory]
    [InlineData(0.2, 0.1, 1e-6, "0.1, which is too small")]
    [InlineData(-0.2, -0.3, 1e-6, "-0.3, which is too small")]
    [InlineData(0.2, 0.2000000004, 1e-12, "0.2000000004, which is too large")]
    [InlineData(0.2, 1.0 / 3, 1e-6, "0.333333, which is too large")]
    [InlineData(0.2, double.PositiveInfinity, 1e-6, "Infinity, which is too large")]
    public void A_wrong_number_is_too_small_or_too_large(
        double expected,
        double actual,
        double tolerance,
        string got
    ) =>
        Assert.Equal(
            $"✘ x: not yet right\n  got: {got}",
            Check.Number("x", expected, actual, tolerance).ToString()
        );

    [Theory]
    [InlineData(
        6,
        8.5,
        1.1,
        "2 of 3 values differ; the first, value 1, is 8.5, which is too large"
    )]
    [InlineData(6, 7, 1, "1 of 3 values differ; the first, value 1, is 7, which is too small")]
    [InlineData(double.NaN, 8, 1, "1 of 3 values differ; the first, value 0, is not a number")]
    [InlineData(
        6,
        double.NaN,
        double.NaN,
        "2 of 3 values differ; the first, value 1, is not a number"
    )]
    public void A_wrong_vector_names_the_first_value_that_differs(
        double first,
        double second,
        double third,
        string got
    ) =>
        Assert.Equal(
            $"✘ Gradient: not yet right\n  got: {got}\n  hint: look",
            Check.Values("Gradient", [6, 8, 1], [first, second, third], hint: "look").ToString()
        );

    [Fact]
    public void A_vector_of_another_length_is_wrong_and_one_without_a_number_no_answer()
    {
        Assert.Equal(
            "✘ Gradient: not yet right\n  got: 2 values, not 3",
            Check.Values("Gradient", [6, 8, 1], [6, 8]).ToString()
        );
        Assert.True(
            Check.Values("Gradient", [6, 8], Vector<double>.Build.Dense([6.0, 8.0])).Passed
        );
        Assert.False(Check.Values("Gradient", [6, 8], null).Answered);
        Assert.False(Check.Values("Gradient", [6, 8], []).Answered);
        Assert.False(Check.Values("Gradient", [6, 8], [double.NaN, double.NaN]).Answered);
    }

    [Fact]
    public void A_wrong_matrix_names_the_first_element_that_differs_or_both_shapes()
    {
        Matrix<double> expected = Matrix<double>.Build.Dense(2, 3, (i, j) => i + j);
        Matrix<double> actual = expected.Clone();
        Assert.True(Check.Matrix("dW", expected, actual).Passed);
        actual[1, 2] = 7;
        Assert.Equal(
            "✘ dW: not yet right\n  got: 1 of 6 elements differ; the first, in row 1, column 2, is 7, which is too large",
            Check.Matrix("dW", expected, actual).ToString()
        );
        actual[0, 2] = double.NaN;
        Assert.Contains(
            "2 of 6 elements differ; the first, in row 0, column 2, is not a number",
            Check.Matrix("dW", expected, actual).ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "got: a 3×2 matrix, not a 2×3 one",
            Check.Matrix("dW", expected, expected.Transpose()).ToString(),
            StringComparison.Ordinal
        );
        Assert.False(Check.Matrix("dW", expected, null).Answered);
        Assert.False(Check.Matrix("dW", expected, 0 / (0 * expected)).Answered);
    }

    /// <summary>Answers that are far off, off by a rounding, of the wrong sign, without a number or of the wrong length.</summary>
    [Fact]
    public void No_wrong_answer_brings_the_right_one_out()
    {
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            double right = Math.Round(100 + 900 * random.NextDouble(), 3) * (i % 2 == 0 ? 1 : -1);
            double wrong = (i % 5) switch
            {
                0 => right + 0.4,
                1 => right * (1 + 1e-9) + 1e-9,
                2 => -right - 3,
                3 => double.PositiveInfinity,
                _ => 1.5 * right - 7,
            };
            Matrix<double> expected = Matrix<double>.Build.Dense(2, 2, right);
            Matrix<double> actual = expected.Clone();
            actual[i % 2, 1] = wrong;
            CheckResult[] results =
            [
                Check.Number("x", right, wrong, tolerance: 1e-12),
                Check.Values("x", [right, right], [wrong, right], tolerance: 1e-12),
                Check.Values("x", [right, right], [right, double.NaN]),
                Check.Values("x", [right, right], [wrong]),
                Check.Matrix("x", expected, actual, tolerance: 1e-12),
                Check.Matrix("x", expected, expected.SubMatrix(0, 1, 0, 2)),
            ];
            foreach (CheckResult result in results.Append(Check.All("all", results)))
            {
                Assert.False(result.Passed);
                Assert.DoesNotMatch(
                    $@"(?<![\d.]){Regex.Escape(right.ToString(CultureInfo.InvariantCulture))}(?!\d)",
                    $"{result}\n{result.ToDisplayString("text/html")}"
                );
            }
        }
    }

    private static readonly Dictionary<string, string> s_causes = new()
    {
        ["rate too large"] = "the loss would rise; here it falls",
        ["dead units"] = "units would be 0 for all images; here 3 of 200 are",
        ["shuffled labels"] = "new images would be read at chance; here 0.9 of them are right",
    };

    [Theory]
    [InlineData("dead units")]
    [InlineData("Dead Units")]
    [InlineData(" dead-units\n")]
    [InlineData("deadUnits")]
    [InlineData("DEAD  UNITS.")]
    public void A_name_is_right_by_its_letters_and_digits(string actual)
    {
        CheckResult result = Check.Choice("Exercise 1", "dead units", actual, s_causes);
        Assert.Equal("✔ Exercise 1: right", result.ToString());
        Assert.True(Check.Choice("Exercise 1", "Dead-Units", actual, s_causes).Passed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("…")]
    public void A_name_not_given_is_not_answered_yet(string? actual)
    {
        CheckResult result = Check.Choice("Exercise 1", "dead units", actual, s_causes);
        Assert.False(result.Answered);
        Assert.Equal("… Exercise 1: not answered yet", result.ToString());
    }

    [Fact]
    public void A_wrong_name_is_told_what_it_would_have_looked_like()
    {
        CheckResult result = Check.Choice("Exercise 1", "dead units", "Rate too large", s_causes);
        Assert.False(result.Passed);
        Assert.True(result.Answered);
        Assert.Equal(
            "✘ Exercise 1: not yet right\n  got: rate too large, which it is not\n  hint: the loss would rise; here it falls",
            result.ToString()
        );
        foreach (string wrong in s_causes.Keys.Where(name => name != "dead units"))
        {
            Assert.DoesNotContain(
                "dead",
                Check.Choice("x", "dead units", wrong, s_causes).ToString(),
                StringComparison.OrdinalIgnoreCase
            );
        }
    }

    [Fact]
    public void An_unknown_name_lists_all_names_in_their_order() =>
        Assert.Equal(
            "✘ Exercise 1: not yet right\n  got: \"too slow\", which is none of the names\n  hint: the names are rate too large, dead units, shuffled labels",
            Check.Choice("Exercise 1", "dead units", " too slow ", s_causes).ToString()
        );

    [Fact]
    public void A_choice_whose_names_cannot_be_told_apart_or_lack_the_right_one_is_refused()
    {
        ArgumentException missing = Assert.Throws<ArgumentException>(() =>
            Check.Choice("x", "leak", null, s_causes)
        );
        Assert.Equal("expected", missing.ParamName);
        Assert.Contains("\"leak\"", missing.Message, StringComparison.Ordinal);
        ArgumentException twice = Assert.Throws<ArgumentException>(() =>
            Check.Choice(
                "x",
                "a b",
                null,
                new Dictionary<string, string> { ["a b"] = "", ["A-B"] = "" }
            )
        );
        Assert.Equal("hints", twice.ParamName);
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
    public void Several_checks_are_open_while_no_part_is_answered()
    {
        CheckResult result = Check.All(
            "Exercise 5",
            Check.Number("forward", 3, double.NaN),
            Check.Values("backward", [2], [double.NaN]),
            Check.True("both", null, "they agree")
        );
        Assert.False(result.Answered);
        Assert.StartsWith(
            "… Exercise 5: not answered yet",
            result.ToString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("✘", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_should_hold_is_said_in_words() =>
        Assert.Equal(
            "✘ Exercise 4: not yet right\n  expected: a loss below 0.1\n  got: it does not hold\n  hint: try Adam",
            Check.True("Exercise 4", false, "a loss below 0.1", hint: "try Adam").ToString()
        );

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
