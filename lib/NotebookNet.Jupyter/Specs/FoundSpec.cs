using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Jupyter.Specs;

/// <summary>A kernelspec as it lies on the disk, whoever wrote it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Its folder.</param>
internal sealed record FoundSpec(string Name, string Folder)
{
    private const string Unknown = "no kernelspec that can be read";

    /// <summary>What menus call it.</summary>
    public string DisplayName { get; private init; } = "";

    /// <summary>The version of this program that wrote it; null where another did.</summary>
    public string? Version { get; private init; }

    /// <summary>Why it cannot be started, or null.</summary>
    public string? Trouble { get; private init; }

    /// <summary>Whether this program wrote it.</summary>
    public bool IsOurs => Version is not null;

    /// <summary>The kernelspecs in a folder that Jupyter takes for some, by name; none where there is no such folder.</summary>
    public static IReadOnlyList<FoundSpec> In(string kernels)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateDirectories(kernels)
                    .Where(folder => File.Exists(Path.Combine(folder, KernelSpec.FileName)))
                    .Select(Read)
                    .Where(spec => SpecFolder.IsName(spec.Name))
                    .OrderBy(spec => spec.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What lies in a folder.</summary>
    public static FoundSpec Read(string folder)
    {
        // Jupyter's names know no upper case.
        FoundSpec spec = new(Path.GetFileName(folder).ToLowerInvariant(), folder);
        try
        {
            JsonNode? json = JsonNode.Parse(
                File.ReadAllText(Path.Combine(folder, KernelSpec.FileName))
            );
            string[] argv = json?["argv"] is JsonArray parts
                ? [.. parts.Select(part => (string)part!)]
                : [];
            return spec with
            {
                DisplayName = (string?)json?["display_name"] ?? "",
                Version = (json?["metadata"] as JsonObject)?[KernelSpec.Mark]?.ToString(),
                Trouble =
                    argv.Length == 0 ? "names no program"
                    : KernelLaunch.Missing(argv, Environment.GetEnvironmentVariable("PATH"))
                        is string missing
                        ? $"{missing} is not there"
                    : null,
            };
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
            )
        {
            return spec with { Trouble = Unknown };
        }
    }

    /// <summary>How a message names it.</summary>
    public override string ToString() =>
        IsOurs ? $"NotebookNet {Version}"
        : DisplayName.Length > 0 ? $"the kernelspec of another program, \"{DisplayName}\""
        : Unknown;
}
