using System.Globalization;
using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Plotly;

/// <summary>Lays figures out in one: gives each its own axes or scene, and moves what refers to them along.</summary>
internal sealed class PanelGrid
{
    private const int LeftMargin = 64;
    private const int BottomMargin = 56;
    private const int TopMargin = 12;
    private const int PanelTitle = 26;
    private const int LegendWidth = 120;
    private const int ColorBarWidth = 58;

    private readonly List<Figure> _panels;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _sharedX;
    private readonly bool _sharedY;
    private readonly HashSet<string> _inLegend = [];

    public PanelGrid(List<Figure> panels, int across, bool sharedX, bool sharedY)
    {
        _panels = panels;
        _across = across;
        _sharedX = sharedX;
        _sharedY = sharedY;
        _down = (panels.Count + across - 1) / across;
        Layout();
    }

    public Figure Figure { get; } = new();

    private void Layout()
    {
        bool titles = _panels.Exists(panel => panel.Title.Length > 0);
        // A panel whose only curve bears the panel's own title needs no legend.
        if (_panels.TrueForAll(panel => Named(panel).All(name => name == panel.Title)))
        {
            _inLegend.UnionWith(_panels.SelectMany(Named));
        }
        bool legend = _panels.Exists(panel => Named(panel).Any(name => !_inLegend.Contains(name)));
        bool bars = _panels.Exists(panel =>
            panel.Data.Any(trace => HasColorBar((JsonObject)trace!))
        );
        bool images = _panels.TrueForAll(panel =>
            panel.Data.Any(trace => (string?)trace!["type"] == "image")
        );
        bool space = _panels.TrueForAll(panel => panel.IsThreeDimensional);
        bool bare = images || space;

        int width = _across == 1 ? Figure.DefaultWidth : 920;
        int left = bare ? 10 : LeftMargin;
        int right = 16 + (legend ? LegendWidth : 0) + (bars ? ColorBarWidth : 0);
        int gapX =
            (
                bare ? 16
                : _sharedY ? 28
                : 66
            ) + (bars ? ColorBarWidth : 0);
        double panelWidth = (width - left - right - ((_across - 1) * gapX)) / (double)_across;
        double panelHeight = images
            ? panelWidth * _panels.Max(panel => panel.Height) / _panels.Max(panel => panel.Width)
            : Math.Clamp(panelWidth * 0.72, 130, _down == 1 ? 300 : 230);
        int gapY =
            (
                bare ? 10
                : _sharedX ? 18
                : BottomMargin
            ) + (titles ? PanelTitle : 0);
        int bottom = bare ? 10 : BottomMargin;
        int top = TopMargin + (titles ? PanelTitle : 0);
        double plotWidth = (_across * panelWidth) + ((_across - 1) * gapX);
        double plotHeight = (_down * panelHeight) + ((_down - 1) * gapY);
        Figure.Size(width, (int)Math.Ceiling(plotHeight) + top + bottom);
        Figure
            .Set("layout.margin.l", left)
            .Set("layout.margin.r", right)
            .Set("layout.margin.b", bottom);
        Figure.PanelTop = top;
        if (bars && legend)
        {
            Figure.Set("layout.legend.x", 1 + ((ColorBarWidth + 14) / plotWidth));
        }

        for (int i = 0; i < _panels.Count; i++)
        {
            double x0 = i % _across * (panelWidth + gapX) / plotWidth;
            double y1 = 1 - (i / _across * (panelHeight + gapY) / plotHeight);
            double[] domainX =
            [
                Numbers.Round(x0, 5),
                Math.Min(1, Numbers.Round(x0 + (panelWidth / plotWidth), 5)),
            ];
            double[] domainY =
            [
                Math.Max(0, Numbers.Round(y1 - (panelHeight / plotHeight), 5)),
                Numbers.Round(y1, 5),
            ];
            Place(i, domainX, domainY);
            if (_panels[i].Title.Length > 0)
            {
                Figure.Append(
                    "annotations",
                    new JsonObject
                    {
                        ["text"] = _panels[i].Title,
                        ["showarrow"] = false,
                        ["xref"] = "paper",
                        ["yref"] = "paper",
                        ["x"] = domainX[0],
                        ["xanchor"] = "left",
                        ["y"] = domainY[1],
                        ["yanchor"] = "bottom",
                        ["yshift"] = 2,
                        ["font"] = new JsonObject { ["size"] = 13 },
                    }
                );
            }
        }
    }

