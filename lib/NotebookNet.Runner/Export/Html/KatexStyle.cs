using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Export.Html;

/// <summary>KaTeX's style sheet for one page, which holds the fonts that the page's equations use.</summary>
internal static partial class KatexStyle
{
    /// <summary>The font that is used where no rule says another.</summary>
    private const string Main = "KaTeX_Main";

    /// <summary>The sheet.</summary>
    /// <param name="html">The page's HTML with its equations.</param>
    public static string For(string html)
    {
        string sheet = EmbeddedFile.Text("katex.min.css");
        HashSet<string> classes =
        [
            .. ClassAttribute().Matches(html).SelectMany(match => match.Groups[1].Value.Split(' ')),
        ];
        HashSet<(string, string, string)> used =
        [
            (Main, "normal", "400"),
            ("KaTeX_Math", "italic", "400"),
        ];
        foreach (Match rule in Rule().Matches(FontFace().Replace(sheet, "")))
        {
            string body = rule.Groups["body"].Value;
            string? family = Family().Match(body) is { Success: true } match ? match.Value : null;
            string? style = body.Contains("italic", StringComparison.Ordinal) ? "italic" : null;
            string? weight = Bold().IsMatch(body) ? "700" : null;
            if (
                (family ?? style ?? weight) is not null
                && rule.Groups["selectors"]
                    .Value.Split(',')
                    .Any(selector =>
                        ClassName()
                            .Matches(selector)
                            .All(name => classes.Contains(name.Groups[1].Value))
                    )
            )
            {
                used.Add((family ?? Main, style ?? "normal", weight ?? "400"));
                // A bold letter in what is italic takes both from two rules.
                used.Add((family ?? Main, "italic", weight ?? "400"));
            }
        }

        return FontFace()
            .Replace(
                sheet,
                face =>
                    used.Contains(
                        (
                            Family().Match(face.Value).Value,
                            face.Value.Contains("font-style:italic", StringComparison.Ordinal)
                                ? "italic"
                                : "normal",
                            Bold().IsMatch(face.Value) ? "700" : "400"
                        )
                    )
                        ? Sources()
                            .Replace(face.Value, $"src:url({Font(face.Value)}) format(\"woff2\")")
                        : ""
            );
    }

    private static string Font(string face) =>
        $"data:font/woff2;base64,{Convert.ToBase64String(EmbeddedFile.Bytes(FontFile().Match(face).Groups[1].Value))}";

    [GeneratedRegex("class=\"([^\"]*)\"")]
    private static partial Regex ClassAttribute();

    [GeneratedRegex(@"@font-face\{[^}]*\}")]
    private static partial Regex FontFace();

    [GeneratedRegex(@"(?<selectors>[^{}]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex("KaTeX_[A-Za-z0-9]+")]
    private static partial Regex Family();

    [GeneratedRegex(@"font-weight:(?:700|bold)|font:(?:\w+ )*(?:700|bold)")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\.([\w-]+)")]
    private static partial Regex ClassName();

    [GeneratedRegex("src:[^;}]*")]
    private static partial Regex Sources();

    [GeneratedRegex(@"fonts/([\w-]+\.woff2)")]
    private static partial Regex FontFile();
}
