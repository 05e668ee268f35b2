using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Rules;

/// <summary>
/// The minutes to read in the first cell are those that are counted, within 15 %, or 3 minutes in a short notebook. What stands under
/// headings that end in "(optional)" is counted and stated apart, and is at most a quarter of the whole.
/// </summary>
internal sealed class ReadingTimesAreTrue : IRule
{
    public IEnumerable<Violation> Find(Chapter chapter, Model.Course course)
    {
        (ReadingTime required, ReadingTime optional) = ReadingTime.Of(chapter);
        string counted = ReadingTime.LineOf(required.Minutes, optional.Minutes);
        if (ReadingTime.Stated(chapter) is not { } stated)
        {
            yield return chapter.Violation(
                $"states no minutes to read in its first cell, expected \"{counted}\""
            );
        }
        else if (
            !IsTrue(stated.Required, required.Minutes)
            || !IsTrue(stated.Optional, optional.Minutes)
            || stated.Optional == 0 != (optional.Minutes == 0)
        )
        {
            yield return chapter.Violation(
                $"states \"{ReadingTime.LineOf(stated.Required, stated.Optional)}\", counted is \"{counted}\" ({Parts(required)}{(optional == default ? "" : $"; optional {Parts(optional)}")})"
            );
        }

        if (optional.Minutes * 4 > required.Minutes + optional.Minutes)
        {
            yield return chapter.Violation(
                $"is optional for {optional.Minutes} of {required.Minutes + optional.Minutes} minutes, expected at most a quarter"
            );
        }
    }

    private static bool IsTrue(int stated, int counted) =>
        Math.Abs(stated - counted) <= Math.Max(3, 0.15 * counted);

    private static string Parts(ReadingTime time) =>
        $"{time.Words} words, {time.Lines} lines of code, {time.Figures} figures";
}
