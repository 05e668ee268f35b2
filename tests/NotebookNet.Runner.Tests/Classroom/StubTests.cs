using Microsoft.CodeAnalysis;
using NotebookNet.Runner.Classroom.Assigning;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Tests.Classroom;

public class StubTests
{
    private const string Throw = "throw new System.NotImplementedException()";

    [Theory]
    [InlineData(
        "int F()\n{\n    [[return 1;]]\n}",
        "int F()\n{\n    // YOUR CODE HERE\n    " + Throw + ";\n}"
    )]
    [InlineData(
        "int F()\n{\n    int a = 1;\n    if (a > 0)\n    {\n        [[a = 2;]]\n    }\n    return a;\n}",
        "int F()\n{\n    int a = 1;\n    if (a > 0)\n    {\n        // YOUR CODE HERE\n        "
            + Throw
            + ";\n    }\n    return a;\n}"
    )]
    [InlineData("class A\n{\n    [[int F() => 1;]]\n}", "class A\n{\n    // YOUR CODE HERE\n}")]
    [InlineData("[[int F() => 1;]]\nF()", "// YOUR CODE HERE\nF()")]
    [InlineData("int F() =>\n    [[1;]]", "int F() =>\n    // YOUR CODE HERE\n    " + Throw + ";")]
    [InlineData(
        "int F() =>\n    [[1]]\n    ;",
        "int F() =>\n    // YOUR CODE HERE\n    " + Throw + "\n    ;"
    )]
    [InlineData("int a =\n    [[1;]]", "int a =\n    // YOUR CODE HERE\n    default;")]
    [InlineData("int[] a =\n[\n    [[1, 2]]\n];", "int[] a =\n[\n    // YOUR CODE HERE\n];")]
    [InlineData(
        "Func<int> f = () =>\n{\n    [[return 1;]]\n};",
        "Func<int> f = () =>\n{\n    // YOUR CODE HERE\n    " + Throw + ";\n};"
    )]
    public void A_stub_says_what_the_code_around_it_needs(string code, string expected)
    {
        string marked = code.Replace("[[", "### BEGIN SOLUTION\n", StringComparison.Ordinal)
            .Replace("]]", "\n// END SOLUTION", StringComparison.Ordinal);

        HandedOutText text = HandedOutText.Of(marked, isCode: true);

        Assert.True(text.HasSolution);
        Assert.Equal(expected, text.Text);
        Assert.DoesNotContain(
            CellSyntax.Parse(text.Text).GetDiagnostics(),
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
        );
    }

    [Fact]
    public void Line_ends_of_Windows_stay() =>
        Assert.Equal(
            "int a = 1;\r\n// YOUR CODE HERE\r\nint c = 3;\r\n",
            HandedOutText
                .Of(
                    "int a = 1;\r\n// BEGIN SOLUTION\r\nint b = 2;\r\n// END SOLUTION\r\nint c = 3;\r\n",
                    isCode: true
                )
                .Text
        );

    [Fact]
    public void Marks_that_are_no_comments_become_comments() =>
        Assert.Equal(
            "// ### BEGIN SOLUTION\n#define A\n    // #END SOLUTION ###\n// BEGIN SOLUTION",
            MarkedRegion.AsComments(
                "### BEGIN SOLUTION\n#define A\n    #END SOLUTION ###\n// BEGIN SOLUTION"
            )
        );

    [Fact]
    public void Several_regions_of_a_cell_are_taken_out() =>
        Assert.Equal(
            "a\nb\nc",
            HandedOutText
                .Of(
                    "// BEGIN HIDDEN TESTS\n1\n// END HIDDEN TESTS\na\n// BEGIN HIDDEN TESTS\n// END HIDDEN TESTS\nb\nc\n#### BEGIN HIDDEN TESTS ####\n2\n#### END HIDDEN TESTS ####",
                    isCode: true
                )
                .Text
        );
}
