using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Tests.Classroom;

public class GradeTextsTests
{
    private const string Secret = "it is 42.5";

    private static AssignedCell Cell(
        CellRole role = CellRole.AnswerAndCheck,
        bool isHidden = false
    ) => new(0, "a", true, role, "", "") { Exercise = "1", IsHidden = isHidden };

    private static JsonObject Shown(string text) =>
        new()
        {
            ["output_type"] = "execute_result",
            ["data"] = new JsonObject { ["text/plain"] = text },
        };

    private static JsonObject Error(string name, string value) =>
        new()
        {
            ["output_type"] = "error",
            ["ename"] = name,
            ["evalue"] = value,
            ["traceback"] = new JsonArray($"{name}: {value}", "   at the check"),
        };

    private static ExecutedCell Executed(
        bool ok,
        AnswerTrouble? trouble = null,
        params JsonObject[] outputs
    ) =>
        ExecutedCell.Of(
            new CellEnd(ok, 1, [])
            {
                Answers = new AskedAnswers { Trouble = trouble, Count = 1 },
            },
            isAlive: true,
            new JsonArray([.. outputs])
        );

    [Theory]
    [InlineData("✔ 1: right", Verdict.Right)]
    [InlineData("✘ 1: not yet right\n  got: 3", Verdict.Wrong)]
    [InlineData("… 1: not answered yet", Verdict.NotAnswered)]
    [InlineData("✔ 1: right|✘ 1b: not yet right", Verdict.Wrong)]
    [InlineData("✔ 1: right|… 1b: not answered yet", Verdict.Wrong)]
    [InlineData("✔ 1: right|a figure", Verdict.Right)]
    [InlineData("right", Verdict.ByHand)]
    [InlineData("text\n✔ 1: right", Verdict.ByHand)]
    public void The_marks_of_all_checks_make_the_verdict(string shown, object expected) =>
        Assert.Equal(
            expected,
            GradeTexts.Of(Cell(), Executed(true, null, [.. shown.Split('|').Select(Shown)])).Verdict
        );

    [Fact]
    public void A_check_that_throws_nothing_holds_and_one_that_throws_does_not()
    {
        Assert.Equal(Verdict.Right, GradeTexts.Of(Cell(CellRole.Check), Executed(true)).Verdict);
        ExerciseGrade wrong = GradeTexts.Of(
            Cell(CellRole.Check),
            Executed(false, null, Error("System.Exception", "no"))
        );
        Assert.Equal(Verdict.Wrong, wrong.Verdict);
        Assert.Contains("no", wrong.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CompilationError")]
    [InlineData("NotebookNet.Runner.Classroom.Answers.AnswerThrownException")]
    public void A_check_that_ends_by_the_answers_own_error_has_failed(string error) =>
        Assert.Equal(
            Verdict.Failed,
            GradeTexts.Of(Cell(CellRole.Check), Executed(false, null, Error(error, "no"))).Verdict
        );

    [Theory]
    [InlineData(AnswerTrouble.TimedOut, Verdict.TimedOut)]
    [InlineData(AnswerTrouble.Ended, Verdict.Failed)]
    [InlineData(AnswerTrouble.Unknown, Verdict.ByHand)]
    public void What_could_not_be_asked_is_not_right_whatever_is_shown(
        object trouble,
        object expected
    ) =>
        Assert.Equal(
            expected,
            GradeTexts
                .Of(Cell(), Executed(true, (AnswerTrouble)trouble, Shown("✔ 1: right")))
                .Verdict
        );

    [Fact]
    public void A_process_that_is_gone_has_found_nothing() =>
        Assert.Equal(Verdict.TimedOut, GradeTexts.Of(Cell(), null).Verdict);

    public static TheoryData<string> Findings =>
        [
            "shown",
            "thrown",
            "thrown by an answer",
            nameof(AnswerTrouble.TimedOut),
            nameof(AnswerTrouble.Ended),
            nameof(AnswerTrouble.Unknown),
        ];

    [Theory]
    [MemberData(nameof(Findings))]
    public void Nothing_of_a_hidden_check_is_said(string finding)
    {
        ExecutedCell executed = finding switch
        {
            "shown" => Executed(true, null, Shown($"✘ 1: not yet right\n  hint: {Secret}")),
            "thrown" => Executed(false, null, Error("System.Exception", Secret)),
            "thrown by an answer" => Executed(
                false,
                null,
                Error(typeof(AnswerException).FullName!, Secret)
            ),
            _ => Executed(
                false,
                Enum.Parse<AnswerTrouble>(finding),
                Error("System.Exception", Secret)
            ),
        };

        ExerciseGrade grade = GradeTexts.Of(Cell(isHidden: true), executed);

        Assert.DoesNotContain("42", grade.Said, StringComparison.Ordinal);
        Assert.NotEmpty(grade.Said);
        Assert.Contains(Secret, grade.Detail, StringComparison.Ordinal);
        Assert.Equal(
            grade.Verdict is not Verdict.ByHand,
            GradeTexts.Of(Cell(), executed).Said.Contains(Secret, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_a_reader_judges_is_not_said_to_be_wrong() =>
        Assert.DoesNotContain(
            "does not hold",
            GradeTexts
                .Of(
                    Cell(isHidden: true),
                    Executed(false, AnswerTrouble.Unknown, Error("System.Exception", Secret))
                )
                .Said,
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_a_right_answer_nothing_is_said() =>
        Assert.Equal("", GradeTexts.Of(Cell(), Executed(true, null, Shown("✔ 1: right"))).Said);

    [Fact]
    public void Where_a_cell_stands_does_not_make_two_answers_different() =>
        Assert.Equal(
            "error CS0103: no x",
            GradeTexts
                .Failed("1", Verdict.Failed, "cell 3, line 2, column 9: error CS0103: no x\nmore")
                .Answer
        );

    [Theory]
    [InlineData(
        "Could not find file '/home/teacher/week1/out.txt'.",
        "Could not find file 'out.txt'."
    )]
    [InlineData("no /srv/class/hw/data.csv there", "no data.csv there")]
    [InlineData(@"Could not find 'C:\Users\teacher\out.txt'.", "Could not find 'out.txt'.")]
    [InlineData("got 1/2, expected 3/4 of http://a.b/c", "got 1/2, expected 3/4 of http://a.b/c")]
    public void Folders_of_the_machine_are_not_said(string error, string expected) =>
        Assert.Equal(expected, GradeTexts.Failed("1", Verdict.Failed, error).Said);

    [Fact]
    public void Behind_hidden_tests_nothing_is_said_that_only_looks_like_the_compilers_words()
    {
        ExerciseGrade forged = GradeTexts.Failed(
            "1",
            Verdict.Failed,
            $"cell 1, line 1, column 1: error CS0001: {Secret}"
        );

        Assert.DoesNotContain(
            Secret,
            GradeTexts.WithoutWords(forged).Said,
            StringComparison.Ordinal
        );
    }
}
