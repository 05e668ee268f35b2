using System.Text;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>What keeps the place of a figure that has no picture until a script draws it.</summary>
internal static class EmptyPicture
{
    private const int DefaultWidth = 800;
    private const int DefaultHeight = 500;

    /// <summary>A blank picture of the figure's size.</summary>
    public static Picture Of(JsonObject figure)
    {
        int width = Side(figure, "width", DefaultWidth);
        int height = Side(figure, "height", DefaultHeight);
        string svg = Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"/>"
        );
        return new Picture(Encoding.UTF8.GetBytes(svg), "image/svg+xml") { Size = (width, height) };
    }

    private static int Side(JsonObject figure, string name, int otherwise) =>
        (figure["layout"] as JsonObject)?[name] is JsonValue value
        && value.TryGetValue(out double side)
        && side is >= 1 and <= 10_000
            ? (int)Math.Round(side)
            : otherwise;
}
