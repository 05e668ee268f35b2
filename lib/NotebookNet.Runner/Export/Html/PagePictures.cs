using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export.Html;

/// <summary>The pictures that a page's Markdown shows, as addresses that hold them.</summary>
internal sealed class PagePictures(NotebookPage page, ExportSource source)
{
    private static readonly Dictionary<string, string> s_mimeTypes = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
    };

    /// <summary>The picture at an address of the page, where it is one of a file or of a cell; else the address.</summary>
    public string Inline(string address)
    {
        string path = Uri.UnescapeDataString(address);
        if (!s_mimeTypes.TryGetValue(Path.GetExtension(path), out string? mime))
        {
            return address;
        }

        byte[]? content = page
            .Attachments.FirstOrDefault(attachment => attachment.Path == path)
            ?.Content;
        if (content is null && !address.Contains(':') && !path.Contains('\0'))
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(source.Target))!;
            content = Read(Path.GetFullPath(Path.Combine(folder, path)), address);
        }

        return content is null ? address : new Picture(content, mime).DataUri;
    }

    private byte[]? Read(string file, string address)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            source.Warn($"the picture {address} is not in the page: {exception.Message}");
            return null;
        }
    }
}
