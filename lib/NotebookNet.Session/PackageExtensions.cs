using System.Reflection;

namespace NotebookNet.Session;

/// <summary>
/// Runs, once, what packages bring for the kernel that loads them: of the assemblies in their folder
/// `interactive-extensions/dotnet` the public types that are extensions of the kernel, then the cells of `extension.dib`.
/// </summary>
internal sealed class PackageExtensions(CSharpSession session, CellLoadContext context)
{
    private readonly HashSet<string> _loaded = [];

    /// <summary>Those of <paramref name="extensions"/> that have not been loaded.</summary>
    public IReadOnlyList<PackageExtension> New(IReadOnlyList<PackageExtension> extensions) =>
        [.. extensions.Where(extension => !_loaded.Contains(extension.Folder))];

    /// <summary>Loads an extension.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="kernels">What its types see.</param>
    /// <param name="line">The line of the cell that asks for its package, from 1.</param>
    /// <param name="execution">The cell.</param>
    /// <exception cref="CellException">A type cannot be loaded, created or run.</exception>
    public async Task LoadAsync(
        PackageExtension extension,
        SessionKernels kernels,
        int line,
        CellExecution execution
    )
    {
        _loaded.Add(extension.Folder);
        foreach (
            string file in Directory
                .EnumerateFiles(extension.Folder, "*.dll")
                .Order(StringComparer.Ordinal)
        )
        {
            string current = Path.GetFileName(file);
            try
            {
                foreach (Type type in Load(file).ExportedTypes.Where(SessionKernels.IsExtension))
                {
                    current = type.FullName!;
                    await kernels.LoadAsync(type);
                }
            }
            catch (Exception exception)
            {
                exception = (exception as TargetInvocationException)?.InnerException ?? exception;
                throw new CellException(
                    "ExtensionError",
                    $"the extension {current} of {extension.Package} cannot be loaded: "
                        + $"{exception.GetType().FullName}: {exception.Message}",
                    line
                );
            }
        }

        string script = Path.Combine(extension.Folder, "extension.dib");
        if (File.Exists(script))
        {
            string source = DibFile.WithoutMetadata(await File.ReadAllTextAsync(script));
            await session.RunAsync(
                new Cell(0, source) { Name = $"extension.dib of {extension.Package}" },
                execution
            );
        }
    }

    private Assembly Load(string file)
    {
        context.Add(file);
        return context.LoadFromAssemblyName(
            new AssemblyName(Path.GetFileNameWithoutExtension(file))
        );
    }
}
