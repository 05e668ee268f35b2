using NotebookNet.Runner.Classroom;
using static NotebookNet.Runner.Tests.Classroom.TeachersNotebook;

namespace NotebookNet.Runner.Tests.Classroom;

public class SharedStateTests
{
    [Theory]
    [InlineData(
        "Do(); if (counter != 1) throw new Exception();",
        "void Do() => counter++;",
        "changes counter"
    )]
    [InlineData(
        "Do(); if (log.Count != 1) throw new Exception();",
        "void Do() => log.Add(1);",
        "changes log"
    )]
    [InlineData(
        "counter = 3; if (Do() != 3) throw new Exception();",
        "int Do() => counter;",
        "the check changes counter"
    )]
    [InlineData("Console.SetOut(writer); Do();", "void Do() => Console.WriteLine(1);", "prints")]
    [InlineData(
        "Do(); File.ReadAllText(\"a\");",
        "void Do() => File.WriteAllText(\"a\", \"\");",
        "files"
    )]
    [InlineData("if (Do() != 1) throw new Exception();", "int Do() => counter++;", null)]
    [InlineData(
        "if (Do(counter) != 1) throw new Exception();",
        "int Do(int x) => x + counter;",
        null
    )]
    [InlineData(
        "if (Do(counter) != 1) throw new Exception();",
        "int Do(int counter) { counter++; return counter; }",
        null
    )]
    [InlineData(
        "if (Do() != 1) throw new Exception();",
        "int Do() { File.Delete(\"a\"); return 2; }",
        null
    )]
    public void What_a_check_cannot_see_of_an_answer_is_told(
        string check,
        string answer,
        string? expected
    )
    {
        Assignment assignment = Read(
            ExportedNotebook.Code("int counter = 0;\nList<int> log = [];"),
            Nbgrader(answer, """{"grade_id": "a", "solution": true}"""),
            Nbgrader(check, """{"grade_id": "b", "grade": true, "locked": true, "points": 1}""")
        );

        string? found = SharedState.Between(
            assignment,
            assignment.Cells[2],
            StudentCell.Added("", answer)
        );

        if (expected is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(expected, found, StringComparison.Ordinal);
        }
    }
}
