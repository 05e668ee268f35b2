namespace NotebookNet.Session;

/// <summary>A `#r "nuget: …"` or `#i "nuget: …"` line of a cell.</summary>
/// <param name="Line">The line of the cell, from 1.</param>
/// <param name="IsSource">Whether it names a place to get packages from, not a package.</param>
/// <param name="Name">The package's name, or the path or address of the source.</param>
/// <param name="Version">The version or range, or null for the newest.</param>
internal sealed record PackageRequest(int Line, bool IsSource, string Name, string? Version);
