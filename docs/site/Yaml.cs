using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotebookNet.Site;

/// <summary>Pieces of YAML.</summary>
internal static class Yaml
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A text in quotes: JSON's are YAML's, too.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, s_readable);
}
