using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Figures;

/// <summary>
/// Decides colour, dash, symbol and legend of the traces that were not given one, looking at all of them together: traces of one name
/// look alike, in every panel; names of the course have their own look, the others share what is left of the palette.
/// </summary>
internal sealed class SeriesStyles
{
    private readonly List<Series> _all = [];
    private readonly Dictionary<string, (string Color, string Dash)> _styles = [];

    public SeriesStyles(JsonArray traces)
    {
        foreach (
            IGrouping<string, JsonObject> panel in traces.OfType<JsonObject>().GroupBy(PanelOf)
        )
        {
            int unnamed = 0;
            foreach (JsonObject trace in panel)
            {
                string? name = (string?)trace["name"];
                _all.Add(new Series(trace, name ?? $"\n{unnamed++}", name, panel.Key));
            }
        }
        Choose();
    }

    private sealed record Series(JsonObject Trace, string Key, string? Name, string Panel)
    {
        public string Mode { get; } =
            (string?)Trace["type"] is { } type && type != "scatter"
                ? type
                : (string?)Trace["mode"] ?? "lines";

        public bool HasLine => Mode.Contains("lines", StringComparison.Ordinal);

        public bool HasPoints => Mode.Contains("markers", StringComparison.Ordinal);

        /// <summary>Whether it is drawn in one colour of its own.</summary>
        public bool IsStyled => HasLine || HasPoints || Mode is "bar" or "box";

        public bool IsHidden => Trace["showlegend"] is JsonValue shown && !(bool)shown;

        public string? OwnColor =>
            JsonPath.Find(Trace, HasLine ? "line" : "marker", "color") is JsonValue color
            && color.TryGetValue(out string? text)
                ? text
                : null;
    }

    /// <summary>Puts what was decided into the traces.</summary>
    public void Apply()
    {
        foreach (IGrouping<string, Series> panel in _all.GroupBy(series => series.Panel))
        {
            bool several = panel.Where(series => !series.IsHidden).Skip(1).Any();
            foreach (Series series in panel)
            {
                Dress(series.Trace, series);
                if (series.IsStyled)
                {
                    series.Trace["showlegend"] ??= several && series.Name is not null;
                }
            }

            // Both would stand at the figure's right edge.
            if (panel.Any(series => (bool?)series.Trace["showlegend"] == true))
            {
                IEnumerable<Series> contours = panel.Where(series => series.Mode == "contour");
                foreach (Series contour in contours.Where(one => one.Trace["showscale"] is null))
                {
                    contour.Trace["showscale"] = false;
                    contour.Trace.Remove("colorbar");
                }
            }
        }
    }

    /// <summary>Gives a later state of a trace, in an animation's frame, the look of the trace itself.</summary>
    public void Apply(JsonObject state, int index, JsonArray traces)
    {
        Series series = _all.Find(one => ReferenceEquals(one.Trace, traces[index]))!;
        Dress(state, series);
        foreach (string shown in (ReadOnlySpan<string>)["showlegend", "showscale"])
        {
            if (series.Trace[shown] is { } decided)
            {
                state[shown] ??= decided.DeepClone();
            }
        }
    }

    private void Choose()
    {
        Series[] styled = [.. _all.Where(series => series.IsStyled)];
        Series[] together =
        [
            .. styled
                .GroupBy(series => series.Panel)
                .Where(panel => panel.Select(s => s.Key).Distinct().Skip(1).Any())
                .SelectMany(panel => panel),
        ];
        HashSet<string> taken = [.. together.Select(series => series.OwnColor).OfType<string>()];
        Dictionary<string, Series[]> byKey = together
            .GroupBy(series => series.Key)
            .ToDictionary(group => group.Key, group => group.ToArray());
        bool oneLine = byKey.Values.Count(group => group.Any(series => series.HasLine)) == 1;
        foreach ((string key, Series[] group) in byKey)
        {
            if (Theme.TryStyle(group[0].Name) is { } named && taken.Add(named.Color))
            {
                _styles[key] = named;
            }
        }
        int next = 0;
        foreach (string key in byKey.Keys.Where(key => !_styles.ContainsKey(key)))
        {
            if (byKey[key].All(series => series.OwnColor is not null))
            {
                _styles[key] = (byKey[key][0].OwnColor!, Theme.StyleOf(next).Dash);
                continue;
            }
            while (taken.Count < Theme.Palette.Count && taken.Contains(Theme.StyleOf(next).Color))
            {
                next++;
            }
            (string color, string dash) = Theme.StyleOf(next++);
            taken.Add(color);
            _styles[key] = (color, oneLine ? "solid" : dash);
        }

        // What stands alone in its panel has the first look, unless another panel shows it beside others.
        foreach (Series series in styled.Where(series => !_styles.ContainsKey(series.Key)).ToList())
        {
            _styles[series.Key] = Theme.TryStyle(series.Name) ?? (Theme.Palette[0], "solid");
        }
    }

    private void Dress(JsonObject trace, Series series)
    {
        if (!series.IsStyled)
        {
            return;
        }
        (string color, string dash) = _styles[series.Key];
        if (series.HasLine)
        {
            Fill(trace, "line", "color", color);
            Fill(trace, "line", "dash", dash);
        }
        if (!series.HasLine || series.HasPoints)
        {
            string own = (string?)JsonPath.Find(trace, "line", "color") ?? color;
            Fill(trace, "marker", "color", series.HasLine ? own : color);
        }
        if (series.HasPoints)
        {
            Fill(trace, "marker", "symbol", Theme.SymbolOf(color));
        }
    }

    private static void Fill(JsonObject trace, string part, string attribute, string value)
    {
        if (JsonPath.Find(trace, part, attribute) is null)
        {
            JsonPath.Set(trace, $"{part}.{attribute}", value);
        }
    }

    private static string PanelOf(JsonObject trace) =>
        $"{(string?)trace["xaxis"] ?? "x"} {(string?)trace["scene"]}";
}
