using System.Globalization;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Figures laid out in one. The traces get axes or a scene of their own at once; where these stand is decided when the figure is drawn,
/// with room for what stands between them: tick labels, titles, colour bars.
/// </summary>
internal sealed class PanelGrid
{
    private const double LineHeight = 17;
    private const double FontSize = 13;
    private const double TickLength = 4;
    private const int ColorBarWidth = 58;
    private const int MostTitleLines = 4;

    private readonly List<Panel> _panels;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _sharedX;
    private readonly bool _sharedY;

    /// <summary>Moves the figures' traces, shapes and notes into a new figure.</summary>
    public PanelGrid(List<GenericChart> figures, int across, bool sharedX, bool sharedY)
    {
        _across = across;
        _sharedX = sharedX;
        _sharedY = sharedY;
        _down = (figures.Count + across - 1) / across;
        _panels = [.. figures.Select((figure, i) => new Panel(figure, i))];
        ChartBuilder figure = new() { Extras = new FigureExtras { Grid = this } };
        _panels.ForEach(panel => panel.MoveTo(figure));
        Figure = figure;
    }

    public GenericChart Figure { get; }

    /// <summary>The width unless one is asked for.</summary>
    public int NaturalWidth => _across == 1 ? Plot.DefaultWidth : 920;

    /// <summary>Decides where the panels stand.</summary>
    /// <param name="data">The traces to be drawn, with their looks; colour bars and legend entries are settled in them.</param>
    /// <param name="width">The figure's width.</param>
    /// <param name="height">The height of all that is below the figure's title; as suits the panels when null.</param>
    public PanelLayout Arrange(JsonArray data, double width, double? height)
    {
        ILookup<int, JsonObject> traces = data.OfType<JsonObject>().ToLookup(PanelOf);
        SettleLegend(traces);
        return Arrange(data, traces, width, height, 1);
    }

    private PanelLayout Arrange(
        JsonArray data,
        ILookup<int, JsonObject> traces,
        double width,
        double? height,
        int yTitleLines
    )
    {
        double legend = LegendWidth(data);
        double bar = data.Any(trace => HasColorBar((JsonObject)trace!)) ? ColorBarWidth : 0;
        bool bare = _panels.TrueForAll(panel => panel.IsBare);
        List<AxisLabels> xs = Labels("x", traces);
        List<AxisLabels> ys = Labels("y", traces);

        // Tick labels decide the gaps, the gaps decide how wide a panel is, and that decides how its titles are wrapped.
        double labelWidth = ys.Max(labels => labels.Width);
        double left = bare
            ? 10
            : Math.Max(64, labelWidth + TickLength + TitleRoom(ys, yTitleLines) + 6);
        double right = 16 + legend + bar;
        double gapX =
            bar
            + (
                bare
                    ? 16
                    : Math.Max(
                        xs.Max(labels => Math.Min(labels.Width, 60)) + 10,
                        _sharedY ? 28 : labelWidth + TickLength + TitleRoom(ys, yTitleLines) + 16
                    )
            );
        double panelWidth = Math.Max(30, (width - left - right - ((_across - 1) * gapX)) / _across);
        xs =
        [
            .. xs.Select(labels =>
                labels.Across(panelWidth, panelWidth + Math.Min(gapX - bar - 12, (2 * right) - 8))
            ),
        ];
        int titleLines = _panels.Max(panel => panel.TitleLines(panelWidth));
        double titles = titleLines == 0 ? 0 : (titleLines * LineHeight) + 9;
        double bottom = bare
            ? 10
            : xs.Max(labels => labels.Height)
                + TickLength
                + TitleRoom(xs, xs.Max(x => x.TitleLines))
                + 12;
        double gapY =
            (
                bare ? 10
                : _sharedX ? 18
                : bottom
            ) + titles;
        double top = 12 + titles;
        double panelHeight = height is { } all
            ? Math.Max(30, (all - top - bottom - ((_down - 1) * gapY)) / _down)
            : NaturalHeight(panelWidth);
        ys = [.. ys.Select(labels => labels.Along(panelHeight))];
        int lines = Math.Min(MostTitleLines, ys.Max(labels => labels.TitleLines));
        if (lines > yTitleLines)
        {
            return Arrange(data, traces, width, height, lines);
        }

        double plotWidth = (_across * panelWidth) + ((_across - 1) * gapX);
        double plotHeight = (_down * panelHeight) + ((_down - 1) * gapY);
        JsonObject layout = new()
        {
            ["margin"] = new JsonObject
            {
                ["l"] = Math.Round(left),
                ["r"] = Math.Round(right),
                ["b"] = Math.Round(bottom),
            },
        };
        if (bar > 0 && legend > 0)
        {
            layout["legend"] = new JsonObject
            {
                ["x"] = Numbers.Round(1 + ((ColorBarWidth + 14) / plotWidth), 5),
            };
        }
        JsonArray annotations = [];
        foreach (Panel panel in _panels)
        {
            int i = panel.Index;
            double x = i % _across * (panelWidth + gapX) / plotWidth;
            double y = 1 - (i / _across * (panelHeight + gapY) / plotHeight);
            double[] domainX = [Share(x), Share(x + (panelWidth / plotWidth))];
            double[] domainY = [Share(y - (panelHeight / plotHeight)), Share(y)];
            if (panel.IsInSpace)
            {
                layout["scene" + panel.Number] = panel.Scene(domainX, domainY);
            }
            else
            {
                bool lowest = i + _across >= _panels.Count;
                bool first = i % _across == 0;
                layout["xaxis" + panel.Number] = panel.Axis("x", domainX, xs[i], _sharedX, lowest);
                layout["yaxis" + panel.Number] = panel.Axis("y", domainY, ys[i], _sharedY, first);
            }
            foreach (JsonObject trace in traces[i].Where(HasColorBar))
            {
                PlaceColorBar(trace, domainX[1], domainY);
            }
            if (panel.Title.Length > 0)
            {
                annotations.Add((JsonNode)panel.Heading(domainX[0], domainY[1], panelWidth));
            }
        }
        layout["annotations"] = annotations;
        return new PanelLayout(layout, top, plotHeight + bottom);
    }

