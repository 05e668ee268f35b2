using System.Globalization;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Plotly;

/// <summary>One figure of several in one.</summary>
internal sealed class Panel
{
    private const double TitleSize = 13;

    private readonly JsonArray _data;
    private readonly JsonObject _layout;

    public Panel(Figure figure, int index)
    {
        Index = index;
        Number = index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
        Title = figure.Title;
        Size = figure.NaturalSize ?? (Figure.DefaultWidth, Figure.DefaultHeight);
        IsInSpace = figure.IsThreeDimensional;
        IsPicture = figure.Data.Any(trace => (string?)trace!["type"] == "image");
        _data = (JsonArray)figure.Data.DeepClone();
        _layout = (JsonObject)figure.Layout.DeepClone();
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

    /// <summary>Adds the traces, shapes and notes to a figure, on axes of their own.</summary>
    public void MoveTo(Figure figure)
    {
        foreach (JsonNode? item in _data)
        {
            JsonObject trace = (JsonObject)item!.DeepClone();
            if (IsInSpace)
            {
                trace["scene"] = "scene" + Number;
            }
            else
            {
                trace["xaxis"] = "x" + Number;
                trace["yaxis"] = "y" + Number;
            }
            figure.Add(trace);
        }
        foreach (string list in (ReadOnlySpan<string>)["shapes", "annotations"])
        {
            foreach (JsonNode? item in _layout[list] as JsonArray ?? [])
            {
                JsonObject moved = (JsonObject)item!.DeepClone();
                foreach (string axis in (ReadOnlySpan<string>)["x", "y"])
                {
                    string reference = (string?)moved[axis + "ref"] ?? axis;
                    moved[axis + "ref"] =
                        reference == "paper"
                            ? $"{axis}{Number} domain"
                            : axis + Number + reference[1..];
                }
                figure.Append(list, moved);
            }
        }
        if (JsonPath.Find(_layout, "legend", "title") is { } legend)
        {
            figure.Set("layout.legend.title", legend.DeepClone());
        }
        foreach (string option in (ReadOnlySpan<string>)["barmode", "bargap", "dragmode"])
        {
            if (_layout[option] is { } value)
            {
                figure.Layout[option] = value.DeepClone();
            }
        }
    }

    public JsonObject Scene(double[] domainX, double[] domainY)
    {
        JsonObject scene = (JsonObject?)_layout["scene"]?.DeepClone() ?? [];
        scene["domain"] = new JsonObject
        {
            ["x"] = JsonPath.ToNode(domainX),
            ["y"] = JsonPath.ToNode(domainY),
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
        axis["domain"] = JsonPath.ToNode(domain);
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
