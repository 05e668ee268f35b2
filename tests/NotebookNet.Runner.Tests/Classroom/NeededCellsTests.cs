using NotebookNet.Runner.Classroom;

namespace NotebookNet.Runner.Tests.Classroom;

public class NeededCellsTests
{
    private static string[] Needed(string code, params string[] given) =>
        [.. given.Where(NeededCells.Of(given, cell => cell, [code]).Contains)];

    [Fact]
    public void What_only_shows_something_is_left_out() =>
        Assert.Equal(
            ["int n = 3;"],
            Needed("Check.Is(n)", "int n = 3;", "int m = 4;", "Console.WriteLine(m);")
        );

    [Theory]
    [InlineData("xs[0] = 7;")]
    [InlineData("xs = [4];")]
    [InlineData("Fill(xs);")]
    [InlineData("{ xs[0]++; }")]
    public void What_may_change_a_variable_is_kept(string change) =>
        Assert.Equal(
            ["double[] xs = [1];", change],
            Needed("Check.Is(xs)", "double[] xs = [1];", change)
        );

    [Fact]
    public void What_changes_a_variable_by_another_name_is_kept() =>
        Assert.Equal(
            ["double[] xs = [1];", "var ys = xs;", "ys[0] = 2;"],
            Needed("Check.Is(xs)", "double[] xs = [1];", "var ys = xs;", "ys[0] = 2;")
        );

    [Fact]
    public void What_is_needed_for_what_is_needed_is_kept() =>
        Assert.Equal(
            ["int seed = 1;", "Random R() => new(seed);", "double x = R().NextDouble();"],
            Needed(
                "x",
                "int seed = 1;",
                "Random R() => new(seed);",
                "double x = R().NextDouble();",
                "var figure = Draw();"
            )
        );

    [Theory]
    [InlineData("#r \"lib.dll\"")]
    [InlineData("using System.Text;")]
    [InlineData("#!html\n<p>1</p>")]
    [InlineData("int n = 1;\n#load \"a.csx\"")]
    public void References_and_imports_are_kept(string cell) =>
        Assert.Equal([cell], Needed("1", cell));

    [Fact]
    public void A_variable_of_a_deconstruction_or_a_pattern_is_declared() =>
        Assert.Equal(
            ["var (a, b) = (1, 2);", "int.TryParse(\"1\", out var c);"],
            Needed("a + c", "var (a, b) = (1, 2);", "int.TryParse(\"1\", out var c);")
        );

    [Theory]
    [InlineData("int n = 0;", "void Bump() { n += 5; }", "Bump();")]
    [InlineData(
        "List<int> xs = [];",
        "void Grow(int n) => xs.Add(n);",
        "int grown = Grown(2);\nint Grown(int n) { Grow(n); return n; }"
    )]
    [InlineData(
        "static class Config { public static double Rate = 1; }",
        "Config.Rate = 2;",
        "Config.Rate += 3;"
    )]
    [InlineData("double n = 2, m = 1;", "(n, m) = (m, n);", "(m, n) = (n, m);")]
    [InlineData("Matrix<double> n = M();", "void Halve(Matrix<double> m) { }", "Halve(n);")]
    [InlineData("int n = 0;", "File.WriteAllText(\"a\", \"b\");", "File.Delete(\"a\");")]
    public void What_changes_something_elsewhere_is_kept(params string[] given) =>
        Assert.Equal(given, Needed("Check.Is(n, xs, Config.Rate)", given));
}
