using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;
using StbImageSharp;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>A picture as a file holds it.</summary>
/// <param name="Content">The bytes of the file.</param>
/// <param name="MimeType">What they are.</param>
internal sealed record Picture(byte[] Content, string MimeType)
{
    private const string Svg = "image/svg+xml";

    private static readonly Dictionary<string, string> s_extensions = new()
    {
        [Svg] = ".svg",
        ["image/png"] = ".png",
        ["image/jpeg"] = ".jpg",
        ["image/gif"] = ".gif",
        ["image/webp"] = ".webp",
        ["image/bmp"] = ".bmp",
        ["image/avif"] = ".avif",
    };

    /// <summary>Its size in pixels of the page, where it is known.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>The ending of a file's name, with its dot.</summary>
    public string Extension => s_extensions[MimeType];

    /// <summary>The address that holds the picture itself.</summary>
    public string DataUri => $"data:{MimeType};base64,{Convert.ToBase64String(Content)}";

    /// <summary>Whether pictures of a mime type are known.</summary>
    public static bool Knows(string mimeType) => s_extensions.ContainsKey(mimeType);

    /// <summary>Reads a picture from what a notebook stores of it.</summary>
    /// <param name="mimeType">A mime type that is known.</param>
    /// <param name="stored">Base64, or of an SVG its text, which may be stored as base64 too.</param>
    /// <param name="metadata">What the notebook says of it: its width and height, for one.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static Picture Read(string mimeType, JsonNode? stored, JsonNode? metadata = null)
    {
        string text = NotebookDocument.JoinLines(stored);
        bool isText = mimeType == Svg && text.Contains('<');
        byte[] content = isText ? Encoding.UTF8.GetBytes(text) : Convert.FromBase64String(text);
        return content.Length == 0
            ? throw new FormatException("it is empty")
            : new Picture(content, mimeType) { Size = Stated(metadata) ?? Measured(content) };
    }

    private static (int Width, int Height)? Stated(JsonNode? metadata) =>
        metadata is JsonObject size
        && size["width"] is JsonValue width
        && width.TryGetValue(out double wide)
        && size["height"] is JsonValue height
        && height.TryGetValue(out double high)
        && wide is >= 1 and < int.MaxValue
        && high is >= 1 and < int.MaxValue
            ? ((int)Math.Round(wide), (int)Math.Round(high))
            : null;

    private static (int Width, int Height)? Measured(byte[] content)
    {
        using MemoryStream stream = new(content);
        return ImageInfo.FromStream(stream) is { Width: > 0, Height: > 0 } info
            ? (info.Width, info.Height)
            : null;
    }
}
