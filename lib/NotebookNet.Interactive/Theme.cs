using System.Text.Json.Nodes;

namespace NotebookNet.Interactive;

/// <summary>
/// The one look of every figure: a plotly template, light or dark, and a fixed colour and dash for each method the course
/// names, so that Adam is the same line in every chapter.
/// </summary>
/// <remarks>
/// The colours are those of M. Okabe and K. Ito, "Color Universal Design" (2008), without black and yellow, which vanish
/// on a dark or a light background, and with a grey and a purple. Dashes tell the lines apart in greyscale.
/// </remarks>
public static class Theme
{
    private const string Blue = "#0072B2";
    private const string Vermilion = "#D55E00";
    private const string Green = "#009E73";
    private const string Pink = "#CC79A7";
    private const string Orange = "#E69F00";
    private const string Sky = "#56B4E9";
    private const string Purple = "#7B61C9";
    private const string Grey = "#737373";

    private static readonly string[] s_dashes =
    [
        "solid",
        "dash",
        "dot",
        "dashdot",
        "longdash",
        "longdashdot",
        "6px,2px,2px,2px,2px,2px",
        "2px,4px",
    ];

    private static readonly string[] s_symbols =
    [
        "circle",
        "square",
        "diamond",
        "triangle-up",
        "cross",
        "x",
        "triangle-down",
        "star",
    ];

