namespace NotebookNet.Runner.Export.Html;

/// <summary>What pages are made with: style sheets, fonts and the script that typesets, embedded in this assembly.</summary>
internal static class EmbeddedFile
{
    /// <summary>A file that is text.</summary>
    public static string Text(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(string name)
    {
        using Stream file = Open(name);
        using MemoryStream copy = new();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    public static Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not embedded in notebooknet.");
}
