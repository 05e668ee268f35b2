namespace NotebookNet.Session;

/// <summary>What a session asks of the program that it is part of: it knows neither packages' sources nor notebooks' files.</summary>
internal interface ISessionHost
{
    /// <summary>Gets what lines `#r "nuget: …"` and `#i "nuget: …"` of a cell ask for.</summary>
    /// <param name="requests">The lines.</param>
    /// <param name="cancellation">Ends the restoring.</param>
    /// <returns>The files of all packages so far, or null when the lines ask for no new package.</returns>
    /// <exception cref="CellException">A package cannot be had, or not in that version.</exception>
    Task<PackageAssets?> AddPackagesAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    );

    /// <summary>The cells of a notebook that a cell imports, prose among them.</summary>
    /// <param name="path">The notebook's file.</param>
    /// <param name="line">The line of the cell that asks for it, from 1.</param>
    /// <exception cref="CellException">It is no notebook of C#.</exception>
    IReadOnlyList<Cell> ReadNotebook(string path, int line);
}
