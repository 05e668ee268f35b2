using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class AssignmentTests
{
    [Fact]
    public void An_exercise_is_its_text_its_scaffold_and_its_solution()
    {
        const string Scaffold =
            "double answer = double.NaN;   // your answer\n\nCheck.Number(\"Exercise 1\", Right(), answer)";
        Assignment assignment = Read([
            ExportedNotebook.Code("double Right() => 3;"),
            Text("<details>\n<summary>Derivation</summary>\n\nIt is so.\n\n</details>"),
            .. Exercise(Scaffold, "double answer = 3;"),
            Text("**2.** Say why."),
        ]);

        Assert.Equal(
            [
                CellRole.Given,
                CellRole.Given,
                CellRole.Given,
                CellRole.AnswerAndCheck,
                CellRole.KeptBack,
                CellRole.Given,
            ],
            assignment.Cells.Select(cell => cell.Role)
        );
        AssignedCell scaffold = assignment.Cells[3];
        Assert.Equal("Exercise 1", Assert.Single(assignment.Exercises));
        Assert.Equal(["answer"], scaffold.AnswerNames);
        Assert.Equal(Scaffold, scaffold.HandedOut);
        Assert.False(scaffold.IsHidden);
        Assert.Contains("double answer = 3;", scaffold.Solved, StringComparison.Ordinal);
        Assert.Contains("Check.Number", scaffold.Solved, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", scaffold.Solved, StringComparison.Ordinal);
        Assert.Equal("", assignment.Cells[4].HandedOut);
    }

    [Theory]
    [InlineData("double a = double.NaN;   // your answer", null, "a")]
    [InlineData("double a = 1;\ndouble b = double.NaN; //your answer", null, "b")]
    [InlineData("double F(int x)\n{\n    return 0;   // your code\n}", null, "F")]
    [InlineData("class A\n{\n    int F() => 0;   // your code: all of it\n}", null, "A")]
    [InlineData("double a = 0, b = 0;   // your answers", null, "a b")]
    [InlineData("var (a, b) = (0, 0);   // your answers", null, "a b")]
    [InlineData(
        "double F(int x) => x;\nbool mended = false;",
        "double F(int x) => -x;\nbool mended = true;",
        "F mended"
    )]
    [InlineData("double a = 0;   // what is yours", "double b = 1;\ndouble a = 2;", "a")]
    [InlineData("string a = \"// your answer\";\ndouble b = 0;", null, "")]
    [InlineData("double a = 0;   // yourself", "double b = 1;", "")]
    public void An_answer_is_marked_or_what_the_solution_declares_too(
        string scaffold,
        string? solution,
        string expected
    )
    {
        AssignedCell cell = Read(Exercise(scaffold + "\nCheck.Later(\"1\")", solution)).Cells[1];

        Assert.Equal(expected, string.Join(' ', cell.AnswerNames));
        Assert.Equal(expected.Length > 0 ? CellRole.AnswerAndCheck : CellRole.ByHand, cell.Role);
        Assert.Equal(solution is null, cell.Solved is null);
    }

    [Fact]
    public void What_nothing_checks_is_judged_by_hand() =>
        Assert.Equal(
            CellRole.ByHand,
            Read(Exercise("double a = 0;   // your answer", "double a = 1;")).Cells[1].Role
        );

    [Fact]
    public void A_solution_marked_in_a_scaffold_is_an_answer()
    {
        AssignedCell cell = Read(
            Exercise(
                "double F(double x)\n{\n    // BEGIN SOLUTION\n    return 2 * x;\n    // END SOLUTION\n}\n\nCheck.Number(\"1\", G(1), F(1))",
                null
            )
        ).Cells[1];

        Assert.Equal(CellRole.AnswerAndCheck, cell.Role);
        Assert.Equal(["F"], cell.AnswerNames);
        Assert.Equal(cell.Source, cell.Solved);
        Assert.Equal(
            "double F(double x)\n{\n    // YOUR CODE HERE\n    throw new System.NotImplementedException();\n}\n\nCheck.Number(\"1\", G(1), F(1))",
            cell.HandedOut
        );
        Assert.False(cell.IsHidden);
    }

    [Fact]
    public void Hidden_tests_of_a_given_cell_are_taken_out()
    {
        AssignedCell cell = Read(
            ExportedNotebook.Code(
                "int a = 1;\n### BEGIN HIDDEN TESTS\nint b = 2;\n### END HIDDEN TESTS"
            )
        ).Cells[0];

        Assert.Equal(
            (CellRole.Given, "int a = 1;", true),
            (cell.Role, cell.HandedOut, cell.IsHidden)
        );
    }

    [Theory]
    [InlineData("// BEGIN SOLUTION\n1", "cell 2: BEGIN SOLUTION without an END SOLUTION")]
    [InlineData("1\n// END SOLUTION", "cell 2: END SOLUTION without a BEGIN SOLUTION")]
    [InlineData(
        "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION",
        "cell 2: BEGIN SOLUTION stands inside BEGIN SOLUTION"
    )]
    [InlineData(
        "// BEGIN SOLUTION\n// BEGIN HIDDEN TESTS\n// END SOLUTION",
        "cell 2: BEGIN HIDDEN TESTS stands inside BEGIN SOLUTION"
    )]
    [InlineData(
        "// BEGIN HIDDEN TESTS\n// END SOLUTION",
        "cell 2: END SOLUTION without a BEGIN SOLUTION"
    )]
    [InlineData(
        "// BEGIN SOLUTION\n1\n// END SOLUTION",
        "cell 2: BEGIN SOLUTION in a cell of no exercise"
    )]
    public void Marks_that_contradict_themselves_are_named(string code, string expected) =>
        Assert.StartsWith(
            expected,
            Fault(Text("A text"), ExportedNotebook.Code(code)),
            StringComparison.Ordinal
        );

    [Fact]
    public void Prose_may_speak_of_marks() =>
        Assert.Equal(
            CellRole.Given,
            Read(Text("Write `### BEGIN SOLUTION` above it.")).Cells[0].Role
        );

    [Fact]
    public void Exercises_of_one_number_are_refused() =>
        Assert.Equal(
            "cell 4: \"Exercise 1\" is the name of cell 2 already",
            Fault([
                .. Exercise("int a; // your code", null),
                Text("**1.** Again"),
                ExportedNotebook.Code("int b; // your code"),
            ])
        );

    [Theory]
    [InlineData("<details open>\n<summary>Solution</summary>\n\n3\n\n</details>")]
    [InlineData("<details markdown=\"1\">\n<summary>Solution</summary>\n\n3\n\n</details>")]
    [InlineData("<!-- mine -->\n\n<DETAILS\n open>\n\n3\n\n</DETAILS>\n\n---\n")]
    [InlineData("<details>\n\n<pre>3</pre>\n\n</details>")]
    [InlineData("<details>\n3\n<details>\n4\n</details>\n5\n</details>\n<details>\n6")]
    public void Every_fold_among_the_exercises_is_kept_back(string fold)
    {
        Assignment assignment = Read([.. Exercise("int a; // your code", null), Text(fold)]);
        Assert.Equal(CellRole.KeptBack, assignment.Cells[2].Role);
        Assert.Single(assignment.Exercises);

        assignment = Read([
            .. Exercise("int a; // your code", null),
            Nbgrader(Text(fold), """{"locked": true, "grade_id": "text"}"""),
        ]);
        Assert.Equal(CellRole.KeptBack, assignment.Cells[2].Role);
    }

    [Theory]
    [InlineData("Try first.\n\n<details>\n<summary>Solution</summary>\n\n3\n\n</details>")]
    [InlineData("<details>\n\n3\n\n</details>\n\n**2.** And then?")]
    [InlineData("<details>\n\n3\n\n</details>\n\n**2.** Then?\n\n<details>\n\n4\n\n</details>")]
    [InlineData("**2.** And then?\n\n<details>\n<summary>Hint</summary>\n\n3\n\n</details>")]
    public void A_fold_among_the_exercises_beside_a_text_is_refused(string text) =>
        Assert.StartsWith(
            "cell 3: a fold under the heading \"## Exercises\" and text beside it",
            Fault([.. Exercise("int a; // your code", null), Text(text)]),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("## Exercise", "<summary>Solution 1</summary>")]
    [InlineData("### Exercises", "<summary style=\"x\"> <b>1. solution</b></summary>")]
    [InlineData("## exercises", "<summary>\n**Solutions**\n</summary>")]
    public void A_solution_under_no_heading_of_exercises_is_refused(
        string heading,
        string summary
    ) =>
        Assert.StartsWith(
            "cell 3: a fold whose summary says \"Solution\", and no heading \"## Exercises\" above it",
            Fault(
                Text($"{heading}\n\n**1.** How many?"),
                ExportedNotebook.Code("int a; // your code"),
                Text($"<details>\n{summary}\n\n3\n\n</details>")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Other_folds_elsewhere_stay() =>
        Assert.All(
            Read(
                Text(
                    "## Text\n\nSee.\n\n<details open>\n<summary>The solution</summary>\n\n3\n\n</details>"
                ),
                Text("<details>\n<summary>Proof</summary>\n\nA solution\n\n</details>")
            ).Cells,
            cell => Assert.Equal(CellRole.Given, cell.Role)
        );

    [Fact]
    public void A_notebook_of_another_language_is_refused()
    {
        using TemporaryFolder folder = new();
        TestNotebook.Write(folder["a.ipynb"], ExportedNotebook.Code("1"));
        JsonNode notebook = JsonNode.Parse(File.ReadAllText(folder["a.ipynb"]))!;
        notebook["metadata"]!["kernelspec"]!["name"] = "python3";
        notebook["metadata"]!["kernelspec"]!["language"] = "python";
        File.WriteAllText(folder["a.ipynb"], notebook.ToJsonString());

        Assert.Contains(
            "python",
            Assert
                .Throws<NotebookFormatException>(() => Assignment.Read(folder["a.ipynb"]))
                .Message,
            StringComparison.Ordinal
        );
    }
}
