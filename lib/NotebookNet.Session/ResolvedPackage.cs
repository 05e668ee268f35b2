namespace NotebookNet.Session;

/// <summary>A package of the session in the version that is loaded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="By">The package, with its version, that brought it; null where a cell asks for it.</param>
internal sealed record ResolvedPackage(string Name, string Version, string? By);
