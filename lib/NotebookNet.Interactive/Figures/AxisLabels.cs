using System.Globalization;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>What will be written beside an axis, about: how wide its longest tick label is, how high, and its title.</summary>
/// <param name="Width">Of the longest tick label, in pixels.</param>
/// <param name="Height">Of the tick labels, which plotly turns where names do not fit side by side.</param>
/// <param name="Count">How many names there are; 0 on an axis of numbers.</param>
/// <param name="Title">The axis's title, its lines broken where it was fitted.</param>
/// <param name="FontSize">Of the labels and the title.</param>
/// <param name="MostTicks">How many ticks fit; null where plotly's own number does.</param>
internal sealed record AxisLabels(
    double Width,
    double Height,
    int Count,
    string Title,
    double FontSize,
    int? MostTicks
)
{
    public int TitleLines => Title.Length == 0 ? 0 : TextSize.Lines(Title);

    /// <summary>The labels of an axis that shows the traces' values.</summary>
    /// <param name="axis">The axis as asked for; null where none is seen.</param>
    /// <param name="traces">What is drawn on it.</param>
    /// <param name="letter">x or y.</param>
    /// <param name="fontSize">Of the labels, in pixels.</param>
    public static AxisLabels Of(
        JsonObject? axis,
        IEnumerable<JsonObject> traces,
        string letter,
        double fontSize
    )
    {
        if (axis is null)
        {
            return new AxisLabels(0, 0, 0, "", fontSize, null);
        }
        string title = (string?)JsonPath.Find(axis, "title", "text") ?? "";
        AxisValues values = AxisValues.Of(axis, traces, letter);
        string[] labels =
            values.Names.Count > 0 ? [.. values.Names]
            : Axes.IsLog(axis) ? LogLabels(values)
            : LinearLabels(values, mostTicks: letter == "x" ? 6 : 10);
        double width = labels.Max(label => TextSize.Width(label, fontSize));
        return new AxisLabels(width, fontSize * 1.3, values.Names.Count, title, fontSize, null);
    }

    /// <summary>The labels side by side along an axis of a certain length, and the title in lines no longer than there is room.</summary>
    public AxisLabels Across(double length, double titleLength)
    {
        int fit = Math.Max(1, (int)(length / (Width + 8)));
        AxisLabels wrapped = Wrapped(titleLength);
        double height = Count > fit ? Math.Min(Width, 130) : Height;
        int? most = fit < 8 ? fit : null;
        return Count > 0 ? wrapped with { Height = height } : wrapped with { MostTicks = most };
    }

    /// <summary>The labels one above the other along an axis of a certain length, and the title in lines no longer than that.</summary>
    public AxisLabels Along(double length)
    {
        int fit = Math.Max(1, (int)(length / (2 * FontSize)));
        return fit < 8 && Count == 0 ? Wrapped(length) with { MostTicks = fit } : Wrapped(length);
    }

    private AxisLabels Wrapped(double length) =>
        Title.Length == 0 ? this : this with { Title = TextSize.Wrap(Title, FontSize, length) };

    /// <summary>The ends of the axis as plotly writes them, with the decimals of the finest ticks it may choose.</summary>
    private static string[] LinearLabels(AxisValues values, int mostTicks)
    {
        (double low, double high) = (values.Low, values.High);
        if (!(high > low))
        {
            (low, high) = (low - 1, high + 1);
        }
        double padding = (high - low) * 0.07;
        double tick = RoundUp((high - low) / mostTicks);
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(tick)), 0, 12);
        return
        [
            .. ((double[])[low - padding, high + padding]).Select(end =>
                Math.Abs(end) >= 1e6 || (high - low) < 1e-5 && Math.Abs(end) < 1e-4
                    ? $"−{Digits(tick, end)}×10<sup>88"
                    : end.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture)
            ),
        ];
    }

    /// <summary>The next of 1, 2 and 5 times a power of ten.</summary>
    private static double RoundUp(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((double[])[1, 2, 5, 10]).First(digit => digit * power >= step * (1 - 1e-9));
    }

    /// <summary>As many digits as tell a tick from the next where both are written with a power of ten.</summary>
    private static string Digits(double tick, double end) =>
        "8."
        + new string('8', Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Abs(end) / tick)), 1, 12));

    private static string[] LogLabels(AxisValues values) =>
        Ticks.AreFewDecades(values)
            ?
            [
                .. ((double[])[values.Low / 2, values.High]).Select(end =>
                    Math.Pow(10, Math.Floor(Math.Log10(end)))
                        .ToString("0.###############", CultureInfo.InvariantCulture)
                ),
            ]
            : ["10−88"];
}
