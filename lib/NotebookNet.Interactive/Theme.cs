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

    /// <summary>What the template leaves open, on a light page and on a dark one.</summary>
    private static readonly (string Part, string Light, string Dark)[] s_look =
    [
        ("paper", "#ffffff", "#1e1e1e"),
        ("text", "#222222", "#e0e0e0"),
        ("grid", "#e3e3e3", "#3a3a3a"),
        ("line", "#777777", "#8a8a8a"),
        ("hover", "#ffffff", "#2d2d2d"),
        ("note", "rgba(255,255,255,0.75)", "rgba(30,30,30,0.75)"),
    ];

    private static readonly Lazy<string> s_lazyTemplate = new(ReadTemplate);

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
        IEnumerable<char> word = name.SkipWhile(c => !char.IsLetterOrDigit(c))
            .TakeWhile(char.IsLetterOrDigit);
        return s_named.TryGetValue(string.Concat(word), out (string Color, string Dash) style)
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
        string json = s_lazyTemplate.Value;
        foreach ((string part, string light, string darkOne) in s_look)
        {
            json = json.Replace($"{{{part}}}", dark ? darkOne : light, StringComparison.Ordinal);
        }
        JsonObject template = JsonNode.Parse(json)!.AsObject();
        template["layout"]!["colorway"] = new JsonArray([
            .. Palette.Select(color => (JsonNode)color),
        ]);
        if (dark)
        {
            // The lowest color of the sequential scale is nearly that of the page.
            template["data"] = JsonNode.Parse(
                """{"scatter":[{"marker":{"line":{"color":"#8a8a8a","width":0.5}}}]}"""
            );
            // plotly paints the button under the mouse nearly white, whatever the page is.
            template["layout"]!["updatemenudefaults"] = JsonNode.Parse(
                """{"bgcolor":"#d0d0d0","font":{"color":"#222222"}}"""
            );
        }
        return template;
    }

    private static string ReadTemplate()
    {
        using Stream file = typeof(Theme).Assembly.GetManifestResourceStream("template.json")!;
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }

    private static int Hash(string name) =>
        (int)(name.Aggregate(2166136261, (hash, c) => (hash ^ c) * 16777619) & 0x7fffffff);
}
