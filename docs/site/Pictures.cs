using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NotebookNet.Site.Links;

namespace NotebookNet.Site;

/// <summary>
/// Gives the pictures of a Markdown page their sizes, so that the text does not move when they come. Those of a table are fetched
/// when they are near the window: on the first page two dozen of them would stand before the one that is seen.
/// </summary>
/// <param name="repository">Where the pictures lie.</param>
internal sealed partial class Pictures(Repository repository)
{
    /// <summary>The text with sizes.</summary>
    /// <param name="file">Where the page lies.</param>
    /// <param name="markdown">Its text.</param>
    public string Sized(string file, string markdown)
    {
        string folder = RepositoryPath.FolderOf(file);
        string text = Line()
            .Replace(
                markdown,
                line =>
                    Size(folder, line.Groups["url"].Value) is (int width, int height)
                        ? Invariant(
                            $"<p><img src=\"{line.Groups["url"].Value}\" width=\"{width}\" height=\"{height}\" alt=\"{WebUtility.HtmlEncode(line.Groups["alt"].Value)}\"></p>"
                        )
                        : line.Value
            );
        return Cell()
            .Replace(
                text,
                cell =>
                    Size(folder, cell.Groups["url"].Value) is (int width, int height)
                        ? Invariant(
                            $"{cell.Value} height=\"{int.Parse(cell.Groups["width"].ValueSpan, CultureInfo.InvariantCulture) * height / width}\" loading=\"lazy\""
                        )
                        : cell.Value
            );
    }

    /// <summary>The size of a picture, which a PNG file says in its bytes 16 to 23; null where there is no such file.</summary>
    private (int Width, int Height)? Size(string folder, string url)
    {
        if (RepositoryPath.Combine(folder, url) is not string file || !repository.HasFile(file))
        {
            return null;
        }
        using FileStream stream = File.OpenRead(repository.PathOf(file));
        Span<byte> start = stackalloc byte[24];
        stream.ReadExactly(start);
        return (
            BinaryPrimitives.ReadInt32BigEndian(start[16..]),
            BinaryPrimitives.ReadInt32BigEndian(start[20..])
        );
    }

    [GeneratedRegex(
        @"^!\[(?<alt>[^\]\n]*)\]\((?<url>[^)\s:]+\.png)\)(?=\r?$)",
        RegexOptions.Multiline
    )]
    private static partial Regex Line();

    [GeneratedRegex(
        "(?<=^\\| )<img src=\"(?<url>[^\":]+\\.png)\" width=\"(?<width>\\d+)\"",
        RegexOptions.Multiline
    )]
    private static partial Regex Cell();
}
