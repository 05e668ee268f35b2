using System.IO.Compression;
using System.Reflection;

namespace NotebookNet.Interactive;

/// <summary>The plotly.js library that draws every figure, embedded in this assembly.</summary>
internal static class PlotlyScript
{
    /// <summary>The version of plotly.js.</summary>
    public const string Version = "4.1.2";

    /// <summary>Where plotly's own content network serves the same version.</summary>
    public const string Address = "https://cdn.plot.ly/plotly-" + Version + ".min.js";

    private static readonly Lazy<string> s_lazySource = new(Decompress);

    /// <summary>The script's text, about 5 MB.</summary>
    public static string Source => s_lazySource.Value;

    /// <summary>The script, gzip-compressed, about 1.5 MB: a new array at every call.</summary>
    public static byte[] Compressed()
    {
        using Stream resource = Open();
        using MemoryStream copy = new();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Decompress()
    {
        using Stream resource = Open();
        using GZipStream gzip = new(resource, CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        return reader.ReadToEnd();
    }

    private static Stream Open() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("plotly.min.js.gz")
        ?? throw new InvalidOperationException(
            "plotly.min.js.gz is not embedded in NotebookNet.Interactive."
        );
}
