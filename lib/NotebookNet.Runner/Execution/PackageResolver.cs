using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Execution;

/// <summary>
/// Gets the packages of `#r "nuget: …"` lines by restoring a project made for the purpose with the machine's own
/// `dotnet`, so that the sources and credentials configured there apply. All packages of a session are restored together.
/// What exact versions resolve to is remembered from run to run.
/// </summary>
internal sealed partial class PackageResolver(string directory)
{
    private readonly SortedDictionary<string, string> _packages = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly List<string> _sources = [];

    /// <summary>Adds what the lines ask for and restores.</summary>
    /// <returns>The files of all packages so far, or null when the lines ask for no new package.</returns>
    /// <exception cref="CellException">A package cannot be had, or not in that version.</exception>
    public async Task<PackageAssets?> AddAsync(IReadOnlyList<PackageRequest> requests)
    {
        bool isNew = false;
        foreach (PackageRequest request in requests)
        {
            isNew |= Add(request);
        }

        if (!isNew)
        {
            return null;
        }

        string key = Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(Project() + RuntimeInformation.RuntimeIdentifier)
            )
        )[..24];
        string folder = Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create
            ),
            "notebooknet",
            "packages",
            key
        );
        string remembered = Path.Combine(folder, "package-assets.json");
        bool isExact = _packages.Values.All(version => ExactVersion().IsMatch(version));
        if (
            isExact
            && File.Exists(remembered)
            && JsonSerializer.Deserialize<PackageAssets>(await File.ReadAllTextAsync(remembered))
                is { } known
            && known.Exist()
        )
        {
            return known;
        }

        PackageAssets assets;
        try
        {
            assets = await RestoreAsync(folder, requests);
        }
        catch (CellException)
        {
            // A later cell that asks for other packages must not fail because of these.
            foreach (PackageRequest request in requests)
            {
                _packages.Remove(request.Name);
            }

            throw;
        }

        AtomicFile.Write(remembered, JsonSerializer.SerializeToUtf8Bytes(assets));
        return assets;
    }

    private bool Add(PackageRequest request)
    {
        if (request.IsSource)
        {
            if (
                !Path.IsPathRooted(request.Name)
                && !Uri.IsWellFormedUriString(request.Name, UriKind.Absolute)
            )
            {
                throw new CellException(
                    "PackageError",
                    $"#i \"nuget:{request.Name}\" needs an absolute path or an address.",
                    request.Line
                );
            }

            _sources.Add(request.Name);
            return false;
        }

        if (!PackageName().IsMatch(request.Name))
        {
            throw new CellException(
                "PackageError",
                $"\"{request.Name}\" is not the name of a package; write #r \"nuget: Name, 1.2.3\".",
                request.Line
            );
        }

        string version = request.Version ?? "*";
        if (_packages.TryGetValue(request.Name, out string? present))
        {
            return version == "*" || version == present
                ? false
                : throw new CellException(
                    "PackageError",
                    $"{request.Name} {version} cannot be added: version {present} was added before.",
                    request.Line
                );
        }

        _packages.Add(request.Name, version);
        return true;
    }

    private string Project() =>
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.ToString(2)}"),
                new XElement("RuntimeIdentifier", "$(NETCoreSdkRuntimeIdentifier)"),
                new XElement("SelfContained", "false"),
                new XElement("UseAppHost", "false"),
                new XElement("NuGetAudit", "false"),
                new XElement("ManagePackageVersionsCentrally", "false"),
                new XElement("ImportDirectoryBuildProps", "false"),
                new XElement("ImportDirectoryBuildTargets", "false"),
                new XElement("RestoreRootConfigDirectory", directory),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', _sources))
            ),
            new XElement(
                "ItemGroup",
                _packages.Select(package => new XElement(
                    "PackageReference",
                    new XAttribute("Include", package.Key),
                    new XAttribute(
                        "Version",
                        ExactVersion().IsMatch(package.Value) ? $"[{package.Value}]" : package.Value
                    )
                ))
            )
        ).ToString();

    private async Task<PackageAssets> RestoreAsync(
        string folder,
        IReadOnlyList<PackageRequest> requests
    )
    {
        string project = Path.Combine(folder, "packages.csproj");
        AtomicFile.Write(project, Encoding.UTF8.GetBytes(Project()));
        string[] items =
        [
            "ResolvedCompileFileDefinitions",
            "RuntimeCopyLocalItems",
            "NativeCopyLocalItems",
        ];
        ProcessStartInfo start = new(DotnetHost.Path)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            string argument in (string[])
                ["msbuild", project, "-restore", "-t:ResolvePackageAssets", "-nologo", "-v:quiet"]
        )
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string item in items)
        {
            start.ArgumentList.Add($"-getItem:{item}");
        }

        // The limit of the cells' memory is not the limit of the build.
        HeapLimit.Remove(start.Environment);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            string[] reasons =
            [
                .. ErrorLine()
                    .Matches(output + await error)
                    .Select(match => match.Groups["reason"].Value.Trim())
                    .Distinct(),
            ];
            string wanted = string.Join(
                ", ",
                _packages.Select(package => $"{package.Key} {package.Value}")
            );
            throw new CellException(
                "PackageError",
                $"{wanted} could not be restored:\n    {string.Join("\n    ", reasons)}",
                requests[0].Line
            )
            {
                UnservedPackages = UnservedPackages.Find(
                    Path.Combine(folder, "obj", "project.assets.json"),
                    reasons,
                    _packages.Keys,
                    _sources
                ),
            };
        }

        JsonNode found = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])![
            "Items"
        ]!;
        IReadOnlyList<string>[] files =
        [
            .. items.Select(item =>
                (IReadOnlyList<string>)
                    [
                        .. found[item]!
                            .AsArray()
                            .Select(file => (string)file!["FullPath"]!)
                            .Where(File.Exists),
                    ]
            ),
        ];
        return new PackageAssets(files[0], files[1], files[2], Extensions(folder));
    }

    /// <summary>What the restored packages bring for the kernel, in the order of their names.</summary>
    private static IReadOnlyList<PackageExtension> Extensions(string folder)
    {
        JsonNode assets = JsonNode.Parse(
            File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json"))
        )!;
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(root => root.Key)];
        return
        [
            .. assets["libraries"]!
                .AsObject()
                .Where(library => (string?)library.Value!["type"] == "package")
                .SelectMany(library =>
                    roots.Select(root => new PackageExtension(
                        library.Key.Replace('/', ' '),
                        Path.Combine(
                            root,
                            (string)library.Value!["path"]!,
                            "interactive-extensions",
                            "dotnet"
                        )
                    ))
                )
                .Where(extension => Directory.Exists(extension.Folder)),
        ];
    }

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.-]+)?$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"error (?<reason>[A-Z]+\d+:.*?)(\[[^\]]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
