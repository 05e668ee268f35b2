using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Session;

/// <summary>What every cell can use without naming it: the framework, the formatters, a kernel's vocabulary and this session's functions.</summary>
internal static class FrameworkReferences
{
    /// <summary>The name of the assembly in which packages speak to a kernel.</summary>
    public const string KernelAssembly = "Microsoft.DotNet.Interactive";

    private static readonly Lazy<Dictionary<string, string>> s_files = new(() =>
        Files()
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file)!,
                StringComparer.OrdinalIgnoreCase
            )
    );

    private static readonly Lazy<HashSet<string>> s_own = new(() =>
        TrustedFiles()
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase)
    );

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_all = new(() =>
        [
            .. Files()
                .Append(FileOf(typeof(Formatter).Assembly))
                .Append(FileOf(typeof(IHtmlContent).Assembly))
                .Append(FileOf(typeof(FrameworkReferences).Assembly))
                .Append(KernelFile)
                .Select(AssemblyDocumentation.ReferenceTo),
        ]
    );

    /// <summary>The file of the assembly in which packages speak to a kernel. It is loaded when something asks for it.</summary>
    public static string KernelFile =>
        Path.Combine(AppContext.BaseDirectory, $"{KernelAssembly}.dll");

    /// <summary>The folder of the framework's assemblies.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(FileOf(typeof(object).Assembly))!;

    /// <summary>The references; created once and shared by all cells, so that their metadata is read once.</summary>
    public static ImmutableArray<MetadataReference> All => s_all.Value;

    /// <summary>Whether the framework has an assembly of this simple name.</summary>
    public static bool Contains(string assemblyName) => s_files.Value.ContainsKey(assemblyName);

    /// <summary>The file of the framework assembly of this simple name, or null.</summary>
    public static string? Find(string assemblyName) =>
        s_files.Value.GetValueOrDefault(assemblyName);

    /// <summary>Whether this program carries an assembly of this simple name for itself.</summary>
    public static bool IsOwn(string assemblyName) =>
        !Contains(assemblyName) && s_own.Value.Contains(assemblyName);

    private static IEnumerable<string> Files()
    {
        return TrustedFiles().Where(file => Path.GetDirectoryName(file) == Folder).Distinct();
    }

    /// <summary>The file of an assembly of this program. In a browser an assembly does not know it.</summary>
    private static string FileOf(Assembly assembly) =>
        assembly.Location is { Length: > 0 } file
            ? file
            : TrustedFiles()
                .First(file => Path.GetFileNameWithoutExtension(file) == assembly.GetName().Name);

    private static string[] TrustedFiles() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
}