    private double NaturalHeight(double panelWidth) =>
        _panels.TrueForAll(panel => panel.IsPicture)
            ? panelWidth
                * _panels.Max(panel => panel.Size.Height)
                / _panels.Max(panel => panel.Size.Width)
            : Math.Clamp(panelWidth * 0.72, 130, _down == 1 ? 300 : 230);

    /// <summary>The tick labels and the title of every panel's axis; where the axes are shared, those of all panels' values together.</summary>
    private List<AxisLabels> Labels(string letter, ILookup<int, JsonObject> traces)
    {
        bool shared = letter == "x" ? _sharedX : _sharedY;
        return
        [
            .. _panels.Select(panel =>
                AxisLabels.Of(
                    panel.AxisAsked(letter),
                    shared ? traces.SelectMany(group => group) : traces[panel.Index],
                    letter,
                    FontSize
                )
            ),
        ];
    }

    private static double TitleRoom(List<AxisLabels> axes, int lines) =>
        axes.Exists(labels => labels.Title.Length > 0) ? (lines * LineHeight) + 8 : 0;

    private static double Share(double value) => Math.Clamp(Numbers.Round(value, 5), 0, 1);

    /// <summary>One legend entry for each name; none where each panel's only name is the panel's title.</summary>
    private void SettleLegend(ILookup<int, JsonObject> traces)
    {
        bool needless = _panels.TrueForAll(panel =>
            traces[panel.Index]
                .Where(IsInLegend)
                .All(trace => (string?)trace["name"] == panel.Title)
        );
        HashSet<string> seen = [];
        foreach (JsonObject trace in traces.SelectMany(group => group).Where(IsInLegend))
        {
            string name = (string)trace["name"]!;
            trace["legendgroup"] = name;
            trace["showlegend"] = !needless && seen.Add(name);
        }
    }

    private static bool IsInLegend(JsonObject trace) =>
        (bool?)trace["showlegend"] == true && trace["name"] is not null;

    private static double LegendWidth(JsonArray data)
    {
        string[] names =
        [
            .. data.OfType<JsonObject>().Where(IsInLegend).Select(trace => (string)trace["name"]!),
        ];
        return names.Length == 0
            ? 0
            : 70 + names.Max(name => TextSize.Width(name, FontSize * 0.92));
    }

    private static int PanelOf(JsonObject trace)
    {
        string axis = (string?)trace["scene"] ?? (string?)trace["xaxis"] ?? "x";
        return int.TryParse(
            axis.AsSpan(axis.StartsWith("scene", StringComparison.Ordinal) ? 5 : 1),
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number - 1
            : 0;
    }

    private static bool HasColorBar(JsonObject trace) =>
        (string?)trace["type"] is "heatmap" or "contour"
            ? (bool?)trace["showscale"] != false
            : (bool?)JsonPath.Find(trace, "marker", "showscale") == true;

    private static void PlaceColorBar(JsonObject trace, double right, double[] domainY)
    {
        JsonObject owner =
            trace["marker"] is JsonObject marker && marker["colorbar"] is not null ? marker : trace;
        JsonObject bar = (JsonObject?)owner["colorbar"]?.DeepClone() ?? [];
        bar["x"] = right;
        bar["xpad"] = 6;
        bar["y"] = Numbers.Round((domainY[0] + domainY[1]) / 2, 5);
        bar["len"] = Numbers.Round(domainY[1] - domainY[0], 5);
        bar["thickness"] = 9;
        bar["tickfont"] = new JsonObject { ["size"] = 10 };
        bar["ypad"] = 0;
        owner["colorbar"] = bar;
    }
}
