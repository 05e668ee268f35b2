using Microsoft.CodeAnalysis;

namespace NotebookNet.Session;

/// <summary>
/// Finds the files of `#load` lines from the notebook's folder. What names a cell is no path: the exceptions that a cell prints would
/// hold the folder of one machine.
/// </summary>
internal sealed class CellSourceResolver(string directory) : SourceFileResolver([], directory)
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;
}
