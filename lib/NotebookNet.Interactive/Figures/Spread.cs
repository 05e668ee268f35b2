using System.Collections;

namespace NotebookNet.Interactive.Figures;

/// <summary>The mean of several runs and the band around it; NaN where one of the runs has no finite number.</summary>
internal sealed record Spread(
    string Name,
    double[] X,
    double[] Mean,
    double[] Low,
    double[] High,
    int Runs
)
{
    public static Spread Of(
        string name,
        double[] x,
        IEnumerable<IEnumerable> runs,
        int window,
        bool deviation
    )
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[][] all = [.. runs.Select(run => Numbers.Read(run, nameof(runs)))];
        if (all.Length == 0)
        {
            throw new ArgumentException($"'{name}' has no runs.", nameof(runs));
        }
        int longest = all.Max(run => run.Length);
        if (longest > x.Length)
        {
            throw new ArgumentException(
                $"x has {x.Length} values and a run of '{name}' has {longest}: it must not have more.",
                nameof(runs)
            );
        }
        all = [.. all.Select(run => Plot.Smooth(run, window))];
        Spread spread = new(name, x, Gap(x), Gap(x), Gap(x), all.Length);
        for (int i = 0; i < longest; i++)
        {
            double[] values = [.. all.Where(run => i < run.Length).Select(run => run[i])];
            if (values.Length < all.Length || !values.All(double.IsFinite))
            {
                continue;
            }
            double mean = values.Average();
            double least = values.Min();
            double largest = values.Max();
            if (deviation)
            {
                double squares = values.Sum(value => (value - mean) * (value - mean));
                double std = Math.Sqrt(squares / Math.Max(1, values.Length - 1));
                least = least > 0 && mean - std <= 0 ? least : mean - std;
                largest = mean + std;
            }
            (spread.Mean[i], spread.Low[i], spread.High[i]) = (mean, least, largest);
        }
        return spread;
    }

    /// <summary>Along each stretch without a gap there and back: a filled outline.</summary>
    public Attributes Band()
    {
        List<double> outlineX = [];
        List<double> outlineY = [];
        int start = 0;
        while (start < X.Length)
        {
            int end = start;
            while (end < X.Length && double.IsFinite(X[end] + Low[end] + High[end]))
            {
                end++;
            }
            if (end > start)
            {
                outlineX.AddRange([.. X[start..end], .. X[start..end].Reverse(), double.NaN]);
                outlineY.AddRange([.. High[start..end], .. Low[start..end].Reverse(), double.NaN]);
            }
            start = end + 1;
        }
        return new Attributes
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["name"] = Name,
            ["x"] = Numbers.Rounded([.. outlineX]),
            ["y"] = Numbers.Rounded([.. outlineY]),
            ["fill"] = "toself",
            ["line"] = new Attributes { ["dash"] = "solid", ["width"] = 0.5 },
            ["opacity"] = 0.45,
            ["legendgroup"] = Name,
            ["showlegend"] = false,
            ["hoverinfo"] = "skip",
            ["meta"] = Invariant($"band '{Name}': {Runs} run{(Runs == 1 ? "" : "s")}"),
        };
    }

    private static double[] Gap(double[] x) => [.. x.Select(_ => double.NaN)];
}
