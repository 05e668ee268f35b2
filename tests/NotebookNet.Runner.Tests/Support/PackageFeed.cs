using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
    public static string Build(string path, string code, string? dependency = null)
    {
        string framework = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references =
        [
            typeof(object).Assembly.Location,
            System.IO.Path.Combine(framework, "System.Runtime.dll"),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            System.IO.Path.GetFileNameWithoutExtension(path),
            [
                CSharpSyntaxTree.ParseText(
                    code,
                    cancellationToken: TestContext.Current.CancellationToken
                ),
            ],
            (dependency is null ? references : [.. references, dependency]).Select(reference =>
                MetadataReference.CreateFromFile(reference)
            ),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        Assert.True(
            compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken).Success
        );
        return path;
    }

    /// <summary>Makes a package of one assembly; returns the assembly's path.</summary>
    public string Pack(string name, string version, string code, string? dependency = null)
    {
        string assembly = Build(_folder[$"{name}.dll"], code, dependency);
        string dependencies = dependency is null
            ? ""
            : $"<dependency id=\"{System.IO.Path.GetFileNameWithoutExtension(dependency)}\" version=\"1.0.0\"/>";
        using ZipArchive package = ZipFile.Open(
            _folder[$"feed/{name}.{version}.nupkg"],
            ZipArchiveMode.Create
        );
        package.CreateEntryFromFile(assembly, $"lib/net8.0/{name}.dll");
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
        return assembly;
    }
}
