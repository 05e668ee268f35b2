using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NotebookNet.Session;

/// <summary>
/// Finds the file of a `#r` line: relative to the notebook's folder, or to the file that says it when a `#load` brought
/// that file. Assemblies that lie beside a referenced one come along.
/// </summary>
internal sealed class CellReferenceResolver(string directory, CellLoadContext context)
    : MetadataReferenceResolver
{
    private readonly Dictionary<string, PortableExecutableReference> _references = [];

    public override bool ResolveMissingAssemblies => true;

    /// <summary>The full path that a `#r` line means, whether or not there is a file.</summary>
    public string FullPath(string reference, string? baseFilePath)
    {
        if (!reference.Contains('/') && !reference.Contains('\\'))
        {
            string name = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                ? Path.GetFileNameWithoutExtension(reference)
                : reference;
            if (FrameworkReferences.Find(name) is string file)
            {
                return file;
            }
        }

        string folder = Path.IsPathRooted(baseFilePath)
            ? Path.GetDirectoryName(baseFilePath)!
            : directory;
        return Path.GetFullPath(reference.Replace('\\', '/'), folder);
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference,
        string? baseFilePath,
        MetadataReferenceProperties properties
    )
    {
        string path = FullPath(reference, baseFilePath);
        if (!File.Exists(path))
        {
            return [];
        }

        if (!FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(path)))
        {
            context.Add(path);
        }

        return [Get(path).WithProperties(properties)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition,
        AssemblyIdentity referenceIdentity
    )
    {
        if (
            FrameworkReferences.Contains(referenceIdentity.Name)
            // What this program is made of is not the cells': they name what they use.
            || FrameworkReferences.All.Contains(definition)
            || (definition as PortableExecutableReference)?.FilePath is not string path
        )
        {
            return null;
        }

        string beside = Path.Combine(Path.GetDirectoryName(path)!, $"{referenceIdentity.Name}.dll");
        return File.Exists(beside) ? Get(beside) : null;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => directory.GetHashCode(StringComparison.Ordinal);

    private PortableExecutableReference Get(string path)
    {
        if (!_references.TryGetValue(path, out PortableExecutableReference? reference))
        {
            reference = MetadataReference.CreateFromFile(path);
            _references.Add(path, reference);
        }

        return reference;
    }
}
