using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;

namespace NotebookNet.Session;

/// <summary>
/// Holds the assemblies of a session: the compiled cells and what they reference. What a `#r` line names wins over a
/// copy that this program carries for itself, so that each library has one identity: the one the notebook names.
/// Only the framework and the assemblies that cells share with the session come from this program; what else it carries
/// is not there for cells, as it would not be elsewhere.
/// </summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Lock _lock = new();
    private readonly List<string> _folders = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _nativeFiles = new(
        StringComparer.OrdinalIgnoreCase
    );

    private readonly HashSet<string> _shared = new(StringComparer.OrdinalIgnoreCase)
    {
        typeof(CellLoadContext).Assembly.GetName().Name!,
        FrameworkReferences.KernelAssembly,
        "Microsoft.DotNet.Interactive.Documents",
        "Microsoft.DotNet.Interactive.Formatting",
        "Microsoft.AspNetCore.Html.Abstractions",
    };

    /// <summary>Whether an assembly that was added speaks to a kernel, or one that was loaded has asked for that.</summary>
    public bool AsksForKernel { get; private set; }

    /// <summary>An assembly was loaded for the cells.</summary>
    public event Action<Assembly>? Loaded;

    /// <summary>Makes an assembly file, and those beside it, loadable.</summary>
    public void Add(string path)
    {
        lock (_lock)
        {
            AddFile(path);
            string folder = Path.GetDirectoryName(path)!;
            if (!_folders.Contains(folder))
            {
                _folders.Add(folder);
            }
        }
    }

    /// <summary>Makes one assembly file loadable, without those beside it.</summary>
    public void AddFile(string path)
    {
        lock (_lock)
        {
            if (_files.TryAdd(Path.GetFileNameWithoutExtension(path), path))
            {
                AsksForKernel |= References(path, FrameworkReferences.KernelAssembly);
            }
        }
    }

    /// <summary>Whether cells and the session have an assembly of this simple name in common: the session's.</summary>
    public bool IsShared(string name) => _shared.Contains(name);

    /// <summary>Whether two files hold different builds of an assembly.</summary>
    public static bool Differ(string path, string other) =>
        path != other && VersionOf(path) != VersionOf(other);

    /// <summary>
    /// The assemblies beside the file at <paramref name="path"/> that will not be used, because the cells have another build
    /// of each. None where the folder is known already.
    /// </summary>
    public IReadOnlyList<string> Unused(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        lock (_lock)
        {
            return _folders.Contains(folder)
                ? []
                :
                [
                    .. Directory
                        .EnumerateFiles(folder, "*.dll")
                        .Order(StringComparer.Ordinal)
                        .Where(file =>
                            file != path
                            && Find(Path.GetFileNameWithoutExtension(file)) is string present
                            && Differ(present, file)
                        ),
                ];
        }
    }

    /// <summary>Makes a native library loadable by its name.</summary>
    public void AddNative(string path)
    {
        lock (_lock)
        {
            _nativeFiles.TryAdd(Path.GetFileName(path), path);
        }
    }

    /// <summary>The file of another build of the same assembly that is loaded already, or null.</summary>
    public string? Conflict(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        Assembly? loaded = Assemblies.FirstOrDefault(assembly =>
            assembly.Location.Length > 0
            && assembly.Location != path
            && assembly.GetName().Name == name
        );
        return loaded is null || loaded.ManifestModule.ModuleVersionId == VersionOf(path)
            ? null
            : loaded.Location;
    }

    private static Guid VersionOf(string path) =>
        Read(path, metadata => metadata.GetGuid(metadata.GetModuleDefinition().Mvid));

    private static bool References(string path, string assemblyName) =>
        Read(
            path,
            metadata =>
                metadata.AssemblyReferences.Any(reference =>
                    metadata.StringComparer.Equals(
                        metadata.GetAssemblyReference(reference).Name,
                        assemblyName
                    )
                )
        );

    /// <summary>Reads an assembly file without loading it; the default where it holds no managed code.</summary>
    private static T? Read<T>(string path, Func<MetadataReader, T> read)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader reader = new(stream);
        return reader.HasMetadata ? read(reader.GetMetadataReader()) : default;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        AsksForKernel |= name == FrameworkReferences.KernelAssembly;
        if (Find(name) is not string path)
        {
            return FrameworkReferences.IsOwn(name) && !IsShared(name)
                ? throw new FileNotFoundException(
                    $"the assembly {name} is not there: no #r names it, and it does not lie beside one that does."
                )
                : null;
        }

        Assembly assembly = LoadFromAssemblyPath(path);
        Loaded?.Invoke(assembly);
        return assembly;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names =
        [
            unmanagedDllName,
            $"{unmanagedDllName}.so",
            $"lib{unmanagedDllName}.so",
            $"lib{unmanagedDllName}.dylib",
            $"{unmanagedDllName}.dll",
        ];
        lock (_lock)
        {
            foreach (string name in names)
            {
                if (_nativeFiles.TryGetValue(name, out string? path))
                {
                    return LoadUnmanagedDllFromPath(path);
                }

                string? beside = _folders
                    .Select(folder => Path.Combine(folder, name))
                    .FirstOrDefault(File.Exists);
                if (beside is not null)
                {
                    return LoadUnmanagedDllFromPath(beside);
                }
            }
        }

        return 0;
    }

    /// <summary>The file that the cells have an assembly of this name from, loaded yet or not; null where they have none.</summary>
    public string? Find(string name)
    {
        if (IsShared(name))
        {
            return null;
        }

        lock (_lock)
        {
            if (_files.TryGetValue(name, out string? path))
            {
                return path;
            }

            // A framework assembly that lies beside a library is the framework's.
            if (FrameworkReferences.Contains(name))
            {
                return null;
            }

            return _folders
                .Select(folder => Path.Combine(folder, $"{name}.dll"))
                .FirstOrDefault(File.Exists);
        }
    }
}
