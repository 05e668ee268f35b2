using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Answers that go wrong without ill will.</summary>
internal static class BrokenSamples
{
    public static IEnumerable<Sample> Of(Chapter chapter)
    {
        yield return Errors(chapter);
        yield return OddValues(chapter);
        yield return OddShapes(chapter);
    }

    private static Sample Errors(Chapter chapter)
    {
        ChapterAnswers answers = ChapterAnswers.For(chapter);
        StudentCopy copy = new(chapter);
        copy.Answer(
            answers.HookedExercise,
            answers.Hooked("throw new NotImplementedException();"),
            Verdict.Failed,
            Verdict.NotAnswered
        );
        int withBrace = copy.Numbers.First(number => number != answers.HookedExercise);
        copy.Write(
            withBrace,
            $"{copy.Answer(withBrace, copy.Solution(withBrace)).Source(withBrace)}\n}}",
            Verdict.Failed
        );
        copy.Answer(
            answers.ValueExercise,
            $"{copy.Solution(answers.ValueExercise)}\nthrow new InvalidOperationException(\"a mistake of mine\");",
            Verdict.Failed
        );
        return copy.AnswerRest()
            .HandIn(
                SampleKind.Broken,
                "broken-errors",
                "a function that is not implemented, a brace too many, an exception in a cell"
            );
    }

    private static Sample OddValues(Chapter chapter)
    {
        ChapterAnswers answers = ChapterAnswers.For(chapter);
        StudentCopy copy = new(chapter);
        foreach (OddAnswer odd in answers.OddValues)
        {
            copy.Answer(odd.Exercise, odd.Code, [.. odd.Allowed]);
        }

        copy.EditGiven(
            answers.SpareCell,
            $"throw new Exception(\"edited\");\n{answers.SpareCell}"
        ).Flag = true;
        return copy.AnswerRest()
            .HandIn(
                SampleKind.Broken,
                "broken-values",
                "NaN, infinite and null answers; a cell of the chapter edited so that it fails"
            );
    }

    private static Sample OddShapes(Chapter chapter)
    {
        ChapterAnswers answers = ChapterAnswers.For(chapter);
        StudentCopy copy = new(chapter);
        foreach (OddAnswer odd in answers.OddShapes.Append(answers.Decimal))
        {
            copy.Answer(odd.Exercise, odd.Code, [.. odd.Allowed]);
        }

        int deleted = copy.Numbers.First(number =>
            answers.OddShapes.Append(answers.Decimal).All(odd => odd.Exercise != number)
        );
        copy.AnswerRest().Delete(deleted).DeleteGiven(answers.HelperCell).Flag = true;
        return copy.HandIn(
            SampleKind.Broken,
            "broken-shapes",
            "wrong shapes, lengths and types; the cell of an answer and one of the chapter deleted"
        );
    }
}
