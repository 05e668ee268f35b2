namespace NotebookNet.Runner.Execution;

/// <summary>The files that packages bring, dependencies included.</summary>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Run">Assemblies to load.</param>
/// <param name="Native">Native libraries for this machine.</param>
internal sealed record PackageAssets(
    IReadOnlyList<string> Compile,
    IReadOnlyList<string> Run,
    IReadOnlyList<string> Native
)
{
    public bool Exist() => Compile.Concat(Run).Concat(Native).All(File.Exists);
}
