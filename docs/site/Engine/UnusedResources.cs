using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace NotebookNet.Site.Engine;

/// <summary>
/// Resources of assemblies that nothing reads in a page: what F#'s compiler tells itself, and plotly.js, which a page has. With zeros
/// in their place an assembly stays as it is, and the zeros pack to almost nothing.
/// </summary>
internal static class UnusedResources
{
    private static readonly string[] s_beginnings =
    [
        "FSharpSignature",
        "FSharpOptimization",
        "plotly.min.js",
    ];

    /// <summary>Writes zeros over them.</summary>
    /// <param name="file">The content of a file: what is not an assembly is left alone.</param>
    public static void Blank(byte[] file)
    {
        using PEReader reader = new(ImmutableCollectionsMarshal.AsImmutableArray(file));
        if (file is not [(byte)'M', (byte)'Z', ..] || !reader.HasMetadata)
        {
            return;
        }

        MetadataReader metadata = reader.GetMetadataReader();
        if (
            !reader.PEHeaders.TryGetDirectoryOffset(
                reader.PEHeaders.CorHeader!.ResourcesDirectory,
                out int start
            )
        )
        {
            return;
        }

        foreach (ManifestResourceHandle handle in metadata.ManifestResources)
        {
            ManifestResource resource = metadata.GetManifestResource(handle);
            string name = metadata.GetString(resource.Name);
            if (
                resource.Implementation.IsNil
                && s_beginnings.Any(beginning =>
                    name.StartsWith(beginning, StringComparison.Ordinal)
                )
            )
            {
                int place = start + (int)resource.Offset;
                int length = BitConverter.ToInt32(file, place);
                file.AsSpan(place + sizeof(int), length).Clear();
            }
        }
    }
}
