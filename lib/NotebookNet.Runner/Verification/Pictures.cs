using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;
using StbImageSharp;

namespace NotebookNet.Runner.Verification;

/// <summary>Compares pictures by their pixels, however they are packed; what cannot be decoded wholly, by its bytes.</summary>
internal static class Pictures
{
    private const long MostPixels = 1 << 26;

    /// <summary>Whether contents of this mime type are pictures in base64.</summary>
    public static bool Are(string mime) =>
        mime.StartsWith("image/", StringComparison.Ordinal) && mime != "image/svg+xml";

    /// <summary>Where they differ; null where they are the same.</summary>
    public static Difference? Differ(JsonNode? stored, JsonNode? actual, string place)
    {
        string a = NotebookDocument.JoinLines(stored).Trim();
        string b = NotebookDocument.JoinLines(actual).Trim();
        if (a == b)
        {
            return null;
        }

        byte[]? bytesOfA = Bytes(a);
        byte[]? bytesOfB = Bytes(b);
        if (bytesOfA is not null && bytesOfB is not null && bytesOfA.SequenceEqual(bytesOfB))
        {
            return null;
        }

        ImageResult? x = Decoded(bytesOfA);
        ImageResult? y = Decoded(bytesOfB);
        if (x is null || y is null)
        {
            return new Difference(place, [Undecoded(x, bytesOfA)], [Undecoded(y, bytesOfB)]);
        }

        if ((x.Width, x.Height) != (y.Width, y.Height))
        {
            return new Difference(place, [Size(x)], [Size(y)]);
        }

        int first = x.Data.AsSpan().CommonPrefixLength(y.Data);
        if (first == x.Data.Length)
        {
            return null;
        }

        int pixel = first / 4;
        return new Difference(
            Invariant($"{place}, pixel {pixel % x.Width}, {pixel / x.Width}"),
            [Color(x, pixel)],
            [Color(y, pixel)]
        );
    }

    private static byte[]? Bytes(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out int length) ? bytes[..length] : null;
    }

    /// <summary>The pixels; null where they would not be all there is: deeper colors, several pictures in one, none.</summary>
    private static ImageResult? Decoded(byte[]? bytes)
    {
        bool isPng = bytes is [0x89, 0x50, 0x4E, 0x47, ..];
        if (bytes is null || !(isPng ? IsPlainPng(bytes) : bytes is [0xFF, 0xD8, ..]))
        {
            return null;
        }

        try
        {
            using EndingStream header = new(bytes);
            if (
                ImageInfo.FromStream(header) is not { } info
                || (long)info.Width * info.Height > MostPixels
            )
            {
                return null;
            }

            using EndingStream file = new(bytes);
            return ImageResult.FromStream(file, ColorComponents.RedGreenBlueAlpha);
        }
        catch (Exception)
        {
            // The decoder throws whatever its reading of broken data comes to.
            return null;
        }
    }

    private static bool IsPlainPng(byte[] bytes) =>
        bytes.Length > 24 && bytes[24] <= 8 && bytes.AsSpan().IndexOf("acTL"u8) < 0;

    private static string Undecoded(ImageResult? image, byte[]? bytes) =>
        image is not null ? Size(image)
        : bytes is null ? "no base64"
        : Invariant(
            $"{bytes.Length} bytes, which are compared as they are: no PNG or JPEG of one picture with 8 bits a color"
        );

    private static string Size(ImageResult image) =>
        Invariant($"{image.Width} x {image.Height} pixels");

    private static string Color(ImageResult image, int pixel) =>
        $"#{Convert.ToHexStringLower(image.Data.AsSpan(pixel * 4, 4))}";
}
