using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Packaging;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Of every chapter students get the exercises, and nothing of their solutions.</summary>
public class HandOutOfTheCourseTests
{
    public static TheoryData<string> Chapters => ExportOfTheCourseTests.Chapters;

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_is_handed_out_without_its_solutions(string chapter)
    {
        Assignment assignment = Read(chapter);
        NotebookDocument handedOut = NotebookDocument.Parse(HandOut.Of(assignment));
        ExerciseCells[] exercises =
        [
            .. ExerciseCells.FindAll(ProseCell.ReadAll(assignment.Document.Cells)),
        ];

        Assert.Equal(
            assignment
                .Document.Cells.Except(
                    exercises.Select(exercise => exercise.Solution?.Stored).OfType<NotebookCell>()
                )
                .Select(cell => cell.Id),
            handedOut.Cells.Select(cell => cell.Id)
        );
        Assert.All(handedOut.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.All(handedOut.Cells, cell => Assert.Null(cell.ExecutionCount));
        Assert.All(
            handedOut.Cells.Select(cell => cell.Metadata["notebooknet"]).OfType<JsonObject>(),
            settings => Assert.False(settings.ContainsKey("wrong") || settings.ContainsKey("right"))
        );

        // What the rest of the chapter says itself is no secret.
        HashSet<string> said =
        [
            .. assignment
                .Document.Cells.Where(cell =>
                    exercises.All(exercise => exercise.Solution?.Stored != cell)
                )
                .SelectMany(cell => Lines(cell.Source)),
        ];
        string[] secret =
        [
            .. exercises
                .SelectMany(exercise => exercise.SolutionCode)
                .SelectMany(Lines)
                .Where(line => !said.Contains(line)),
        ];
        Assert.Equal(exercises.Length > 0, secret.Length > 0);
        HashSet<string> left = [.. handedOut.Cells.SelectMany(cell => Lines(cell.Source))];
        Assert.All(secret, line => Assert.DoesNotContain(line, left));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Every_exercise_of_a_chapter_is_answered_and_checked(string chapter)
    {
        AssignedCell[] scaffolds =
        [
            .. Read(chapter).Cells.Where(cell => cell.Exercise is not null),
        ];
        Assert.All(
            scaffolds,
            cell =>
            {
                Assert.Equal(CellRole.AnswerAndCheck, cell.Role);
                Assert.NotEmpty(cell.AnswerNames);
                Assert.NotNull(cell.Solved);
                Assert.Empty(
                    new Expectations(
                        CellSyntax.Parse(cell.HandedOut),
                        cell.AnswerNames.ToHashSet()
                    ).Plain()
                );
            }
        );
    }

    [Fact]
    public void An_answer_without_a_mark_is_what_the_solution_declares_too() =>
        Assert.Equal(
            ["ValidationAccuracy", "mended"],
            Read("10-hyperparameters.ipynb")
                .Cells.Single(cell => cell.Exercise == "Exercise 6")
                .AnswerNames
        );

    [Fact]
    public void The_key_of_chapter_11_is_not_handed_out()
    {
        AssignedCell cell = Read("11-data-augmentation.ipynb")
            .Cells.Single(cell => cell.Exercise == "Exercise 4");
        Assert.Contains("const int Key = ", cell.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Key", cell.HandedOut, StringComparison.Ordinal);
        Assert.True(cell.IsHidden);
    }

    private static Assignment Read(string chapter) =>
        Assignment.Read(Path.Combine(RepositoryFiles.Root, "notebooks", chapter));

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Any(char.IsLetter));
}
