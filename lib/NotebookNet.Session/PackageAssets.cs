namespace NotebookNet.Session;

/// <summary>The files that packages bring, dependencies included.</summary>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Run">Assemblies to load.</param>
/// <param name="Native">Native libraries for this machine.</param>
/// <param name="Extensions">What they bring for the kernel.</param>
/// <param name="Resolved">The packages in the versions that were chosen.</param>
/// <param name="Substitutions">Where these are not what was asked for, a line each.</param>
internal sealed record PackageAssets(
    IReadOnlyList<string> Compile,
    IReadOnlyList<string> Run,
    IReadOnlyList<string> Native,
    IReadOnlyList<PackageExtension> Extensions,
    IReadOnlyList<ResolvedPackage> Resolved,
    IReadOnlyList<string> Substitutions
)
{
    public bool Exist() =>
        Compile.Concat(Run).Concat(Native).All(File.Exists)
        && Extensions.All(extension => Directory.Exists(extension.Folder));
}
