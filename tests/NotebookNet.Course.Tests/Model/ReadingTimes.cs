namespace NotebookNet.Course.Tests.Model;

/// <summary>The table of how long the chapters take to read.</summary>
internal static class ReadingTimes
{
    /// <summary>A line of headings, and one for each chapter.</summary>
    public static IEnumerable<string> Table(IEnumerable<Chapter> chapters) =>
        chapters
            .Select(Row)
            .Prepend(["notebook", "words", "lines", "figures", "minutes", "optional", "stated", ""])
            .Select(row =>
                $"{row[0], -34}{string.Concat(row[1..7].Select(cell => $"{cell, 9}"))}  {row[7]}".TrimEnd()
            );

    private static string[] Row(Chapter chapter)
    {
        (ReadingTime required, ReadingTime optional) = ReadingTime.Of(chapter);
        ReadingTime all = required + optional;
        string stated = ReadingTime.Stated(chapter) switch
        {
            null => "?",
            { Optional: 0 } minutes => $"{minutes.Required}",
            { } minutes => $"{minutes.Required} + {minutes.Optional}",
        };
        return
        [
            chapter.Name,
            $"{all.Words}",
            $"{all.Lines}",
            $"{all.Figures}",
            $"{required.Minutes}",
            $"{optional.Minutes}",
            stated,
            required.Minutes > Rules.ReadingTimesHaveALimit.Most ? "too long" : "",
        ];
    }
}
