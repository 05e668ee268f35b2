using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.RunTests;

public sealed class CellSyntaxTests
{
    [Theory]
    [InlineData(
        "int a = 1;\ndouble F(int x)\n{\n    return 0;   // your code\n}\n\nCheck(F(a))",
        "double F(int x) => x;",
        "int a = 1; double F(int x) => x; Check(F(a))"
    )]
    [InlineData(
        "double answer = double.NaN;   // your answer\nCheck(answer)",
        "double answer = 7;",
        "double answer = 7; Check(answer)"
    )]
    [InlineData(
        "sealed class A { }\nint b = 1;\nCheck(new A())",
        "sealed class A { int x; }\nint b = 2;",
        "sealed class A { int x; } int b = 2; Check(new A())"
    )]
    [InlineData(
        "var (a, b) = (1, 2);\nCheck(a)",
        "var (a, b) = (3, 4);",
        "var (a, b) = (3, 4); Check(a)"
    )]
    [InlineData("int a = 1;\nCheck(a)", "int helper = 2;", "int helper = 2; int a = 1; Check(a)")]
    [InlineData("int a = 1;\nCheck(a)", "int a = 2;\nCheck(a)", "int a = 2; Check(a)")]
    [InlineData("// Draw it here.", "Draw();", "Draw(); // Draw it here.")]
    [InlineData("", "Draw();", "Draw();")]
    [InlineData(
        "void F() { int a = 1; }\nint a = 0;\nfor (int i = 0; i < 3; i++) { int b = a; }\nCheck(a)",
        "int a = 2;",
        "void F() { int a = 1; } int a = 2; for (int i = 0; i < 3; i++) { int b = a; } Check(a)"
    )]
    public void Answer_takes_the_place_of_what_it_declares(
        string scaffold,
        string answer,
        string expected
    ) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                CellSyntax
                    .WithAnswer(scaffold, answer)
                    .Split(
                        '\n',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    )
            )
        );
}
