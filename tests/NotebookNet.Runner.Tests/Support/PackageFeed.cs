using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>A source of packages that is a folder, beside notebooks that have no other source.</summary>
internal sealed class PackageFeed
{
    private readonly TemporaryFolder _folder;

    public PackageFeed(TemporaryFolder folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path);
        Configure("");
    }

    /// <summary>The folder of the packages.</summary>
    public string Path => _folder["feed"];

    /// <summary>Keeps what is restored in the test's own folder.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = _folder["packages"],
            ["XDG_DATA_HOME"] = _folder["cache"],
        };

    /// <summary>Sets the sources of the machine, as NuGet sees it from the notebooks' folder.</summary>
    public void Configure(string sources) =>
        File.WriteAllText(
            _folder["nuget.config"],
            $"<configuration><packageSources><clear/>{sources}</packageSources></configuration>"
        );

    /// <summary>Makes an assembly.</summary>
    public static string Build(string path, string code, params string[] dependencies)
    {
        string framework = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references =
        [
            typeof(object).Assembly.Location,
            .. ((string[])["netstandard", "System.Console", "System.Runtime"]).Select(name =>
                System.IO.Path.Combine(framework, $"{name}.dll")
            ),
            .. dependencies,
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            System.IO.Path.GetFileNameWithoutExtension(path),
            [
                CSharpSyntaxTree.ParseText(
                    code,
                    cancellationToken: TestContext.Current.CancellationToken
                ),
            ],
            references.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        Assert.Empty(
            compilation
                .Emit(path, cancellationToken: TestContext.Current.CancellationToken)
                .Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        );
        return path;
    }

    /// <summary>Makes a package of one assembly; returns the assembly's path.</summary>
    /// <param name="name">Its name, and the assembly's.</param>
    /// <param name="version">Its version.</param>
    /// <param name="code">The assembly's code.</param>
    /// <param name="dependency">The assembly of a package that it depends on, which has the same name.</param>
    /// <param name="wanted">The versions of that package that it depends on.</param>
    public string Pack(
        string name,
        string version,
        string code,
        string? dependency = null,
        string wanted = "1.0.0"
    )
    {
        string assembly = Build(
            _folder[$"{name}.dll"],
            code,
            dependency is null ? [] : [dependency]
        );
        string dependencies = dependency is null
            ? ""
            : $"<dependency id=\"{System.IO.Path.GetFileNameWithoutExtension(dependency)}\" version=\"{wanted}\"/>";
        using ZipArchive package = Open(name, version, dependencies);
        package.CreateEntryFromFile(assembly, $"lib/net8.0/{name}.dll");
        return assembly;
    }

    /// <summary>
    /// Makes a package, of version 1.0.0, that brings something for the kernel that loads it: types in an assembly that is its
    /// library, too, or cells.
    /// </summary>
    public void PackExtension(string name, string? code = null, string? script = null)
    {
        using ZipArchive package = Open(name, "1.0.0", dependencies: "");
        const string Folder = "interactive-extensions/dotnet";
        if (code is not null)
        {
            string assembly = Build(
                _folder[$"{name}.dll"],
                code,
                typeof(Kernel).Assembly.Location,
                typeof(Formatter).Assembly.Location
            );
            package.CreateEntryFromFile(assembly, $"lib/net8.0/{name}.dll");
            package.CreateEntryFromFile(assembly, $"{Folder}/{name}.dll");
        }

        if (script is not null)
        {
            using StreamWriter writer = new(package.CreateEntry($"{Folder}/extension.dib").Open());
            writer.Write(script);
        }
    }

    private ZipArchive Open(string name, string version, string dependencies)
    {
        ZipArchive package = ZipFile.Open(
            _folder[$"feed/{name}.{version}.nupkg"],
            ZipArchiveMode.Create
        );
        using StreamWriter writer = new(package.CreateEntry($"{name}.nuspec").Open());
        writer.Write(
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{name}</id><version>{version}</version><authors>tests</authors><description>A test's.</description>
                <dependencies><group targetFramework="net8.0">{dependencies}</group></dependencies>
              </metadata>
            </package>
            """
        );
        return package;
    }
}
