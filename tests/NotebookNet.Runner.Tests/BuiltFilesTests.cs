using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace NotebookNet.Runner.Tests;

/// <summary>What was built, in whichever configuration, is what a reader may train with.</summary>
public sealed class BuiltFilesTests
{
    private static string Library([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath("../../lib", Path.GetDirectoryName(thisFile)!);

    /// <summary>Our assemblies in every output folder there is, Debug and Release; paths from lib/.</summary>
    public static TheoryData<string> Assemblies =>
        [
            .. Directory
                .EnumerateDirectories(Library())
                .Select(project => Path.Combine(project, "bin"))
                .Where(Directory.Exists)
                .SelectMany(bin =>
                    Directory.EnumerateFiles(bin, "NotebookNet*.dll", SearchOption.AllDirectories)
                )
                .Select(file => Path.GetRelativePath(Library(), file)),
        ];

    [Fact]
    public void What_the_notebooks_load_is_there()
    {
        string[] files = [.. Assemblies.Select(row => row.Data.Replace('\\', '/'))];

        Assert.Contains("NotebookNet.Interactive/bin/NotebookNet.dll", files);
        Assert.Contains("NotebookNet.Interactive/bin/NotebookNet.Interactive.dll", files);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_build_is_optimized_and_has_its_debug_symbols(string file)
    {
        string path = Path.Combine(Library(), file);
        using PEReader assembly = new(File.OpenRead(path));
        MetadataReader metadata = assembly.GetMetadataReader();

        DebuggableAttribute.DebuggingModes modes = Modes(metadata);

        Assert.True(
            (modes & DebuggableAttribute.DebuggingModes.DisableOptimizations) == 0,
            $"lib/{file} was built without optimization ({modes}): build it again."
        );
        bool found = assembly.TryOpenAssociatedPortablePdb(
            path,
            symbols => File.Exists(symbols) ? File.OpenRead(symbols) : null,
            out MetadataReaderProvider? provider,
            out _
        );
        using (provider)
        {
            Assert.True(found, $"lib/{file} has no debug symbols of its own build beside it.");
        }
    }

    /// <summary>What the compiler tells the just-in-time compiler, read without loading the assembly.</summary>
    private static DebuggableAttribute.DebuggingModes Modes(MetadataReader metadata)
    {
        CustomAttribute debuggable = metadata
            .GetAssemblyDefinition()
            .GetCustomAttributes()
            .Select(metadata.GetCustomAttribute)
            .Single(attribute =>
                attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
                    is { Kind: HandleKind.TypeReference } type
                && metadata.StringComparer.Equals(
                    metadata.GetTypeReference((TypeReferenceHandle)type).Name,
                    nameof(DebuggableAttribute)
                )
            );
        BlobReader value = metadata.GetBlobReader(debuggable.Value);
        value.ReadUInt16();
        return (DebuggableAttribute.DebuggingModes)value.ReadInt32();
    }
}
