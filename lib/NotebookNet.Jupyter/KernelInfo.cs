using System.Reflection;
using System.Text.Json;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter;

/// <summary>What the kernel says of itself.</summary>
internal static class KernelInfo
{
    private static readonly string s_version =
        typeof(KernelInfo)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "";

    /// <summary>Writes the content of a `kernel_info_reply`.</summary>
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("status", "ok");
        writer.WriteString("protocol_version", WireFormat.ProtocolVersion);
        writer.WriteString("implementation", "notebooknet");
        writer.WriteString("implementation_version", s_version);
        writer.WriteStartObject("language_info");
        writer.WriteString("name", "C#");
        writer.WriteString("version", "14.0");
        writer.WriteString("mimetype", "text/x-csharp");
        writer.WriteString("file_extension", ".cs");
        writer.WriteString("pygments_lexer", "csharp");
        writer.WriteString("codemirror_mode", "text/x-csharp");
        writer.WriteEndObject();
        writer.WriteString(
            "banner",
            $"notebooknet {s_version}: C# 14 on .NET {Environment.Version}"
        );
        writer.WriteStartArray("help_links");
        writer.WriteEndArray();
    }
}
