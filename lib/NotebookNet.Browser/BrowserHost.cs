using NotebookNet.Session;

namespace NotebookNet.Browser;

/// <summary>What a page cannot bring says so.</summary>
internal sealed class BrowserHost : ISessionHost
{
    /// <inheritdoc/>
    public Task<PackageAssets?> AddPackagesAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    ) =>
        throw new CellException(
            "PackageError",
            $"{requests[0].Name} cannot be had in a browser: packages are restored where .NET is installed. Run this cell there.",
            requests[0].Line
        );

    /// <inheritdoc/>
    public IReadOnlyList<Cell> ReadNotebook(string path, int line) =>
        throw new CellException(
            "ImportError",
            $"{path} cannot be imported in a browser: run this cell where .NET is installed.",
            line
        );
}
