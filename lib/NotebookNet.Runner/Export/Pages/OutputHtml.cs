namespace NotebookNet.Runner.Export.Pages;

/// <summary>The HTML of outputs, the same in Markdown and on a page that stands alone.</summary>
internal static class OutputHtml
{
    /// <summary>The begin of what is held back. It is closed until it is asked for.</summary>
    public const string FoldStart =
        "<details class=\"notebook-answer\">\n<summary>Show the answer</summary>";

    /// <summary>Its end.</summary>
    public const string FoldEnd = "</details>";

    /// <summary>A text.</summary>
    public static string Of(TextOutput output)
    {
        string kind = output.Kind switch
        {
            TextKind.Error => " notebook-error",
            TextKind.StandardError => " notebook-stderr",
            _ => "",
        };
        // HTML drops a line break right behind the tag.
        string lead = output.Text.StartsWith('\n') ? "\n" : "";
        return $"<pre class=\"notebook-output{kind}\">{lead}{Encode(output.Text.TrimEnd('\n'))}</pre>";
    }

    /// <summary>A figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="data">Where its data are.</param>
    /// <param name="light">Where its picture is.</param>
    /// <param name="dark">Where the picture for a dark page is.</param>
    public static string Of(PageFigure figure, string data, string light, string dark)
    {
        Picture picture = figure.Light ?? EmptyPicture.Of(figure.Json);
        string source = figure.Dark is null
            ? ""
            : $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{Encode(dark)}\">";
        return $"<figure class=\"notebook-figure\" data-figure=\"{Encode(data)}\"><picture>{source}{Image(picture, figure.Light is null ? picture.DataUri : light, figure.Alt)}</picture></figure>";
    }

    /// <summary>A picture at an address.</summary>
    public static string Of(PictureOutput output, string address) =>
        $"<div class=\"notebook-output\">{Image(output.Picture, address, output.Alt)}</div>";

    /// <summary>A text as HTML, in an attribute too. A line break is written as a character: no line of it can be blank.</summary>
    public static string Attribute(string text) =>
        Encode(text.Trim()).Replace("\n", "&#10;", StringComparison.Ordinal);

    public static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Image(Picture picture, string address, string alt)
    {
        string size = picture.Size is (int width, int height)
            ? Invariant($" width=\"{width}\" height=\"{height}\"")
            : "";
        return $"<img src=\"{Encode(address)}\" alt=\"{Attribute(alt)}\"{size} loading=\"lazy\">";
    }
}
