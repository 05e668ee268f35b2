using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Session;

namespace NotebookNet.Runner.Packages;

/// <summary>Reads what NuGet wrote about a restore: the versions that it chose, and where these are not what somebody asked for.</summary>
internal static partial class RestoredPackages
{
    /// <summary>All packages in the versions that were chosen.</summary>
    public static IReadOnlyList<ResolvedPackage> In(JsonNode assets)
    {
        Dictionary<string, string> wanters = new(StringComparer.OrdinalIgnoreCase);
        foreach (
            (string package, JsonNode? contents) in (
                assets["targets"] as JsonObject ?? []
            ).SelectMany(target => target.Value!.AsObject())
        )
        {
            foreach ((string dependency, _) in contents!["dependencies"] as JsonObject ?? [])
            {
                wanters.TryAdd(dependency, package.Replace('/', ' '));
            }
        }

        return
        [
            .. (assets["libraries"] as JsonObject ?? [])
                .Where(library => (string?)library.Value!["type"] == "package")
                .Select(library => library.Key.Split('/'))
                .Select(parts => new ResolvedPackage(
                    parts[0],
                    parts[1],
                    wanters.GetValueOrDefault(parts[0])
                )),
        ];
    }

    /// <summary>Where another version was chosen than a cell or a package asks for, a line each.</summary>
    /// <param name="assets">What NuGet wrote.</param>
    /// <param name="project">The name of the project that stands for the cells.</param>
    public static IReadOnlyList<string> Substitutions(JsonNode assets, string project) =>
        [
            .. (assets["logs"] as JsonArray ?? [])
                .Select(entry =>
                    Describe((string?)entry!["code"], (string?)entry["message"] ?? "", project)
                )
                .OfType<string>()
                .Distinct(),
        ];

    private static string? Describe(string? code, string message, string project)
    {
        if (code is "NU1601" or "NU1603" && Instead().Match(message) is { Success: true } instead)
        {
            (string name, string version) = (Group(instead, "name"), Group(instead, "version"));
            string asked =
                Group(instead, "who") == project
                    ? $"{name} {Bare(Group(instead, "range"))}"
                    : $"{name} {Group(instead, "range")}, which {Group(instead, "who")} wants,";
            return $"{asked} is not served; {version} is used ({code}).";
        }

        if (code == "NU1605" && Downgrade().Match(message) is { Success: true } downgrade)
        {
            string name = Group(downgrade, "name");
            string wanter = Regex
                .Match(message, $@"-> (?<who>[^>]+?) -> {Regex.Escape(name)} \(")
                .Groups["who"]
                .Value;
            return $"{wanter} wants {name} {Group(downgrade, "wanted")} or later; "
                + $"{Group(downgrade, "version")} is used, which was asked for ({code}).";
        }

        return code == "NU1608"
            ? $"{message[(message.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim().TrimEnd('.')} ({code})."
            : null;
    }

    private static string Group(Match match, string name) => match.Groups[name].Value;

    /// <summary>A version as a cell writes it, of the range that NuGet makes of it.</summary>
    private static string Bare(string range) => range.Replace(">= ", "", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(?<who>.+?) depends on (?<name>\S+) \((?<range>[^)]*)\) but .*\. \S+ (?<version>\S+) was resolved instead"
    )]
    private static partial Regex Instead();

    [GeneratedRegex(
        @"downgrade: (?<name>\S+) from (?<wanted>\S+) to (centrally defined )?(?<version>\S+?)\.?\s"
    )]
    private static partial Regex Downgrade();
}
