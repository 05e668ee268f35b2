using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Classroom;

public class CellMatchTests
{
    private static readonly AssignedCell[] s_assigned =
    [
        new(0, "g", true, CellRole.Given, "int g = 1;", "int g = 1;"),
        Answer(1, "one", "A"),
        Answer(2, "two", "B"),
        new(3, "s", false, CellRole.KeptBack, "solution", ""),
        new(4, "why", false, CellRole.ByHand, "Why?", "YOUR ANSWER HERE") { Exercise = "why" },
    ];

    private static AssignedCell Answer(int index, string id, string name) =>
        new(index, id, true, CellRole.AnswerAndCheck, "", $"int {name} = 0;\nCheck.Is({name})")
        {
            AnswerNames = [name],
            Exercise = id,
        };

    private static CellMatch Match(params (string? Id, string Source)[] written) =>
        new(
            s_assigned,
            [
                .. written.Select(
                    (cell, i) =>
                        new NotebookCell(
                            i,
                            cell.Id != "why",
                            cell.Source,
                            null,
                            new HashSet<string>(),
                            [],
                            null
                        )
                        {
                            Id = cell.Id,
                        }
                ),
            ]
        );

    private static string?[] Places(CellMatch match) =>
        [.. s_assigned.Select(cell => match.Of(cell)?.Source)];

    [Fact]
    public void Cells_are_found_without_ids() =>
        Assert.Equal(
            ["int g = 1;", "int A = 5;", "int B = 6;", null, null],
            Places(Match((null, "int g = 1;"), (null, "int A = 5;"), (null, "int B = 6;")))
        );

    [Fact]
    public void Without_ids_a_try_above_is_not_the_cell_that_has_the_check() =>
        Assert.Equal(
            ["int g = 1;", "int A = 5;\nCheck.Is(A)", null, null, null],
            Places(
                Match((null, "int A = 7;"), (null, "int g = 1;"), (null, "int A = 5;\nCheck.Is(A)"))
            )
        );

    [Fact]
    public void Ids_that_are_swapped_between_exercises_change_nothing() =>
        Assert.Equal(
            ["int g = 1;", "int A = 5;", "int B = 6;", null, null],
            Places(Match(("g", "int g = 1;"), ("two", "int A = 5;"), ("one", "int B = 6;")))
        );

    [Fact]
    public void Cells_may_be_moved() =>
        Assert.Equal(
            ["int g = 1;", "int A = 5;", "int B = 6;", null, "Because."],
            Places(
                Match(
                    ("why", "Because."),
                    ("x", "int B = 6;"),
                    ("y", "int A = 5;"),
                    ("z", "int g = 1;")
                )
            )
        );

    [Fact]
    public void The_cell_with_the_id_counts_before_its_copy_and_a_copy_behind_it_belongs_to_it()
    {
        CellMatch match = Match(
            ("copy", "int A = 1;"),
            ("two", "int B = 2;"),
            ("one", "int A = 2;"),
            ("again", "int A = 3;")
        );

        Assert.Equal("int A = 2;", match.Of(s_assigned[1])!.Source);
        Assert.Equal(["int A = 3;"], match.Extras[s_assigned[1]].Select(cell => cell.Source));
        Assert.Equal(["int A = 1;"], match.Extras[null].Select(cell => cell.Source));
    }

    [Theory]
    [InlineData("int A = 0;\nCheck.Is(A)", true)]
    [InlineData("int A = 2;\nCheck.Is(A)", false)]
    [InlineData("int A = 0;\nA += 2;\nCheck.Is(A)", false)]
    public void A_name_that_is_answered_may_be_used_for_something_else_elsewhere(
        string answer,
        bool isOpen
    )
    {
        CellMatch match = Match(
            ("one", answer),
            ("two", "int B = 2;"),
            ("scratch", "int A = 7;   // a try")
        );

        Assert.Equal(isOpen ? 1 : 0, match.Extras[s_assigned[1]].Count());
        Assert.Equal(isOpen ? 0 : 1, match.Extras[s_assigned[2]].Count());
    }

    [Fact]
    public void Cells_of_the_students_own_stand_after_the_one_before_them()
    {
        CellMatch match = Match(
            ("a", "int first;"),
            ("g", "int g = 1;"),
            ("b", "int second;"),
            ("e", "  \n"),
            ("one", "int A = 1;"),
            ("two", "int B = 1;"),
            ("c", "int last;")
        );

        Assert.Equal(["int first;"], match.Extras[null].Select(cell => cell.Source));
        Assert.Equal(["int second;"], match.Extras[s_assigned[0]].Select(cell => cell.Source));
        Assert.Empty(match.Extras[s_assigned[1]]);
        Assert.Equal(["int last;"], match.Extras[s_assigned[2]].Select(cell => cell.Source));
    }

    [Fact]
    public void One_cell_with_two_answers_answers_one_of_them()
    {
        CellMatch match = Match(("one", "int A = 5;\nint B = 6;"));

        Assert.NotNull(match.Of(s_assigned[1]));
        Assert.Null(match.Of(s_assigned[2]));
    }

    [Fact]
    public void A_cell_without_what_was_asked_is_known_by_its_id()
    {
        CellMatch match = Match(("one", "I do not know"));

        Assert.Equal("I do not know", match.Of(s_assigned[1])!.Source);
    }

    [Theory]
    [InlineData("int A = 0;\nCheck.Is(A)", true)]
    [InlineData("int A = 0;   \r\nCheck.Is(A)\n\n", true)]
    [InlineData("int A = 1;\nCheck.Is(A)", false)]
    public void What_an_editor_changes_is_untouched(string source, bool expected) =>
        Assert.Equal(expected, Match(("one", source)).IsUntouched(s_assigned[1]));

    [Fact]
    public void A_cell_that_is_gone_is_untouched() =>
        Assert.True(Match().IsUntouched(s_assigned[1]));
}
