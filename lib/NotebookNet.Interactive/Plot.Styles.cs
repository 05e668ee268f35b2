using System.Collections;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

/// <content>How a series is drawn where it shall not look as it would by itself.</content>
public static partial class Plot
{
    /// <summary>Draws one series, or all, otherwise than the house style would.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="series">The name of the series; all of the chart when null.</param>
    /// <param name="color">Of lines and marks, as CSS writes it.</param>
    /// <param name="dash">Of lines, as plotly writes it ("solid", "dot", "dash").</param>
    /// <param name="marks">Whether a curve has a mark at each point.</param>
    /// <param name="symbol">Of marks, as plotly names them ("diamond", "x", "circle-open").</param>
    /// <param name="size">Of marks, in pixels.</param>
    /// <param name="outline">The width of the marks' lines, in pixels.</param>
    /// <param name="outlineColor">Of the marks' lines, as CSS writes it.</param>
    /// <exception cref="ArgumentException">No series has that name.</exception>
    /// <example><code>chart.Styled("true curve", color: "#888888", dash: "dot")</code></example>
    public static GenericChart Styled(
        this GenericChart chart,
        string? series = null,
        string? color = null,
        string? dash = null,
        bool? marks = null,
        string? symbol = null,
        double? size = null,
        double? outline = null,
        string? outlineColor = null
    )
    {
        ChartBuilder builder = Changed(chart);
        foreach (Trace trace in Named(builder, series))
        {
            string mode = marks switch
            {
                true => "lines+markers",
                false => "lines",
                null => trace.Find("mode") as string ?? "",
            };
            bool line = mode.Contains("lines", StringComparison.Ordinal);
            (string Path, object? Value)[] asked =
            [
                ("mode", marks is null ? null : mode),
                ("line.color", line ? color : null),
                ("line.dash", dash),
                ("marker.symbol", symbol),
                ("marker.size", size),
                ("marker.color", line ? null : color),
                ("marker.line.width", outline),
                ("marker.line.color", outlineColor),
            ];
            foreach ((string path, object? value) in asked.Where(one => one.Value is not null))
            {
                trace.Set(path, value);
            }
        }
        return builder;
    }

    /// <summary>A bar at each point of a series from below it to above it: a standard deviation, the smallest and the largest run.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="above">How far each bar reaches above its point, one number a point.</param>
    /// <param name="below">How far below it; as far as above when null.</param>
    /// <param name="series">The name of the series; all of the chart when null.</param>
    /// <exception cref="ArgumentException">No series has that name, or there are not as many numbers as points.</exception>
    /// <example><code>Plot.Bar(methods, means).ErrorBars(deviations)</code></example>
    public static GenericChart ErrorBars(
        this GenericChart chart,
        IEnumerable<double> above,
        IEnumerable<double>? below = null,
        string? series = null
    )
    {
        ChartBuilder builder = Changed(chart);
        double[] up = Numbers.Read(above, nameof(above));
        double[]? down = below is null ? null : Numbers.Read(below, nameof(below));
        foreach (Trace trace in Named(builder, series))
        {
            int points = PointsOf(trace) ?? up.Length;
            if (up.Length != points || (down ?? up).Length != points)
            {
                throw new ArgumentException(
                    $"There are {points} points, {up.Length} numbers above and {(down ?? up).Length} below them.",
                    nameof(above)
                );
            }
            Attributes bars = new() { ["type"] = "data", ["array"] = up };
            if (down is not null)
            {
                bars["symmetric"] = false;
                bars["arrayminus"] = down;
            }
            trace.Put("error_y", bars);
        }
        return builder;
    }

    /// <summary>A text at each point of a series: the names of a graph's nodes.</summary>
    /// <param name="chart">The chart; it is not changed.</param>
    /// <param name="texts">One a point.</param>
    /// <param name="positions">Where each stands from its point, as plotly writes it ("middle right"); upon it when null.</param>
    /// <param name="size">Of the letters, in pixels.</param>
    /// <param name="series">The name of the series; all of the chart when null.</param>
    /// <exception cref="ArgumentException">No series has that name, or there are not as many texts as points.</exception>
    /// <example><code>Plot.Scatter(x, y).Texts(names)</code></example>
    public static GenericChart Texts(
        this GenericChart chart,
        IEnumerable<string> texts,
        IEnumerable<string>? positions = null,
        double size = 13,
        string? series = null
    )
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] all = [.. texts];
        ChartBuilder builder = Changed(chart);
        foreach (Trace trace in Named(builder, series))
        {
            if (PointsOf(trace) is { } points && points != all.Length)
            {
                throw new ArgumentException(
                    $"There are {points} points and {all.Length} texts.",
                    nameof(texts)
                );
            }
            string mode = trace.Find("mode") as string ?? "markers";
            bool written = mode.Contains("text", StringComparison.Ordinal);
            trace.Put("mode", written ? mode : mode + "+text");
            trace.Put("text", all);
            trace.Put("textposition", positions?.ToArray() ?? (object)"middle center");
            trace.Set("textfont.size", size);
        }
        return builder;
    }

    private static int? PointsOf(Trace trace) =>
        (trace.Find("y") as IEnumerable)?.Cast<object?>().Count();

    private static List<Trace> Named(ChartBuilder builder, string? series)
    {
        List<Trace> found =
        [
            .. builder.Traces.Where(trace =>
                series is null || trace.Find("name") as string == series
            ),
        ];
        return found.Count > 0
            ? found
            : throw new ArgumentException(
                $"No series is named '{series}'; there are {string.Join(", ", builder.Traces.Select(trace => $"'{trace.Find("name") as string}'"))}.",
                nameof(series)
            );
    }
}
