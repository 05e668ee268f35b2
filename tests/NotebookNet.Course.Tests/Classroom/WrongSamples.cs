using System.Globalization;
using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Wrong answers, and mixtures of wrong, right and none.</summary>
internal static class WrongSamples
{
    /// <summary>All wrong answers that the chapter keeps: each submission has the next one of every exercise, and the solution where there is none left.</summary>
    public static IEnumerable<Sample> Of(Chapter chapter) =>
        Enumerable
            .Range(0, chapter.Exercises.Max(exercise => exercise.WrongCode.Count))
            .Select(i =>
            {
                StudentCopy copy = new(chapter) { Flag = false };
                foreach (int number in copy.Numbers)
                {
                    if (copy.Exercise(number).WrongCode.ElementAtOrDefault(i) is string wrong)
                    {
                        copy.Answer(number, wrong, Verdict.Wrong);
                    }
                }

                return copy.AnswerRest()
                    .HandIn(
                        SampleKind.Wrong,
                        string.Create(CultureInfo.InvariantCulture, $"wrong-{i + 1}"),
                        "the wrong answers that the chapter keeps, one an exercise"
                    );
            });

    /// <summary>Mistakes that the chapter does not keep.</summary>
    public static Sample Mistakes(Chapter chapter)
    {
        StudentCopy copy = new(chapter) { Flag = false };
        foreach (OddAnswer mistake in ChapterAnswers.For(chapter).Mistakes)
        {
            copy.Answer(mistake.Exercise, mistake.Code, [.. mistake.Allowed]);
        }

        return copy.HandIn(
            SampleKind.Wrong,
            "wrong-mistakes",
            "mistakes that the chapter does not keep, one an exercise"
        );
    }

    /// <summary>Submissions of students who did not finish.</summary>
    public static IEnumerable<Sample> Partly(Chapter chapter)
    {
        StudentCopy untouched = new(chapter) { Flag = false };
        yield return untouched.HandIn(
            SampleKind.Partly,
            "partly-nothing",
            "the hand-out as it was, run in Jupyter",
            SavedBy.Jupyter
        );
        StudentCopy mixed = new(chapter) { Flag = false };
        foreach (int number in mixed.Numbers)
        {
            switch (number % 3)
            {
                case 1:
                    mixed.Answer(number, mixed.Solution(number), Verdict.Right);
                    break;
                case 2:
                    mixed.Answer(number, mixed.Exercise(number).WrongCode[^1], Verdict.Wrong);
                    break;
            }
        }

        yield return mixed.HandIn(
            SampleKind.Partly,
            "partly-mixed",
            "every third exercise right, wrong, and left open"
        );
    }
}
