using NotebookNet.Course.Tests.Classroom.Answers;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Forty submissions of a chapter, the same ones every time.</summary>
internal static class GeneratedClass
{
    /// <summary>The number of submissions.</summary>
    public const int Size = 40;

    /// <summary>The chapters that a class is generated for.</summary>
    public static IReadOnlyList<Chapter> Chapters =>
        [
            .. ChapterAnswers.Prefixes.Select(prefix =>
                Model.Course.Stored.Chapters.Single(chapter => chapter.Prefix == prefix)
            ),
        ];

    /// <summary>The submissions of a chapter.</summary>
    public static IReadOnlyList<Sample> Of(Chapter chapter)
    {
        int turn = Chapters.ToList().FindIndex(one => one.Prefix == chapter.Prefix);
        Chapter another = Chapters[(turn + 1) % Chapters.Count];
        Sample[] samples =
        [
            .. RightSamples.Of(chapter),
            .. AnotherWaySamples.Of(chapter),
            .. WrongSamples.Of(chapter),
            WrongSamples.Mistakes(chapter),
            .. WrongSamples.Partly(chapter),
            .. BrokenSamples.Of(chapter),
            .. DamagedFiles.Of(chapter, another, turn),
        ];
        return [.. samples, .. HostileSamples.Of(chapter, Size - samples.Length, turn)];
    }
}
