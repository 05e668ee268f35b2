using System.IO.Compression;

namespace NotebookNet.Editors.Tests;

/// <summary>The plotly.js of the library, for pages that ask plotly's content network for it.</summary>
internal static class PlotlyScript
{
    public const string Addresses = "https://cdn.plot.ly/**";

    private static readonly Lazy<string> s_lazySource = new(() =>
    {
        using FileStream file = File.OpenRead(
            Path.Combine(Course.Root, "lib/NotebookNet.Interactive/Assets/plotly.min.js.gz")
        );
        using GZipStream gzip = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        return reader.ReadToEnd();
    });

    public static string Source => s_lazySource.Value;
}
