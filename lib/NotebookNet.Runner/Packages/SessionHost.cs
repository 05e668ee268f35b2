using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Runner.Packages;

/// <summary>Brings a session its packages and the notebooks that it imports.</summary>
/// <param name="directory">The notebook's folder.</param>
internal sealed class SessionHost(string directory) : ISessionHost
{
    private readonly PackageResolver _packages = new(directory);

    /// <inheritdoc/>
    public Task<PackageAssets?> AddPackagesAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    ) => _packages.AddAsync(requests, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<Cell> ReadNotebook(string path, int line)
    {
        string name = Path.GetFileName(path);
        try
        {
            NotebookDocument document = NotebookDocument.Read(path);
            if (document.UnsupportedKernel is string kernel)
            {
                throw new CellException(
                    "ImportError",
                    $"the kernel of {name} is {kernel}, not C#.",
                    line
                );
            }

            int number = 0;
            return
            [
                .. document
                    .Cells.Where(cell =>
                        (cell.IsCode || cell.IsMarkdown) && !string.IsNullOrWhiteSpace(cell.Source)
                    )
                    .Select(cell =>
                        cell.IsMarkdown
                            ? new Cell(0, cell.Source, DibFile.Prose)
                            : new Cell(++number, cell.Source, cell.Language)
                            {
                                Name = $"{name} cell {number}",
                            }
                    ),
            ];
        }
        catch (NotebookFormatException exception)
        {
            throw new CellException("ImportError", $"{name}: {exception.Message}", line);
        }
    }
}
