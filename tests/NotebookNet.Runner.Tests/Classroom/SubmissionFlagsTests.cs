using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class SubmissionFlagsTests
{
    private static readonly Assignment s_assignment = Read([
        TestNotebook.Cell("double Right(double x) => 2 * x;"),
        .. Exercise(
            "double Twice(double x) => double.NaN;   // your code\ndouble Near(double x) => x;\nCheck.Number(\"1\", Right(3), Near(Twice(3)))",
            "double Twice(double x) => 2 * x;"
        ),
    ]);

    private static string[] Flags(Func<string, string> change, string? extra = null)
    {
        using TemporaryFolder folder = new();
        JsonObject[] cells =
        [
            .. s_assignment
                .Cells.Where(cell => cell.IsCode)
                .Select(cell =>
                {
                    JsonObject written = TestNotebook.Cell(change(cell.HandedOut));
                    written["id"] = cell.Id;
                    return written;
                }),
            .. extra is null ? Array.Empty<JsonObject>() : [TestNotebook.Cell(extra)],
        ];
        TestNotebook.Write(folder["s.ipynb"], cells);
        NotebookDocument document = NotebookDocument.Read(folder["s.ipynb"]);
        return
        [
            .. SubmissionFlags.Of(
                s_assignment,
                document.Cells,
                new CellMatch(s_assignment.Cells, document.Cells)
            ),
        ];
    }

    [Theory]
    [InlineData("double.NaN;   // your code", "2 * x;")]
    [InlineData("double.NaN;   // your code", "Half(4 * x);\ndouble Half(double x) => x / 2;")]
    [InlineData("\n", "\r\n")]
    public void An_answer_is_no_matter(string old, string put) =>
        Assert.Empty(
            Flags(cell => cell.Replace(old, put, StringComparison.Ordinal), "int mine = 1;")
        );

    [Theory]
    [InlineData(
        "Check.Number(\"1\", Right(3), Near(Twice(3)))",
        "\"✔ 1: right\"",
        "Exercise 1: its check"
    )]
    [InlineData("Near(double x) => x;", "Near(double x) => 6;", "Exercise 1: its check")]
    [InlineData("=> 2 * x;", "=> 0;", "cell 1 of the assignment was changed")]
    public void What_would_change_a_check_is_told(string old, string put, string expected) =>
        Assert.Contains(
            Flags(cell => cell.Replace(old, put, StringComparison.Ordinal)),
            flag => flag.Contains(expected, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("static class Check { }", "Check, which the assignment uses, is declared")]
    [InlineData(
        "double Right(double x) => 0;",
        "Right, which the assignment declares, is declared again"
    )]
    [InlineData("record Check(int N);", "Check, which the assignment uses, is declared")]
    public void A_name_of_the_assignments_that_is_declared_is_told(string extra, string expected) =>
        Assert.Contains(expected, Flags(cell => cell, extra));

    [Fact]
    public void A_name_that_is_declared_beside_the_answer_is_told() =>
        Assert.Contains(
            Flags(cell =>
                cell.Replace("double.NaN;", "0;\nstatic class Check { }", StringComparison.Ordinal)
            ),
            flag => flag.StartsWith("Check, which the assignment uses", StringComparison.Ordinal)
        );

    [Fact]
    public void A_cell_that_is_gone_is_told()
    {
        using TemporaryFolder folder = new();
        TestNotebook.Write(folder["s.ipynb"], "double Right(double x) => 2 * x;");
        NotebookDocument document = NotebookDocument.Read(folder["s.ipynb"]);

        Assert.Contains(
            "Exercise 1: its cell is gone",
            SubmissionFlags.Of(
                s_assignment,
                document.Cells,
                new CellMatch(s_assignment.Cells, document.Cells)
            )
        );
    }
}
