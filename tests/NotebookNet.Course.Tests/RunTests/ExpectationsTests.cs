using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class ExpectationsTests
{
    [Theory]
    [InlineData("Check.Number(\"1\", 3, x)", "3")]
    [InlineData("Check.Number(\"1\", actual: x, expected: -0.5)", "-0.5")]
    [InlineData("Check.Number(\"1\", expected: 32 * 50, actual: x)", "32 * 50")]
    [InlineData("Check.Number(\"1\", expected: Math.Log(1000), actual: x)", "Math.Log(1000)")]
    [InlineData("Check.Number(\"1\", expected: (double)1 / 3, actual: x)", "(double)1 / 3")]
    [InlineData(
        "Check.Number(\"1\", expected: Math.Sqrt(double.Pi), actual: x)",
        "Math.Sqrt(double.Pi)"
    )]
    [InlineData("Check.Values(\"1\", expected: [6, 8], actual: x)", "[6, 8]")]
    [InlineData(
        "Check.Values(\"1\", [.. Enumerable.Range(1, 3).Select(i => i * 2.0)], x)",
        "[.. Enumerable.Range(1, 3).Select(i => i * 2.0)]"
    )]
    [InlineData("Check.Values(\"1\", new double[] { 6, 8 }, x)", "new double[] { 6, 8 }")]
    [InlineData(
        "Check.Matrix(\"1\", Matrix<double>.Build.DenseOfArray(new double[,] { { 1 } }), x)",
        "Matrix<double>.Build.DenseOfArray(new double[,] { { 1 } })"
    )]
    [InlineData(
        "double half = 0.5;\ndouble right = 2 * half;\nCheck.Number(\"1\", right, x)",
        "right"
    )]
    [InlineData("Check.Choice(\"1\", expected: \"a leak\", actual: x, hints: h)", "\"a leak\"")]
    [InlineData("Check.All(\"1\", Check.Number(\"a\", F(2), x), Check.Number(\"b\", 2, y))", "2")]
    public void A_right_answer_of_literals_is_found(string code, string expected) =>
        Assert.Equal(expected, Assert.Single(Expectations.Constant(code)));

    [Theory]
    [InlineData("Check.Number(\"1\", Spread(100) / 2, Spread(answer))")]
    [InlineData("Check.Number(\"1\", expected: network.ParameterCount + 1, actual: x)")]
    [InlineData("Check.Values(\"1\", expected: data.Select(x => 2 * x), actual: x)")]
    [InlineData("Check.Matrix(\"1\", expected: X.Transpose() * Y, actual: x)")]
    [InlineData("Check.Number(\"1\", expected: Math.Log(data[0]), actual: x)")]
    [InlineData("Check.Choice(\"1\", expected: CauseOf(patient), actual: x, hints: h)")]
    [InlineData("double right = data.Max();\nCheck.Number(\"1\", right, x)")]
    [InlineData("double answer = double.NaN;\nCheck.Number(\"1\", answer * answer, F(answer))")]
    [InlineData("double a = b;\ndouble b = a;\nCheck.True(\"1\", answer == 7, \"it is so\")")]
    public void A_right_answer_that_is_computed_may_stand_there(string code) =>
        Assert.Empty(Expectations.Constant(code));
}