    private static readonly Dictionary<string, (string Color, string Dash)> s_named = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["SGD"] = (Grey, "solid"),
        ["Momentum"] = (Orange, "dash"),
        ["Nesterov"] = (Pink, "dashdot"),
        ["AdaGrad"] = (Green, "dot"),
        ["RMSProp"] = (Sky, "longdash"),
        ["AdaDelta"] = (Purple, "longdashdot"),
        ["Adam"] = (Blue, "20px,2px"),
        ["AdamW"] = (Vermilion, "6px,2px,2px,2px,2px,2px"),
        ["Zeros"] = (Grey, "dot"),
        ["Zero"] = (Grey, "dot"),
        ["std"] = (Vermilion, "dash"),
        ["Xavier"] = (Blue, "solid"),
        ["Glorot"] = (Sky, "longdash"),
        ["He"] = (Green, "dashdot"),
        ["LeCun"] = (Purple, "longdashdot"),
        ["Orthogonal"] = (Orange, "dot"),
        ["mini-batches"] = (Grey, "solid"),
        ["train"] = (Blue, "solid"),
        ["training"] = (Blue, "solid"),
        ["validation"] = (Green, "dot"),
        ["test"] = (Vermilion, "dash"),
        ["Sigmoid"] = (Vermilion, "dash"),
        ["Tanh"] = (Orange, "dashdot"),
        ["ReLU"] = (Blue, "solid"),
        ["Identity"] = (Grey, "dot"),
        ["L1"] = (Orange, "dash"),
        ["L2"] = (Blue, "solid"),
        ["Dropout"] = (Green, "dashdot"),
        ["Weight decay"] = (Blue, "solid"),
        ["none"] = (Grey, "dot"),
        ["with"] = (Blue, "solid"),
        ["without"] = (Vermilion, "dash"),
    };

    /// <summary>The colours of series without a name of their own, in order.</summary>
    public static IReadOnlyList<string> Palette { get; } =
    [Blue, Vermilion, Green, Orange, Pink, Sky, Purple, Grey];

    /// <summary>The colour scale of values that are all on one side: perceptually even, dark to bright.</summary>
    public static string Sequential => "Viridis";

    /// <summary>The colour scale of signed values: blue below zero, white at zero, red above it.</summary>
    public static IReadOnlyList<(double Position, string Color)> Diverging { get; } =
    [
        (0, "#053061"),
        (0.125, "#2166ac"),
        (0.25, "#4393c3"),
        (0.375, "#a6cfe4"),
        (0.5, "#f7f7f7"),
        (0.625, "#f9c3a9"),
        (0.75, "#d6604d"),
        (0.875, "#b2182b"),
        (1, "#67001f"),
    ];

    /// <summary>
    /// The colour of a method ("Adam", "He", "test", …) in every figure; of any other name, one of the palette that depends on
    /// the name alone.
    /// </summary>
    /// <param name="name">The method's name; the whole of it or its first word counts ("SGD, rate 0.1"), upper or lower case does not.</param>
    /// <example><code>Plot.Scatter(x, y).Styled(color: Theme.ColorOf("Adam"))</code></example>
    public static string ColorOf(string name) =>
        TryStyle(name) is { } style ? style.Color : Palette[Hash(name) % Palette.Count];

    /// <summary>The dash pattern of a method's line, as plotly writes it ("solid", "dash", …).</summary>
    /// <param name="name">The method's name, as in <see cref="ColorOf"/>.</param>
    public static string DashOf(string name) =>
        TryStyle(name) is { } style ? style.Dash : s_dashes[Hash(name) % s_dashes.Length];

    internal static (string Color, string Dash)? TryStyle(string? name)
    {
        if (name is null)
        {
            return null;
        }
        if (s_named.TryGetValue(name, out (string Color, string Dash) whole))
        {
            return whole;
        }
        int start = 0;
        while (start < name.Length && !char.IsLetterOrDigit(name[start]))
        {
            start++;
        }
        int end = start;
        while (end < name.Length && char.IsLetterOrDigit(name[end]))
        {
            end++;
        }
        return s_named.TryGetValue(name[start..end], out (string Color, string Dash) style)
            ? style
            : null;
    }

    internal static (string Color, string Dash) StyleOf(int index) =>
        (
            Palette[index % Palette.Count],
            s_dashes[(index + (index / Palette.Count)) % s_dashes.Length]
        );

    /// <summary>The marker that goes with a colour, so that points are told apart in greyscale too.</summary>
    internal static string SymbolOf(string color) =>
        s_symbols[Math.Max(0, Palette.ToList().IndexOf(color)) % s_symbols.Length];

    /// <summary>The sequential scale mixed with white, so that lines over it stand out.</summary>
    internal static object[][] PaleScale() =>
        [
            .. ((string[])["#c7b3cc", "#c4cbdc", "#bcdedc", "#cfefd0", "#fef8be"]).Select(
                (color, i) => (object[])[i / 4.0, color]
            ),
        ];

    internal static object[][] DivergingScale() =>
        [.. Diverging.Select(stop => (object[])[stop.Position, stop.Color])];

    /// <summary>The plotly template that carries the look: fonts, background, grid, colours.</summary>
    /// <param name="dark">Whether it is for a dark page.</param>
    public static JsonObject Template(bool dark = false)
    {
        (string paper, string text, string grid, string line, string hover) = dark
            ? ("#1e1e1e", "#e0e0e0", "#3a3a3a", "#8a8a8a", "#2d2d2d")
            : ("#ffffff", "#222222", "#e3e3e3", "#777777", "#ffffff");
        JsonObject Axis() =>
            new()
            {
                ["gridcolor"] = grid,
                ["linecolor"] = line,
                ["showline"] = true,
                ["zeroline"] = false,
                ["ticks"] = "outside",
                ["tickcolor"] = line,
                ["ticklen"] = 4,
                ["automargin"] = true,
                ["exponentformat"] = "power",
                ["minexponent"] = 5,
                ["separatethousands"] = true,
                ["title"] = new JsonObject { ["standoff"] = 8 },
            };
        JsonObject SpaceAxis() =>
            new()
            {
                ["backgroundcolor"] = paper,
                ["gridcolor"] = line,
                ["linecolor"] = line,
                ["zerolinecolor"] = line,
                ["showbackground"] = true,
                ["nticks"] = 6,
            };
        JsonObject layout = new()
        {
            ["colorway"] = new JsonArray([.. Palette.Select(color => (JsonNode)color)]),
            ["font"] = new JsonObject
            {
                ["family"] = "Open Sans, Segoe UI, DejaVu Sans, Arial, sans-serif",
                ["size"] = 13,
                ["color"] = text,
            },
            ["paper_bgcolor"] = paper,
            ["plot_bgcolor"] = paper,
            ["title"] = new JsonObject
            {
                ["font"] = new JsonObject { ["size"] = 16 },
                ["x"] = 0.02,
                ["xanchor"] = "left",
                ["y"] = 1,
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["t"] = 14 },
            },
            ["margin"] = new JsonObject
            {
                ["l"] = 64,
                ["r"] = 24,
                ["t"] = 24,
                ["b"] = 56,
            },
            ["xaxis"] = Axis(),
            ["yaxis"] = Axis(),
            ["scene"] = new JsonObject
            {
                ["xaxis"] = SpaceAxis(),
                ["yaxis"] = SpaceAxis(),
                ["zaxis"] = SpaceAxis(),
            },
            ["legend"] = new JsonObject { ["itemwidth"] = 42 },
            ["hoverlabel"] = new JsonObject
            {
                ["bgcolor"] = hover,
                ["font"] = new JsonObject { ["color"] = text },
            },
            ["annotationdefaults"] = new JsonObject
            {
                ["font"] = new JsonObject { ["color"] = text },
                ["bgcolor"] = dark ? "rgba(30,30,30,0.75)" : "rgba(255,255,255,0.75)",
            },
        };
        return new JsonObject { ["layout"] = layout };
    }

    private static int Hash(string name)
    {
        uint hash = 2166136261;
        foreach (char c in name)
        {
            hash = (hash ^ c) * 16777619;
        }
        return (int)(hash & 0x7fffffff);
    }
}
