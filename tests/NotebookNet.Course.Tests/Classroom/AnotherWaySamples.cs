using System.Globalization;
using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Right answers that are not written as the chapter writes them.</summary>
internal static class AnotherWaySamples
{
    public static IEnumerable<Sample> Of(Chapter chapter)
    {
        int count = 0;
        foreach (Way way in ChapterAnswers.For(chapter).Ways)
        {
            StudentCopy copy = new(chapter);
            way.Work(copy);
            copy.Flag = false;
            yield return copy.AnswerRest(exercise => exercise.RightCode.ElementAtOrDefault(3))
                .HandIn(
                    SampleKind.AnotherWay,
                    string.Create(CultureInfo.InvariantCulture, $"way-{++count}"),
                    way.What
                );
        }

        yield return WithoutChecks(chapter);
        yield return AnsweredTwice(chapter);
        yield return Chatty(chapter);
    }

    private static Sample WithoutChecks(Chapter chapter)
    {
        StudentCopy copy = new(chapter);
        foreach (int number in copy.Numbers)
        {
            copy.Write(number, RightCode(copy, number, 0), Verdict.Right);
        }

        return copy.HandIn(
            SampleKind.AnotherWay,
            "way-no-checks",
            "each cell holds the answer alone: the check and its helpers are deleted"
        ) with
        {
            IsHarmless = false,
        };
    }

    private static Sample AnsweredTwice(Chapter chapter)
    {
        StudentCopy copy = new(chapter);
        foreach (int number in copy.Numbers)
        {
            copy.Answer(number, RightCode(copy, number, 1), Verdict.Right);
            string right = copy.Source(number);
            copy.Answer(number, copy.Exercise(number).WrongCode[0], Verdict.Right);
            copy.Below(number, right);
        }

        return copy.HandIn(
            SampleKind.AnotherWay,
            "way-twice",
            "each cell is wrong and followed by a copy of it that is right: the later one counts"
        );
    }

    private static Sample Chatty(Chapter chapter)
    {
        StudentCopy copy = new(chapter) { Flag = false };
        foreach (int number in copy.Numbers)
        {
            copy.Above(number, $"// my notes on {number}: 생각 …\nint notesOn{number} = {number};")
                .Answer(
                    number,
                    $"{RightCode(copy, number, 2)}\n\nConsole.WriteLine(\"tried it\");\ndisplay(\"this is mine\");",
                    Verdict.Right
                )
                .Below(
                    number,
                    $"display(notesOn{number});\n\"✘ Exercise {number}: not yet right\""
                );
        }

        return copy.HandIn(
            SampleKind.AnotherWay,
            "way-chatty",
            "prints, displays and cells of the student's own around the answers"
        );
    }

    private static string RightCode(StudentCopy copy, int number, int index) =>
        copy.Exercise(number).RightCode.ElementAtOrDefault(index) ?? copy.Solution(number);
}
