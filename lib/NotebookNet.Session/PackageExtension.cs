namespace NotebookNet.Session;

/// <summary>What a package brings to be run in the kernel that loads it.</summary>
/// <param name="Package">The package's name and version.</param>
/// <param name="Folder">Its folder `interactive-extensions/dotnet`.</param>
internal sealed record PackageExtension(string Package, string Folder);
