using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// A figure on its way to plotly: everything that depends on the whole of it is decided here, when it is drawn, so that the order in
/// which things were asked for does not matter.
/// </summary>
internal sealed class Drawing
{
    private const double TitleSize = 16;
    private const double TitleLineHeight = 21;
    private const int OwnMargin = 80;

    /// <summary>Room between a title's edge and the figure's, both sides together.</summary>
    private const double TitleMargin = 40;

    /// <summary>The mode bar of two groups of two buttons, which stands in the upper right corner while the mouse is over the figure.</summary>
    private const double ModeBarWidth = 130;

    private readonly JsonArray _data;
    private readonly JsonArray _frames;
    private readonly JsonObject _layout;
    private readonly JsonObject _config;

    public Drawing(GenericChart chart)
    {
        FigureExtras extras = FigureExtras.Of(chart);
        _data = ChartJson.Data(chart);
        _frames = new JsonArray([.. extras.Frames.Select(frame => (JsonNode)ChartJson.Of(frame))]);
        _config = Config(ChartJson.Of((Part)GenericChart.getConfig(chart)));
        foreach (JsonObject trace in _data.OfType<JsonObject>())
        {
            if (Kinds.IsColored(trace))
            {
                trace["colorscale"] ??= Theme.Sequential;
            }
        }
        SeriesStyles styles = new(_data);
        styles.Apply();
        foreach (JsonNode? frame in _frames)
        {
            DressFrame((JsonObject)frame!, styles);
        }
        _layout = ChartJson.Layout(chart);
        Kinds.RenameMaps(_data, _layout);
        if (IsDefault(_layout["template"]))
        {
            _layout.Remove("template");
        }
        if (_data.All(IsPicture))
        {
            // There is nothing to zoom.
            _config["displayModeBar"] ??= false;
        }
        Measure(extras);
        foreach (JsonNode? frame in _frames)
        {
            if (frame!["layout"] is JsonObject changed)
            {
                Axes.ResolveMarks(changed, _layout);
            }
        }
        Axes.Resolve(_layout, extras.Grid is null && Kinds.IsInSpace(chart));
        LogBars.Place(_data, _layout);
        Ticks.Place(_data, _layout);
    }

    /// <summary>The width in pixels.</summary>
    public int Width => Pixels("width") ?? Plot.DefaultWidth;

    /// <summary>The height in pixels: the one that the layout, the element on a page and the stored picture have.</summary>
    public int Height => Pixels("height") ?? Plot.DefaultHeight;

    /// <summary>What plotly takes.</summary>
    public JsonObject ToJson(bool dark)
    {
        if (_layout["template"] is null)
        {
            _layout["template"] = Theme.Template(dark);
        }
        CurveThinning.Thin(_data, _layout);
        PackedArrays.Pack(_data);
        JsonObject json = new()
        {
            ["data"] = _data,
            ["layout"] = _layout,
            ["config"] = _config,
        };
        if (_frames.Count > 0)
        {
            foreach (JsonNode? frame in _frames)
            {
                if (frame!["data"] is JsonArray traces)
                {
                    PackedArrays.Pack(traces);
                }
            }
            json["frames"] = _frames;
        }
        return json;
    }

    private bool HasModeBar =>
        !(_config["displayModeBar"] is JsonValue shown && shown.TryGetValue(out bool on) && !on);

    /// <summary>What a chart says of its behaviour, and the rest as every figure behaves.</summary>
    private static JsonObject Config(JsonObject own)
    {
        JsonObject config = new()
        {
            ["responsive"] = false,
            ["displaylogo"] = false,
            ["modeBarButtonsToRemove"] = new JsonArray(
                "zoomIn2d",
                "zoomOut2d",
                "autoScale2d",
                "select2d",
                "lasso2d",
                "orbitRotation",
                "tableRotation",
                "resetCameraLastSave3d"
            ),
        };
        foreach ((string name, JsonNode? value) in own)
        {
            config[name] = value?.DeepClone();
        }
        return config;
    }

    /// <summary>Whether nobody asked for a template: Plotly.NET gives its charts one, of which this may be a copy.</summary>
    private static bool IsDefault(JsonNode? template) =>
        template is not null
        && JsonNode.DeepEquals(template, ChartJson.Of((Part)Defaults.DefaultTemplate));

