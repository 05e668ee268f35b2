using System.Collections;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

public static partial class Plot
{
    /// <summary>
    /// Noisy curves with their moving averages: the values pale, the average over them in full colour. The average ends an
    /// eighth of the window before the values do, since its last means would be those of a few values.
    /// </summary>
    /// <param name="series">Name, x and y of each.</param>
    /// <param name="window">Over how many values the average runs, see <see cref="MovingAverage"/>; at least 1.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or nothing is finite.</exception>
    /// <example><code>Plot.Smoothed([("Adam", steps, losses)], window: 50).YAxis("loss", log: true)</code></example>
    public static GenericChart Smoothed<TX, TY>(
        IEnumerable<(string Name, TX X, TY Y)> series,
        int window = 50
    )
        where TX : IEnumerable
        where TY : IEnumerable
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        List<(string? Name, double[] X, double[] Y)> raw = Read(series);
        ChartBuilder figure = Curves(raw);
        int count = raw.Count;
        figure.Traces.AddRange(
            Curves([.. raw.Select(s => (s.Name, s.X, Smooth(s.Y, window)))]).Traces
        );
        for (int i = 0; i < count; i++)
        {
            string? name = raw[i].Name;
            figure
                .SetTrace(i, "mode", "lines")
                .SetTrace(i, "line.dash", "solid")
                .SetTrace(i, "line.width", 1)
                .SetTrace(i, "opacity", 0.3)
                .SetTrace(i, "showlegend", false)
                .SetTrace(i, "hoverinfo", "skip")
                .SetTrace(i, "legendgroup", name)
                .SetTrace(i, "meta", Invariant($"raw '{name}': {raw[i].Y.Length} values"))
                .SetTrace(count + i, "legendgroup", name)
                .SetTrace(count + i, "showlegend", true);
        }
        return figure;
    }

    /// <summary>
    /// The mean of each value and as many on either side of it, so that the average lies on the values and not behind them. At both ends
    /// the window shrinks to what it has on its shorter side: the first and the last mean are the values themselves.
    /// </summary>
    /// <param name="values">The values, in order. One that is NaN or infinite gives NaN, and no window reaches across it.</param>
    /// <param name="window">How many values, at least 1; an even number counts as the next odd one.</param>
    /// <returns>As many means as values.</returns>
    /// <example><code>Plot.Line(steps, Plot.MovingAverage(losses, window: 100))</code></example>
    public static double[] MovingAverage(IEnumerable<double> values, int window)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        double[] all = [.. values];
        double[] means = new double[all.Length];
        Array.Fill(means, double.NaN);
        int start = 0;
        while (start < all.Length)
        {
            int end = start;
            while (end < all.Length && double.IsFinite(all[end]))
            {
                end++;
            }
            Average(all.AsSpan(start..end), means.AsSpan(start..end), window / 2);
            start = end + 1;
        }
        return means;
    }

    /// <summary>
    /// Several runs of each method, such as one for each seed: their mean as a line, and around it a band from the smallest to the largest
    /// run, or of one standard deviation to either side. One entry of the legend shows and hides both; the legend's title says what they are.
    /// </summary>
    /// <param name="series">
    /// Name, x and runs of each method; a run is a sequence of numbers, one for each x, or fewer where it ended early. Where one of
    /// the runs has no finite number, there is a gap: a mean of the others would hide that it diverged.
    /// </param>
    /// <param name="window">Over how many values each run is averaged first, see <see cref="MovingAverage"/>; 1 leaves it as it is.</param>
    /// <param name="deviation">
    /// Whether the band is the mean ± the runs' standard deviation (of n − 1). Where positive runs would give it a lower edge of 0 or
    /// less, which no logarithmic axis can show, that edge is the smallest run.
    /// </param>
    /// <exception cref="ArgumentException">There are none, a method has no runs, a run is longer than x, or at no x are all runs finite.</exception>
    /// <example><code>
    /// Plot.Bands([("SGD", steps, sgdLosses), ("Adam", steps, adamLosses)], window: 50)
    ///     .XAxis("iteration")
    ///     .YAxis("loss", log: true)
    /// </code></example>
    public static GenericChart Bands<TX, TRuns>(
        IEnumerable<(string Name, TX X, TRuns Runs)> series,
        int window = 1,
        bool deviation = false
    )
        where TX : IEnumerable
        where TRuns : IEnumerable<IEnumerable>
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        List<Spread> spreads =
        [
            .. series.Select(s =>
                Spread.Of(s.Name, Numbers.Read(s.X, nameof(series)), s.Runs, window, deviation)
            ),
        ];
        ChartBuilder figure = Curves([.. spreads.Select(s => ((string?)s.Name, s.X, s.Mean))]);
        for (int i = 0; i < spreads.Count; i++)
        {
            figure.SetTrace(i, "showlegend", true).SetTrace(i, "legendgroup", spreads[i].Name);
        }
        // What comes first is drawn below.
        ChartBuilder bands = new();
        spreads.ForEach(spread => bands.Add(spread.Band()));
        figure.Traces.InsertRange(0, bands.Traces);
        int least = spreads.Min(s => s.Runs);
        int most = spreads.Max(s => s.Runs);
        string runs = Invariant(
            $"of {(least == most ? "" : $"{least} to ")}{most} run{(most == 1 ? "" : "s")}"
        );
        return figure
            .Set("legend.title.text", $"mean {(deviation ? "± 1 std" : "and range")}<br>{runs}")
            .Set("legend.title.font.size", 11);
    }

    /// <summary>The moving average without its last means, whose noise would look like a turn of the curve.</summary>
    internal static double[] Smooth(double[] values, int window)
    {
        double[] means = MovingAverage(values, window);
        int drawn = values.Length - Math.Min(window / 8, values.Length / 8);
        means.AsSpan(drawn).Fill(double.NaN);
        return means;
    }

    /// <summary>Means of the values up to so many on either side, from sums within blocks as long as a window: each window is the end of one and the start of the next.</summary>
    private static void Average(ReadOnlySpan<double> values, Span<double> means, int reach)
    {
        int last = values.Length - 1;
        reach = Math.Min(reach, Math.Max(0, last) / 2);
        int block = (2 * reach) + 1;
        double[] toHere = values.ToArray();
        double[] fromHere = values.ToArray();
        for (int i = 1; i <= last; i++)
        {
            toHere[i] += i % block == 0 ? 0 : toHere[i - 1];
            fromHere[last - i] += (last - i + 1) % block == 0 ? 0 : fromHere[last - i + 1];
        }
        for (int i = 0; i <= last; i++)
        {
            int half = Math.Min(reach, Math.Min(i, last - i));
            (int from, int to) = (i - half, i + half);
            double sum =
                from % block == 0 ? toHere[to]
                : from / block == to / block ? fromHere[from]
                : fromHere[from] + toHere[to];
            means[i] = sum / ((2 * half) + 1);
        }
    }
}