    private void Place(int i, double[] domainX, double[] domainY)
    {
        Figure panel = _panels[i].Copy();
        string number = i == 0 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture);
        bool space = panel.IsThreeDimensional;
        if (space)
        {
            JsonObject scene = (JsonObject?)panel.Layout["scene"]?.DeepClone() ?? [];
            scene["domain"] = new JsonObject
            {
                ["x"] = JsonPath.ToNode(domainX),
                ["y"] = JsonPath.ToNode(domainY),
            };
            Figure.Layout["scene" + number] = scene;
        }
        else
        {
            bool lowest = i + _across >= _panels.Count;
            PlaceAxis(panel, "x", number, domainX, _sharedX, outer: lowest);
            PlaceAxis(panel, "y", number, domainY, _sharedY, outer: i % _across == 0);
        }
        foreach (JsonNode? item in panel.Data)
        {
            JsonObject trace = (JsonObject)item!.DeepClone();
            if (space)
            {
                trace["scene"] = "scene" + number;
            }
            else
            {
                trace["xaxis"] = "x" + number;
                trace["yaxis"] = "y" + number;
            }
            if ((string?)trace["name"] is { } name && (bool?)trace["showlegend"] == true)
            {
                trace["legendgroup"] = name;
                trace["showlegend"] = _inLegend.Add(name);
            }
            if (HasColorBar(trace))
            {
                JsonObject owner =
                    trace["marker"] is JsonObject marker && marker["colorbar"] is not null
                        ? marker
                        : trace;
                JsonObject bar = (JsonObject?)owner["colorbar"]?.DeepClone() ?? [];
                bar["x"] = domainX[1];
                bar["xpad"] = 6;
                bar["y"] = Numbers.Round((domainY[0] + domainY[1]) / 2, 5);
                bar["len"] = Numbers.Round(domainY[1] - domainY[0], 5);
                bar["thickness"] = 9;
                bar["tickfont"] = new JsonObject { ["size"] = 10 };
                bar["ypad"] = 0;
                owner["colorbar"] = bar;
            }
            Figure.Add(trace);
        }
        foreach (string list in (ReadOnlySpan<string>)["shapes", "annotations"])
        {
            foreach (JsonNode? item in panel.Layout[list] as JsonArray ?? [])
            {
                JsonObject moved = (JsonObject)item!.DeepClone();
                foreach (string axis in (ReadOnlySpan<string>)["x", "y"])
                {
                    string reference = (string?)moved[axis + "ref"] ?? axis;
                    moved[axis + "ref"] = axis + number + reference[1..];
                }
                Figure.Append(list, moved);
            }
        }
        foreach (string option in (ReadOnlySpan<string>)["barmode", "bargap", "dragmode"])
        {
            if (panel.Layout[option] is { } value)
            {
                Figure.Layout[option] = value.DeepClone();
            }
        }
    }

    private void PlaceAxis(
        Figure panel,
        string letter,
        string number,
        double[] domain,
        bool shared,
        bool outer
    )
    {
        JsonObject axis = (JsonObject?)panel.Layout[letter + "axis"]?.DeepClone() ?? [];
        axis["domain"] = JsonPath.ToNode(domain);
        axis["anchor"] = (letter == "x" ? "y" : "x") + number;
        if (axis["scaleanchor"] is not null)
        {
            axis["scaleanchor"] = (letter == "x" ? "y" : "x") + number;
        }
        if (shared && number.Length > 0)
        {
            axis["matches"] = letter;
        }
        if (shared && !outer)
        {
            axis["showticklabels"] = false;
            axis.Remove("title");
        }
        Figure.Layout[letter + "axis" + number] = axis;
    }

    private static IEnumerable<string> Named(Figure panel) =>
        panel
            .Data.Where(trace => (bool?)trace!["showlegend"] == true)
            .Select(trace => (string)trace!["name"]!);

    private static bool HasColorBar(JsonObject trace) =>
        (string?)trace["type"] is "heatmap" or "contour"
            ? (bool?)trace["showscale"] != false
            : (bool?)JsonPath.Find(trace, "marker", "showscale") == true;
}
