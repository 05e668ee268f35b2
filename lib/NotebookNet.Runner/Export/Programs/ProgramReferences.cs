using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>What a program is built with: the lines at its top, and the assemblies that they stand for.</summary>
internal sealed class ProgramReferences(SubmissionChain chain, string target)
{
    private const string Formatters = "Microsoft.DotNet.Interactive.Formatting";

    private static readonly string s_formattersVersion = Version(Formatters);

    /// <summary>Assemblies that no project builds: a file of build targets beside the program names them.</summary>
    public List<string> LooseFiles { get; } = [];

    /// <summary>The projects that build what `#r` lines name.</summary>
    public IEnumerable<string> Projects =>
        chain
            .Files.Where(file =>
                !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(file))
            )
            .Select(ProjectOf)
            .OfType<string>()
            .Distinct();

    /// <summary>The lines.</summary>
    /// <param name="needsFormatters">Whether the program shows values.</param>
    /// <param name="isUnsafe">Whether it has unsafe code.</param>
    public IEnumerable<string> Lines(bool needsFormatters, bool isUnsafe)
    {
        foreach (string project in Projects)
        {
            yield return $"#:project {Relative(project)}";
        }

        Dictionary<string, string> packages = new(StringComparer.OrdinalIgnoreCase);
        foreach (PackageRequest request in chain.Requests.Where(request => !request.IsSource))
        {
            packages[request.Name] = Version(request);
        }

        if (needsFormatters)
        {
            packages.TryAdd(Formatters, s_formattersVersion);
            packages.TryAdd("Microsoft.AspNetCore.Html.Abstractions", HtmlVersion);
        }

        foreach ((string name, string version) in packages)
        {
            yield return $"#:package {name}@{version}";
        }

        foreach (PackageRequest request in chain.Requests.Where(request => request.IsSource))
        {
            yield return $"#:property RestoreAdditionalProjectSources={request.Name}";
        }

        if (packages.Count > 0 && IsBelow("Directory.Packages.props"))
        {
            yield return "#:property ManagePackageVersionsCentrally=false";
        }

        yield return "#:property PublishAot=false";
        yield return "#:property ImplicitUsings=disable";
        yield return "#:property Nullable=disable";
        yield return "#:property Optimize=true";
        if (IsBelow("Directory.Build.props"))
        {
            // The rules of a repository around it are not the program's.
            yield return "#:property RunAnalyzers=false";
            yield return "#:property TreatWarningsAsErrors=false";
            yield return "#:property GenerateDocumentationFile=false";
        }

        if (isUnsafe)
        {
            yield return "#:property AllowUnsafeBlocks=true";
        }

        if (FindLoose())
        {
            yield return $"#:property CustomAfterMicrosoftCommonTargets=$(MSBuildProjectDirectory)/{TargetsName}";
        }
    }

    /// <summary>The name of the file of build targets.</summary>
    public string TargetsName => Path.GetFileNameWithoutExtension(target) + ".targets";

    /// <summary>The file of build targets.</summary>
    public string Targets() =>
        new XElement(
            "Project",
            new XElement(
                "ItemGroup",
                LooseFiles.Select(file => new XElement(
                    "Reference",
                    new XAttribute("Include", Path.GetFileNameWithoutExtension(file)),
                    new XAttribute("HintPath", Relative(file))
                ))
            )
        ) + "\n";

    /// <summary>The version of the package with which the formatting package builds.</summary>
    private const string HtmlVersion = "2.3.13";

    private bool FindLoose()
    {
        LooseFiles.Clear();
        Queue<string> open = new(
            chain.Files.Where(file =>
                !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(file))
                && ProjectOf(file) is null
            )
        );
        while (open.TryDequeue(out string? file))
        {
            if (!LooseFiles.Contains(file))
            {
                LooseFiles.Add(file);
                NeededBeside(file).ToList().ForEach(open.Enqueue);
            }
        }

        return LooseFiles.Count > 0;
    }

    /// <summary>The assemblies that one needs and that lie beside it: cells may name what is in them.</summary>
    private static IEnumerable<string> NeededBeside(string file)
    {
        using PEReader assembly = new(File.OpenRead(file));
        MetadataReader metadata = assembly.GetMetadataReader();
        return
        [
            .. metadata
                .AssemblyReferences.Select(reference =>
                    metadata.GetString(metadata.GetAssemblyReference(reference).Name)
                )
                .Where(name => !FrameworkReferences.Contains(name) && name != Formatters)
                .Select(name => Path.Combine(Path.GetDirectoryName(file)!, name + ".dll"))
                .Where(File.Exists),
        ];
    }

    /// <summary>Whether the program lies below a file of that name, which the build would read.</summary>
    private bool IsBelow(string name)
    {
        for (
            DirectoryInfo? folder = new FileInfo(Path.GetFullPath(target)).Directory;
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, name)))
            {
                return true;
            }
        }

        return false;
    }

    private string Relative(string path) =>
        Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(target))!, path)
            .Replace('\\', '/');

    /// <summary>The project whose build puts an assembly where it is; null where none is found.</summary>
    private static string? ProjectOf(string file)
    {
        for (
            DirectoryInfo? folder = new FileInfo(file).Directory;
            folder is not null;
            folder = folder.Parent
        )
        {
            if (folder is { Name: "bin", Parent: { } parent })
            {
                FileInfo[] projects = parent.GetFiles("*.csproj");
                return projects.Length == 1 ? projects[0].FullName : null;
            }
        }

        return null;
    }

    private static string Version(PackageRequest request) =>
        string.IsNullOrEmpty(request.Version) ? "*" : request.Version;

    private static string Version(string assembly) =>
        typeof(ProgramReferences)
            .Assembly.GetCustomAttributes(
                typeof(System.Reflection.AssemblyMetadataAttribute),
                false
            )
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == assembly)
            .Value!;
}