    /// <summary>Whether the trace is an image, its captions or its colour scale.</summary>
    private static bool IsPicture(JsonNode? trace) =>
        (string?)trace!["type"] == "image"
        || (string?)trace["mode"] == "text"
        || (trace["x"] is JsonArray { Count: 1 } x && x[0] is null);

    private void DressFrame(JsonObject frame, SeriesStyles styles)
    {
        JsonArray states = frame["data"] as JsonArray ?? [];
        for (int i = 0; i < states.Count; i++)
        {
            int index = frame["traces"] is JsonArray traces ? (int)traces[i]! : i;
            if (index < _data.Count)
            {
                styles.Apply((JsonObject)states[i]!, index, _data);
            }
        }
    }

    /// <summary>Wraps the title, leaves it room, and decides the size.</summary>
    private void Measure(FigureExtras extras)
    {
        int width =
            Pixels("width")
            ?? extras.NaturalSize?.Width
            ?? extras.Grid?.NaturalWidth
            ?? Plot.DefaultWidth;
        int lines = WrapTitles(width - TitleMargin);
        double title = lines * TitleLineHeight;
        double? ownTop = JsonPath.Find(_layout, "margin", "t") is JsonValue own
            ? JsonPath.Number(own)
            : null;
        double top;
        double height;
        if (extras.Grid is { } grid)
        {
            PanelLayout panels = grid.Arrange(
                _data,
                width,
                Pixels("height") is { } asked ? asked - title : null
            );
            top = title + panels.Top + (lines == 0 && HasModeBar ? 12 : 0);
            height = panels.Height + (ownTop ?? top);
            Axes.Merge(_layout, under: panels.Layout);
        }
        else if (_data.Any(trace => (string?)trace!["type"] == "image"))
        {
            top = lines == 0 ? 10 : title + 9;
            height = (extras.NaturalSize?.Height ?? Plot.DefaultHeight) + title;
        }
        else
        {
            bool labelAbove = (_layout["annotations"] as JsonArray ?? []).Any(note =>
                (string?)note!["yref"] == "y domain"
            );
            top =
                labelAbove ? Math.Max(title + 34, 46)
                : lines == 0 ? 32
                : title + 19;
            height = extras.NaturalSize?.Height ?? Plot.DefaultHeight;
        }
        if (_data.Any(trace => Kinds.IsOnItsOwn(JsonPath.Text(trace!["type"]))))
        {
            foreach (string side in (ReadOnlySpan<string>)["l", "r", "b"])
            {
                if (JsonPath.Find(_layout, "margin", side) is null)
                {
                    JsonPath.Set(_layout, "margin." + side, OwnMargin);
                }
            }
        }
        _layout["width"] = width;
        _layout["height"] = Pixels("height") ?? (int)Math.Ceiling(height) + extras.Footer;
        if (ownTop is null)
        {
            JsonPath.Set(_layout, "margin.t", top);
        }
    }

    /// <summary>Breaks the title, and those of an animation's frames, into lines; the mode bar stands at the end of the first.</summary>
    /// <returns>The most lines that one has.</returns>
    private int WrapTitles(double width)
    {
        int most = 0;
        foreach (JsonNode? layout in _frames.Select(frame => frame!["layout"]).Prepend(_layout))
        {
            if (JsonPath.Find(layout, "title", "text") is JsonValue title)
            {
                string text = TextSize.Wrap(
                    (string)title!,
                    TitleSize,
                    width,
                    HasModeBar ? width - ModeBarWidth : width
                );
                layout!["title"]!["text"] = text;
                int lines = text.Length == 0 ? 0 : TextSize.Lines(text);
                most = Math.Max(most, lines);
                if (lines > 1)
                {
                    // plotly sets a title of several lines about half a line higher than one of a single line.
                    JsonPath.Set(layout, "title.pad.t", 25);
                }
            }
        }
        return most;
    }

    private int? Pixels(string name) =>
        _layout[name] is JsonValue pixels ? (int)Math.Round(JsonPath.Number(pixels)) : null;
}
