using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// Nobody reads for more than 90 minutes at a time, without what is optional. Chapters that still ask for more are listed here; one that
/// no longer does, or is no longer there, leaves the list, which never grows.
/// </summary>
internal sealed class ReadingTimesHaveALimit : IRule
{
    /// <summary>The most minutes.</summary>
    public const int Most = 90;

    /// <summary>What the file names of the chapters that are still longer begin with.</summary>
    public static IReadOnlyList<string> StillLonger { get; } = ["09", "10", "11"];

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        int minutes = ReadingTime.Of(chapter).Required.Minutes;
        bool isListed = StillLonger.Contains(chapter.Prefix);
        if (minutes > Most && !isListed)
        {
            yield return chapter.Violation(
                $"takes {minutes} minutes to read without what is optional, expected at most {Most}: fold, cut or split"
            );
        }
        else if (minutes <= Most && isListed)
        {
            yield return chapter.Violation(
                $"takes {minutes} minutes, no longer more than {Most}: take \"{chapter.Prefix}\" off the list in {nameof(ReadingTimesHaveALimit)}"
            );
        }
    }
}
