using NotebookNet.Runner.Classroom;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class NbgraderTests
{
    private const string Answer =
        """{"grade_id": "a", "solution": true, "grade": false, "locked": false, "schema_version": 3}""";
    private const string Check =
        """{"grade_id": "check-a", "solution": false, "grade": true, "locked": true, "points": 2.5, "schema_version": 3}""";
    private const string ByHand =
        """{"grade_id": "why", "solution": true, "grade": true, "points": 4}""";

    [Fact]
    public void Answers_count_for_the_check_after_them()
    {
        Assignment assignment = Read(
            Nbgrader("using System.Text;", """{"grade_id": "first", "locked": true}"""),
            Nbgrader(
                "int Twice(int x)\n{\n    ### BEGIN SOLUTION\n    return 2 * x;\n    ### END SOLUTION\n}",
                Answer
            ),
            Nbgrader(
                "if (Twice(2) != 4) throw new Exception();\n### BEGIN HIDDEN TESTS\nif (Twice(-3) != -6) throw new Exception();\n### END HIDDEN TESTS",
                Check
            ),
            Nbgrader(Text("Because it is so."), ByHand)
        );

        Assert.Equal(
            [CellRole.Given, CellRole.Answer, CellRole.Check, CellRole.ByHand],
            assignment.Cells.Select(cell => cell.Role)
        );
        Assert.Equal(
            [null, "check-a", "check-a", "why"],
            assignment.Cells.Select(cell => cell.Exercise)
        );
        Assert.Equal(["check-a", "why"], assignment.Exercises);
        Assert.Equal(["Twice"], assignment.Cells[1].AnswerNames);
        Assert.Equal(assignment.Cells[1].Source, assignment.Cells[1].Solved);
        Assert.Equal(
            "int Twice(int x)\n{\n    // YOUR CODE HERE\n    throw new System.NotImplementedException();\n}",
            assignment.Cells[1].HandedOut
        );
        Assert.Equal("if (Twice(2) != 4) throw new Exception();", assignment.Cells[2].HandedOut);
        Assert.True(assignment.Cells[2].IsHidden);
        Assert.Equal((2.5, 4), (assignment.Cells[2].MaxPoints, assignment.Cells[3].MaxPoints));
        Assert.Equal("YOUR ANSWER HERE", assignment.Cells[3].HandedOut);
    }

    [Fact]
    public void What_the_judge_runs_is_CSharp()
    {
        AssignedCell cell = Read(
            Nbgrader("### BEGIN SOLUTION\nint a = 1;\n### END SOLUTION", Answer)
        ).Cells[0];

        Assert.Equal("// ### BEGIN SOLUTION\nint a = 1;\n// ### END SOLUTION", cell.Source);
        Assert.Equal((cell.Source, "// YOUR CODE HERE"), (cell.Solved, cell.HandedOut));
        Assert.Equal(["a"], cell.AnswerNames);
    }

    [Fact]
    public void A_solution_without_marks_becomes_a_stub_as_a_whole() =>
        Assert.Equal("// YOUR CODE HERE", Read(Nbgrader("int a = 1;", Answer)).Cells[0].HandedOut);

    [Fact]
    public void A_task_keeps_its_text_without_the_scheme_of_points()
    {
        AssignedCell cell = Read(
            Nbgrader(
                Text(
                    "Draw it.\n\n=== BEGIN MARK SCHEME ===\n\n1 point\n\n=== END MARK SCHEME ===\n\nBelow."
                ),
                """{"grade_id": "t", "task": true, "points": 3, "locked": true}"""
            )
        ).Cells[0];

        Assert.Equal((CellRole.ByHand, 3), (cell.Role, cell.MaxPoints));
        Assert.Equal("Draw it.\n\n\nBelow.", cell.HandedOut);
    }

    [Theory]
    [InlineData("1", """{"solution": true}""", "cell 1: its metadata's nbgrader has no grade_id")]
    [InlineData(
        "1",
        """{"solution": "yes", "grade_id": "a"}""",
        "cell 1: its metadata's nbgrader.solution is \"yes\", expected true or false"
    )]
    [InlineData(
        "1",
        """{"grade": true, "grade_id": "a", "points": -1}""",
        "cell 1: its metadata's nbgrader.points is -1, expected a number that is not negative"
    )]
    [InlineData(
        "1",
        """{"grade": true, "grade_id": 7}""",
        "cell 1: its metadata's nbgrader.grade_id is 7, expected a text"
    )]
    [InlineData("1", "[]", "cell 1: its metadata's nbgrader is [], expected an object")]
    [InlineData(
        "// BEGIN SOLUTION\n1\n// END SOLUTION",
        """{"grade": true, "grade_id": "a"}""",
        "cell 1: BEGIN SOLUTION in a cell that is no solution by its metadata"
    )]
    public void Metadata_that_contradicts_itself_is_named(
        string code,
        string settings,
        string expected
    ) => Assert.StartsWith(expected, Fault(Nbgrader(code, settings)), StringComparison.Ordinal);

    [Fact]
    public void Two_cells_of_one_id_are_refused() =>
        Assert.Equal(
            "cell 2: \"a\" is the name of cell 1 already",
            Fault(Nbgrader("1", Answer), Nbgrader("2", """{"grade_id": "a", "locked": true}"""))
        );

    [Fact]
    public void A_text_that_is_a_solution_has_points() =>
        Assert.StartsWith(
            "cell 1: its metadata's nbgrader says solution alone of a text",
            Fault(Nbgrader(Text("So."), Answer)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_right_answer_in_a_check_is_not_handed_out()
    {
        AssignedCell check = Read(
            Nbgrader("double a = 42;", Answer),
            Nbgrader("Check.True(\"a\", a == 42, \"it is 42\", hint: \"42\")", Check)
        ).Cells[1];

        Assert.Equal("Check.Later(\"a\", a)", check.HandedOut);
        Assert.True(check.IsHidden);
    }
}
