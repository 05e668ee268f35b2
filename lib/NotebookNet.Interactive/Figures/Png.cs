using StbImageWriteSharp;

namespace NotebookNet.Interactive.Figures;

/// <summary>A PNG file of 8-bit pixels. Its bytes depend on the pixels alone, on every machine.</summary>
internal static class Png
{
    /// <summary>Encodes rows of RGBA pixels, four bytes each.</summary>
    public static byte[] Encode(byte[] rgba, int width, int height)
    {
        using MemoryStream file = new();
        new ImageWriter().WritePng(rgba, width, height, ColorComponents.RedGreenBlueAlpha, file);
        return file.ToArray();
    }
}
