using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>Nobody reads for more than 90 minutes at a time, without what is optional.</summary>
internal sealed class ReadingTimesHaveALimit : IRule
{
    /// <summary>The most minutes.</summary>
    public const int Most = 90;

    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        int minutes = ReadingTime.Of(chapter).Required.Minutes;
        if (minutes > Most)
        {
            yield return chapter.Violation(
                $"takes {minutes} minutes to read without what is optional, expected at most {Most}: fold, cut or split"
            );
        }
    }
}
