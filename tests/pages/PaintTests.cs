namespace NotebookNet.Pages.Tests;

/// <summary>
/// The largest piece of a page is painted within a second, from loopback with nothing in the cache: the median of three loads.
/// </summary>
/// <remarks>
/// On a machine that does something else this says nothing of the page. So a page with one word on it is loaded before and after.
/// The test fails where the best of all rounds misses the second though that page was painted as on an idle machine; where
/// it was not, the test is skipped and gives the numbers. What the paint waits for is held in <see cref="FirstPaintTests"/>.
/// </remarks>
[Collection<Reader>]
public sealed class PaintTests(Reader reader)
{
    private const double Limit = 1000;
    private const double IdleLimit = 250;
    private const int Rounds = 5;

    [Theory]
    [Trait("Tier", "long")]
    [MemberData(nameof(Site.Pages), MemberType = typeof(Site))]
    public async Task The_largest_piece_is_painted_within_a_second(string page)
    {
        List<(double Median, double Blank)> rounds = [];
        for (int i = 0; i < Rounds; i++)
        {
            double before = await Paint(SiteServer.Blank);
            double[] loads = [await Paint(page), await Paint(page), await Paint(page)];
            double after = await Paint(SiteServer.Blank);
            double median = loads.Order().ElementAt(1);
            double blank = Math.Max(before, after);
            if (median < Limit)
            {
                return;
            }
            rounds.Add((median, blank));
        }
        string numbers = string.Join(
            "; ",
            rounds.Select(round =>
                Invariant($"{round.Median:0} ms beside {round.Blank:0} ms of a blank page")
            )
        );
        (_, double blankOfBest) = rounds.MinBy(round => round.Median);
        Assert.False(
            blankOfBest < IdleLimit,
            Invariant(
                $"{page}: the largest piece is painted after more than {Limit:0} ms: {numbers}."
            )
        );
        Assert.Skip($"{page}: the machine is too busy to tell: {numbers}.");
    }

    private async Task<double> Paint(string page)
    {
        await using OpenPage open = await reader.Open(page);
        return await open.Page.EvaluateAsync<double>(
            """
            () => new Promise(resolve => {
              const observer = new PerformanceObserver(list => last = list.getEntries().at(-1).startTime);
              let last = 0;
              observer.observe({ type: 'largest-contentful-paint', buffered: true });
              setTimeout(function look() { last ? resolve(last) : setTimeout(look, 100); }, 500);
            })
            """
        );
    }
}
