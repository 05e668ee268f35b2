using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace NotebookNet.Course.Tests;

/// <summary>docs/packages.md says of every package what it does here.</summary>
public sealed class PackageListTests
{
    [Fact]
    public void Every_package_and_tool_has_a_line_that_says_what_it_does()
    {
        string[] rows =
        [
            .. File.ReadLines(Path.Combine(Model.Course.Root, "docs", "packages.md"))
                .Where(line => line.StartsWith('|')),
        ];
        string[] names = [.. Packages(), .. Tools()];

        Assert.Contains("MathNet.Numerics", names);
        Assert.Contains("csharpier", names);
        Assert.All(
            names,
            name =>
                Assert.Contains(rows, row => row.Contains($"`{name}`", StringComparison.Ordinal))
        );
    }

    /// <summary>The packages whose versions the project names; an ending that depends on the machine as "…".</summary>
    private static IEnumerable<string> Packages() =>
        XDocument
            .Load(Path.Combine(Model.Course.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value)
            .Select(name =>
                name.Contains("$(", StringComparison.Ordinal)
                    ? name[..name.IndexOf("$(", StringComparison.Ordinal)] + "…"
                    : name
            );

    private static IEnumerable<string> Tools() =>
        JsonNode.Parse(
            File.ReadAllText(Path.Combine(Model.Course.Root, ".config", "dotnet-tools.json"))
        )!["tools"]!
            .AsObject()
            .Select(tool => tool.Key);
}
