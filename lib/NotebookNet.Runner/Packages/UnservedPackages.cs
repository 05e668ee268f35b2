using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Packages;

/// <summary>Tells, of a restore that failed, whether it failed because the sources do not serve a package.</summary>
internal static class UnservedPackages
{
    /// <summary>A source of the machine did not answer. It serves nothing now, and names no package.</summary>
    private const string Unreachable = "NU1301";

    /// <summary>What NuGet says when a package, or a version of it, is at none of the sources.</summary>
    private static readonly string[] s_notFound = ["NU1100", "NU1101", "NU1102", "NU1103"];

    /// <summary>
    /// The packages of <paramref name="requested"/> that are not served, or depend on one that is not. Empty where the
    /// restore failed for any other reason too, or for a source of the notebook's own that is not there.
    /// </summary>
    /// <param name="assetsFile">What NuGet wrote about the restore.</param>
    /// <param name="reasons">The errors that the restore printed.</param>
    /// <param name="requested">The packages that the cells ask for.</param>
    /// <param name="sources">The sources that the cells add to those of the machine.</param>
    public static IReadOnlyList<string> Find(
        string assetsFile,
        IReadOnlyList<string> reasons,
        IEnumerable<string> requested,
        IReadOnlyList<string> sources
    )
    {
        string[] codes = [.. reasons.Select(reason => reason.Split(':')[0])];
        bool isUnreachable = codes.Contains(Unreachable);
        if (
            codes.Length == 0
            || codes.Any(code => code != Unreachable && !s_notFound.Contains(code))
            || (isUnreachable && reasons.Any(reason => sources.Any(reason.Contains)))
            || !File.Exists(assetsFile)
        )
        {
            return [];
        }

        JsonNode assets = JsonNode.Parse(File.ReadAllText(assetsFile))!;
        HashSet<string> missing =
        [
            .. (assets["logs"] as JsonArray ?? [])
                .Where(entry => s_notFound.Contains((string?)entry!["code"]))
                .Select(entry => (string)entry!["libraryId"]!),
        ];
        Dictionary<string, string[]> dependencies = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string library, JsonNode? contents) in Libraries(assets))
        {
            dependencies[library.Split('/')[0]] =
            [
                .. (contents!["dependencies"] as JsonObject ?? []).Select(one => one.Key),
            ];
        }

        return [.. requested.Where(name => IsUnserved(name, []))];

        bool IsUnserved(string name, HashSet<string> seen) =>
            seen.Add(name)
            && (
                missing.Contains(name, StringComparer.OrdinalIgnoreCase)
                || (
                    dependencies.TryGetValue(name, out string[]? needed)
                        ? needed.Any(one => IsUnserved(one, seen))
                        : isUnreachable
                )
            );
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Libraries(JsonNode assets) =>
        (assets["targets"] as JsonObject ?? []).SelectMany(target => target.Value!.AsObject());
}
