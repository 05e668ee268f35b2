using System.Globalization;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>One figure of several in one.</summary>
internal sealed class Panel
{
    private const double TitleSize = 13;

    private readonly GenericChart _chart;
    private readonly JsonObject _layout;

    public Panel(GenericChart chart, int index)
    {
        Index = index;
        Number = index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
        Title = ChartText.Title(chart);
        Size = FigureExtras.Of(chart).NaturalSize ?? (Plot.DefaultWidth, Plot.DefaultHeight);
        IsInSpace = Kinds.IsInSpace(chart);
        IsPicture = GenericChart.getTraces(chart).Any(trace => trace.type == "image");
        _chart = chart;
        _layout = ChartJson.Layout(chart);
        Axes.Resolve(_layout, IsInSpace);
    }

    /// <summary>Its place, row by row from 0.</summary>
    public int Index { get; }

    /// <summary>What plotly puts behind the names of its axes.</summary>
    public string Number { get; }

    public string Title { get; }

    public (int Width, int Height) Size { get; }

    public bool IsInSpace { get; }

    public bool IsPicture { get; }

    /// <summary>Whether nothing is written beside it.</summary>
    public bool IsBare => IsInSpace || IsPicture;

    public int TitleLines(double width) =>
        Title.Length == 0 ? 0 : TextSize.Lines(TextSize.Wrap(Title, TitleSize, width));

    /// <summary>The axis as the panel's figure has it; null where it has none that is seen.</summary>
    public JsonObject? AxisAsked(string letter) =>
        IsBare ? null : _layout[letter + "axis"] as JsonObject ?? [];

    /// <summary>Whether the figure has more than one pair of axes or scene itself.</summary>
    public static bool IsSeveral(GenericChart chart) =>
        FigureExtras.Of(chart).Grid is not null
        || GenericChart.getLayout(chart).Find("grid") is not null
        || GenericChart
            .getTraces(chart)
            .Any(trace =>
                trace.Find("xaxis") is not (null or "x") || trace.Find("yaxis") is not (null or "y")
            );

    /// <summary>Adds the traces, shapes and notes to a figure, on axes of their own.</summary>
    public void MoveTo(ChartBuilder figure)
    {
        foreach (Trace trace in new ChartBuilder(_chart).Traces)
        {
            if (IsInSpace)
            {
                trace.Put("scene", "scene" + Number);
            }
            else
            {
                trace.Put("xaxis", "x" + Number);
                trace.Put("yaxis", "y" + Number);
            }
            figure.Add(trace);
        }
        foreach (string list in (ReadOnlySpan<string>)["shapes", "annotations"])
        {
            foreach (JsonNode? item in _layout[list] as JsonArray ?? [])
            {
                Attributes moved = (Attributes)Parts.Of(item)!;
                foreach (string axis in (ReadOnlySpan<string>)["x", "y"])
                {
                    string reference = (string?)moved[axis + "ref"] ?? axis;
                    moved[axis + "ref"] =
                        reference == "paper"
                            ? $"{axis}{Number} domain"
                            : axis + Number + reference[1..];
                    if (moved["a" + axis + "ref"] is not null)
                    {
                        moved["a" + axis + "ref"] = axis + Number;
                    }
                }
                figure.Append(list, moved);
            }
        }
        foreach (string option in (ReadOnlySpan<string>)["barmode", "bargap", "dragmode"])
        {
            if (_layout[option] is { } value)
            {
                figure.Set(option, Parts.Of(value));
            }
        }
        if (JsonPath.Find(_layout, "legend", "title") is { } legend)
        {
            figure.Set("legend.title", Parts.Of(legend));
        }
    }

    public JsonObject Scene(double[] domainX, double[] domainY)
    {
        JsonObject scene = (JsonObject?)_layout["scene"]?.DeepClone() ?? [];
        scene["domain"] = new JsonObject
        {
            ["x"] = JsonPath.Array(domainX),
            ["y"] = JsonPath.Array(domainY),
        };
        return scene;
    }

    /// <param name="letter">x or y.</param>
    /// <param name="domain">The part of the figure that the axis takes.</param>
    /// <param name="labels">What is written beside it.</param>
    /// <param name="shared">Whether the axis has the range of the other panels' axes.</param>
    /// <param name="outer">Whether it is labelled though it is shared.</param>
    public JsonObject Axis(
        string letter,
        double[] domain,
        AxisLabels labels,
        bool shared,
        bool outer
    )
    {
        string other = letter == "x" ? "y" : "x";
        JsonObject axis = (JsonObject?)_layout[letter + "axis"]?.DeepClone() ?? [];
        axis["domain"] = JsonPath.Array(domain);
        axis["anchor"] = other + Number;
        if (axis["scaleanchor"] is not null)
        {
            axis["scaleanchor"] = other + Number;
        }
        if (shared && Number.Length > 0)
        {
            axis["matches"] = letter;
        }
        if (shared && !outer)
        {
            axis["showticklabels"] = false;
            axis.Remove("title");
        }
        else if (labels.Title.Length > 0)
        {
            JsonPath.Set(axis, "title.text", labels.Title);
        }
        if (labels.MostTicks is { } most)
        {
            axis["nticks"] ??= most;
            if (axis["showticklabels"] is null)
            {
                axis["tickangle"] ??= 0;
            }
        }
        return axis;
    }

    /// <summary>The panel's title above its left corner.</summary>
    public JsonObject Heading(double x, double y, double width) =>
        new()
        {
            ["text"] = TextSize.Wrap(Title, TitleSize, width),
            ["align"] = "left",
            ["showarrow"] = false,
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = x,
            ["xanchor"] = "left",
            ["y"] = y,
            ["yanchor"] = "bottom",
            ["yshift"] = 2,
            ["font"] = new JsonObject { ["size"] = TitleSize },
        };
}
