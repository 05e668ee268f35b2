using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, PortableExecutableReference> _references = [];

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
    ) => FileBeside(definition, referenceIdentity) is string file ? Get(file) : null;

    /// <summary>The file of an assembly that a referenced one needs and that lies beside it; null where there is none.</summary>
    public static string? FileBeside(MetadataReference definition, AssemblyIdentity needed)
    {
        if (
            FrameworkReferences.Contains(needed.Name)
            // What this program is made of is not the cells': they name what they use.
            || FrameworkReferences.All.Contains(definition)
            || (definition as PortableExecutableReference)?.FilePath is not string path
        )
        {
            return null;
        }

        string beside = Path.Combine(Path.GetDirectoryName(path)!, $"{needed.Name}.dll");
        return File.Exists(beside) ? beside : null;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => directory.GetHashCode(StringComparison.Ordinal);

    /// <summary>The reference to a file that a cell has named, or that came along with one; null before that.</summary>
    public PortableExecutableReference? Known(string path) => _references.GetValueOrDefault(path);

    private PortableExecutableReference Get(string path) =>
        _references.GetOrAdd(path, AssemblyDocumentation.ReferenceTo);
}
