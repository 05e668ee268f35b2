namespace NotebookNet.Runner.Export.Pages;

/// <summary>What a notebook shows, one part after the other, whatever the page will be written in.</summary>
/// <param name="Name">The name of the page, without its ending.</param>
/// <param name="Title">Its first heading, or its name.</param>
/// <param name="Parts">The parts.</param>
/// <param name="Attachments">The files that cells carry for their Markdown.</param>
internal sealed record NotebookPage(
    string Name,
    string Title,
    IReadOnlyList<PagePart> Parts,
    IReadOnlyList<ExportedFile> Attachments
)
{
    /// <summary>The folder of a page's files, beside it.</summary>
    public static string FolderOf(string name) => $"{name}_files";

    /// <summary>A name as it stands in an address.</summary>
    public static string Address(string path) =>
        string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
