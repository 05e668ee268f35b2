using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.DotnetInteractive;

/// <summary>The program `dotnet-interactive`: a tool of the nearest tool manifest that names it, else the one on the PATH.</summary>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">What precedes the tool's own arguments.</param>
/// <param name="Folder">Where it is started.</param>
internal sealed record KernelTool(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    public const string Name = "dotnet-interactive";
    private const string Package = "Microsoft.dotnet-interactive";

    /// <summary>The last one there is, and the first on the .NET that the library is built for.</summary>
    private static readonly Version s_oldest = new(1, 0, 712001);

    /// <summary>How to start the tool.</summary>
    /// <param name="folders">Where a manifest is looked for: in each of them, then in the folders above it.</param>
    /// <exception cref="KernelException">It is not there, or too old.</exception>
    public static async Task<KernelTool> FindAsync(params string[] folders)
    {
        foreach (string folder in folders)
        {
            for (DirectoryInfo? above = new(folder); above is not null; above = above.Parent)
            {
                if (ManifestIn(above.FullName) is var (manifest, version))
                {
                    if (version is null)
                    {
                        break;
                    }

                    Check(version, $"{manifest} names", "dotnet tool update");
                    return new KernelTool(DotnetHost.Path, ["tool", "run", Name], above.FullName);
                }
            }
        }

        string program =
            OnPath()
            ?? throw new KernelException(
                $"{Name} is not installed, neither by a tool manifest (.config/dotnet-tools.json) nor on the PATH: "
                    + $"dotnet tool install --global {Package} --version {s_oldest}"
            );
        Check(await VersionAsync(program), $"{program} is", "dotnet tool update --global");
        return new KernelTool(program, [], Directory.GetCurrentDirectory());
    }

    /// <summary>
    /// The manifest in a folder and the version of the tool in it, which is null where the manifest does not name the tool but is a root, above
    /// which no other counts; null where there is neither.
    /// </summary>
    private static (string Path, string? Version)? ManifestIn(string folder)
    {
        foreach (
            string path in (string[])
                [
                    Path.Combine(folder, ".config", "dotnet-tools.json"),
                    Path.Combine(folder, "dotnet-tools.json"),
                ]
        )
        {
            try
            {
                if (
                    !File.Exists(path) || JsonNode.Parse(File.ReadAllText(path)) is not { } manifest
                )
                {
                    continue;
                }

                if (
                    manifest["tools"] is JsonObject tools
                    && tools.FirstOrDefault(tool =>
                        tool.Key.Equals(Package, StringComparison.OrdinalIgnoreCase)
                    )
                        is { Value: JsonObject tool }
                )
                {
                    return (path, (string?)tool["version"] ?? "");
                }

                if (manifest["isRoot"] is { } root && (bool)root)
                {
                    return (path, null);
                }
            }
            catch (Exception exception)
                when (exception
                        is JsonException
                            or InvalidOperationException
                            or IOException
                            or UnauthorizedAccessException
                )
            {
                throw new KernelException($"{path} cannot be read: {exception.Message}");
            }
        }

        return null;
    }

    private static string? OnPath()
    {
        string name = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>What the program says its version is.</summary>
    private static async Task<string> VersionAsync(string program)
    {
        ProcessStartInfo start = new(program, ["--version"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            string version = await process.StandardOutput.ReadLineAsync() ?? "";
            // Whether it goes on or has ended.
            ProcessGroup.Kill(process);
            return version.Trim();
        }
        catch (Win32Exception exception)
        {
            throw new KernelException($"{program} cannot be started: {exception.Message}");
        }
    }

    private static void Check(string version, string which, string update)
    {
        if (!Version.TryParse(version.Split('+', '-')[0], out Version? found))
        {
            throw new KernelException(
                $"{which} {Name} of version \"{KernelText.Short(version)}\", expected {s_oldest} or later"
            );
        }

        if (found < s_oldest)
        {
            throw new KernelException(
                $"{which} {Name} {version}, which is too old; {s_oldest} is needed: {update} {Package} --version {s_oldest}"
            );
        }
    }
}
