using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

public class JudgeCellTests
{
    private static readonly ScriptOptions s_options = ScriptOptions
        .Default.WithReferences(typeof(object).Assembly, typeof(Enumerable).Assembly)
        .WithImports("System", "System.Linq", "System.Collections.Generic");

    [Theory]
    [InlineData("double a = 3;", "a", "Value<double>(\"a\")")]
    [InlineData("var a = new[] { 1.5 };", "a", "Value(\"a\", () => new[] { 1.5 })")]
    [InlineData(
        "int a = 1, b = 2, c = 3;",
        "a c",
        "Value<int>(\"a\")|Value<int>(\"c\")|int b = 2;"
    )]
    [InlineData("List<double[]> a;", "a", "Value<List<double[]>>(\"a\")")]
    [InlineData(
        "double F(double x, int n = 2) => 0;",
        "F",
        "F(double x, int n = 2) => Call<double>(\"F\", new object[] { x, n })"
    )]
    [InlineData("void F(int[] xs) { }", "F", "Do(\"F\", new object[] { xs })")]
    [InlineData("static int F() { return 1; }", "F", "Call<int>(\"F\", new object[] {")]
    [InlineData(
        "double F(Func<double, double> f, (int A, string B) t) => 0;",
        "F",
        "Call<double>(\"F\", new object[] { f, t })"
    )]
    [InlineData("class A(int n) { public int N() => n; }", "A", "New(\"A\", new object[] { n })")]
    [InlineData(
        "class A { int n; public A(int n) { this.n = n; } public A() : this(1) { } }",
        "A",
        "New(\"A\", new object[] { n })"
    )]
    [InlineData(
        "class A { public override string ToString() => \"\"; }",
        "A",
        "override string ToString() => Call<string>(__it, \"ToString\""
    )]
    [InlineData(
        "class A { public static int F(int x) => x; }",
        "A",
        "static int F(int x) => CallStatic<int>(\"A\", \"F\", new object[] { x })"
    )]
    [InlineData(
        "static class A { public static void F(int x) { } }",
        "A",
        "DoStatic(\"A\", \"F\", new object[] { x })"
    )]
    [InlineData(
        "class A { public int N { get; private set; } public int M { get; init; } public int K => 1; }",
        "A",
        "\"get_N\"|private set|\"set_N\"|\"get_M\"|init|\"set_M\"|\"get_K\""
    )]
    [InlineData(
        "class A : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }",
        "A",
        "IEnumerator<int> GetEnumerator() => |IEnumerator System.Collections.IEnumerable.GetEnumerator() => "
    )]
    [InlineData(
        "interface I { int N { get; } } class A : I { int I.N => 1; public int N => 2; }",
        "A",
        "int I.N {|int N {"
    )]
    [InlineData("class A { const int N = 3; public int F() => N; }", "A", "const int N = 3;")]
    public void What_stands_for_an_answer_asks_for_it_and_compiles(
        string source,
        string names,
        string said
    )
    {
        string[] all = names.Split(' ');
        string cell = JudgeCell.Of(source + "\nint after = 5;", all, answersOnly: false);

        Assert.All(
            said.Split('|'),
            part => Assert.Contains(part, cell.Replace("__Answers.", ""), StringComparison.Ordinal)
        );
        Assert.Contains("int after = 5;", cell, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "after",
            JudgeCell.Of(source + "\nint after = 5;", all, answersOnly: true),
            StringComparison.Ordinal
        );
        Assert.Empty(
            CSharpScript
                .Create(JudgeCell.Prelude, s_options)
                .ContinueWith(cell)
                .Compile(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        );
    }

    [Fact]
    public void A_class_between_a_base_and_its_users_keeps_its_place()
    {
        const string Source = """
            abstract class Layer { public abstract double Forward(double x); }
            class Relu : Layer { double kept; public override double Forward(double x) { kept = x; return 0; } }
            Layer layer = new Relu();
            """;

        string cell = JudgeCell.Of(Source, ["Relu"], answersOnly: false);

        Assert.DoesNotContain("kept", cell, StringComparison.Ordinal);
        Assert.Empty(
            CSharpScript
                .Create(JudgeCell.Prelude, s_options)
                .ContinueWith(cell)
                .Compile(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        );
    }

    [Theory]
    [InlineData("void F(ref int x) { }")]
    [InlineData("void F(out int x) { x = 1; }")]
    [InlineData("T F<T>(T x) => x;")]
    [InlineData("async Task<int> F() => await Task.FromResult(1);")]
    [InlineData("class F { public void G(ref int x) { } }")]
    [InlineData("class F { public F(out int x) { x = 1; } }")]
    [InlineData("class F { public T G<T>(T x) => x; }")]
    [InlineData("class F<T> { }")]
    [InlineData("class F { public int this[int i] => i; }")]
    [InlineData("class F { public event Action E; }")]
    [InlineData("class F { public int N; }")]
    [InlineData("struct F { }")]
    [InlineData("record F(int N);")]
    [InlineData("enum F { A }")]
    public void What_nothing_can_stand_for_is_left_to_a_reader(string source)
    {
        AnswerKindException refused = Assert.Throws<AnswerKindException>(() =>
            JudgeCell.Of(source, ["F"], answersOnly: false)
        );

        Assert.True(refused.IsUnknown);
    }

    [Fact]
    public void What_only_a_type_is_taken_from_has_its_own_cells_names()
    {
        const string Cell =
            "class Box(int n) { public int N => n; }\ndouble dx = 0.5;\ndouble F(double x) => x / dx;\nvar slope = F(2);\nvar box = new Box(3);";

        string slope = JudgeCell.Of(Cell, ["slope"], answersOnly: true);
        string box = JudgeCell.Of(Cell, ["box"], answersOnly: true);

        Assert.Contains("double dx = 0.5;", slope, StringComparison.Ordinal);
        Assert.Contains("return F(2);", slope, StringComparison.Ordinal);
        Compiles(slope);
        string types = JudgeCell.TypesBeside(Cell, ["slope", "box"]);
        Assert.Contains("class Box", types, StringComparison.Ordinal);
        Compiles($"{types}\n{box}");
        Assert.Equal("", JudgeCell.TypesBeside(Cell, ["Box"]));
    }

    private static void Compiles(string cell) =>
        Assert.Empty(
            CSharpScript
                .Create(JudgeCell.Prelude, s_options)
                .ContinueWith(cell)
                .Compile(TestContext.Current.CancellationToken)
                .Where(found => found.Severity == DiagnosticSeverity.Error)
        );
}
