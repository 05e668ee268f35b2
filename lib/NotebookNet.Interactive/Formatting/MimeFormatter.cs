namespace NotebookNet.Interactive.Formatting;

/// <summary>Writes a value as one mime type. A kernel calls its two members by their names.</summary>
internal sealed class MimeFormatter<T>(string mimeType, Action<T, TextWriter> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value)
        {
            return false;
        }
        write(value, writer);
        return true;
    }
}
