using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>Finds the files of `#r` lines as the session does. A cell that is only being written loads nothing into it.</summary>
internal sealed class QuietReferenceResolver(CellReferenceResolver resolver)
    : MetadataReferenceResolver
{
    /// <summary>The files that no cell has named yet, each as it was when it was last written.</summary>
    private readonly ConcurrentDictionary<
        string,
        (DateTime Written, PortableExecutableReference Reference)
    > _read = new();

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference,
        string? baseFilePath,
        MetadataReferenceProperties properties
    ) =>
        Get(resolver.FullPath(reference, baseFilePath)) is { } found
            ? [found.WithProperties(properties)]
            : [];

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition,
        AssemblyIdentity referenceIdentity
    ) =>
        CellReferenceResolver.FileBeside(definition, referenceIdentity) is string file
            ? Get(file)
            : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => resolver.GetHashCode();

    private PortableExecutableReference? Get(string path)
    {
        if (resolver.Known(path) is { } known)
        {
            return known;
        }

        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            DateTime written = File.GetLastWriteTimeUtc(path);
            if (!_read.TryGetValue(path, out var read) || read.Written != written)
            {
                read = (written, AssemblyDocumentation.ReferenceTo(path));
                _read[path] = read;
            }

            return read.Reference;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or BadImageFormatException
            )
        {
            return null;
        }
    }
}
