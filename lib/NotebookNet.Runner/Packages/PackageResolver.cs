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
using NotebookNet.Session;

namespace NotebookNet.Runner.Packages;

/// <summary>
/// Gets the packages of `#r "nuget: …"` lines by restoring a project made for the purpose with the machine's own
/// `dotnet`, so that the sources and credentials configured there apply. All packages of a session are restored together.
/// What exact versions resolve to is remembered from run to run.
/// </summary>
internal sealed partial class PackageResolver(string directory)
{
    /// <summary>What the project that stands for the cells is called.</summary>
    private const string ProjectName = "packages";

    private readonly SortedDictionary<string, SessionPackage> _packages = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly List<string> _sources = [];

    /// <summary>Adds what the lines ask for and restores.</summary>
    /// <param name="requests">The lines.</param>
    /// <param name="cancellation">Ends the restoring.</param>
    /// <returns>The files of all packages so far, or null when the lines ask for no new package.</returns>
    /// <exception cref="CellException">A package cannot be had, or not in that version.</exception>
    public async Task<PackageAssets?> AddAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    )
    {
        List<string> added = [];
        try
        {
            foreach (PackageRequest request in requests)
            {
                if (Add(request))
                {
                    added.Add(request.Name);
                }
            }

            if (added.Count == 0)
            {
                return null;
            }

            PackageAssets assets = await ResolveAsync(requests, cancellation);
            Keep(assets.Resolved);
            return assets;
        }
        catch (Exception exception) when (exception is CellException or OperationCanceledException)
        {
            // A later cell that asks for other packages must not fail because of these.
            added.ForEach(name => _packages.Remove(name));
            throw;
        }
    }

    private async Task<PackageAssets> ResolveAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    )
    {
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
        bool isExact = _packages.Values.All(package => PackageVersion.IsExact(package.Version));
        if (
            isExact
            && File.Exists(remembered)
            && JsonSerializer.Deserialize<PackageAssets>(
                await File.ReadAllTextAsync(remembered, cancellation)
            )
                is { } known
            && known is { Resolved: not null, Substitutions: not null }
            && known.Exist()
        )
        {
            return known;
        }

        PackageAssets assets = await RestoreAsync(folder, requests, cancellation);
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

        string version = request.Version ?? PackageVersion.Newest;
        if (!PackageVersion.IsOne(version))
        {
            throw new CellException(
                "PackageError",
                $"\"{version}\" is not a version of {request.Name}; write 1.2.3, [1.2.3], [1.0,2.0), 1.*, or *-* for the newest with previews.",
                request.Line
            );
        }

        if (_packages.TryGetValue(request.Name, out SessionPackage? present))
        {
            string by = present.By is null ? "" : $", by {present.By}";
            return
                PackageVersion.IsAny(version)
                || version == present.Version
                || version == present.Asked
                ? false
                : throw new CellException(
                    "PackageError",
                    $"{request.Name} {version} cannot be added: version {present.Version} was added before{by}. Ask for that one, or start with the other.",
                    request.Line
                );
        }

        _packages.Add(request.Name, new SessionPackage(version, version, By: null));
        return true;
    }

    /// <summary>From now on the packages stay in their versions, also those that nobody has asked for: they are loaded.</summary>
    private void Keep(IReadOnlyList<ResolvedPackage> resolved)
    {
        foreach (ResolvedPackage package in resolved)
        {
            string? asked = _packages.GetValueOrDefault(package.Name)?.Asked;
            _packages[package.Name] = new SessionPackage(
                package.Version,
                asked,
                asked is null ? package.By : null
            );
        }
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
                // A package in an older version than another one wants is loaded, and that is said.
                new XElement("WarningsAsErrors", ""),
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
                    new XAttribute("Version", package.Value.Version)
                ))
            )
        ).ToString();

    private async Task<PackageAssets> RestoreAsync(
        string folder,
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    )
    {
        string project = Path.Combine(folder, $"{ProjectName}.csproj");
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
        using CancellationTokenRegistration ending = cancellation.Register(() =>
            process.Kill(entireProcessTree: true)
        );
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
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
                requests
                    .Where(request => !request.IsSource)
                    .Select(request => $"{request.Name} {request.Version}".Trim())
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
                    _packages
                        .Where(package => package.Value.Asked is not null)
                        .Select(package => package.Key),
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
        JsonNode assets = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(folder, "obj", "project.assets.json"),
                cancellation
            )
        )!;
        return new PackageAssets(
            files[0],
            files[1],
            files[2],
            Extensions(assets),
            RestoredPackages.In(assets),
            RestoredPackages.Substitutions(assets, ProjectName)
        );
    }

    /// <summary>What the restored packages bring for the kernel, in the order of their names.</summary>
    private static IReadOnlyList<PackageExtension> Extensions(JsonNode assets)
    {
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

    /// <summary>A package that is loaded, or asked for by the running cell.</summary>
    /// <param name="Version">Its version.</param>
    /// <param name="Asked">The version as a cell has written it; null where none asks for the package.</param>
    /// <param name="By">The package that brought it, where no cell asks for it.</param>
    private sealed record SessionPackage(string Version, string? Asked, string? By);

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"error (?<reason>[A-Z]+\d+:.*?)(\[[^\]]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
