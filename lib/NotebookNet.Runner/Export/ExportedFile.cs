namespace NotebookNet.Runner.Export;

/// <summary>A file that an export makes.</summary>
/// <param name="Path">Its path below the folder of the page, with slashes; the page itself has none.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ExportedFile(string Path, byte[] Content);
