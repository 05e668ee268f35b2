using System.Text.RegularExpressions;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace NotebookNet.Course.Tests.Documents;

/// <summary>The files that GitHub and citation programs read say what these ask for.</summary>
public sealed partial class CommunityFilesTests
{
    private static readonly string[] s_fields =
    [
        "checkboxes",
        "dropdown",
        "input",
        "markdown",
        "textarea",
    ];

    private static string Version =>
        XDocument.Load(InRepository("Directory.Build.props")).Descendants("Version").Single().Value;

    public static TheoryData<string> Forms =>
        [
            .. Directory
                .EnumerateFiles(InRepository(".github/ISSUE_TEMPLATE"), "*.yml")
                .Select(path => Path.GetFileName(path)),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_issue_form_has_what_GitHub_asks_for(string name)
    {
        YamlMappingNode form = Read($".github/ISSUE_TEMPLATE/{name}");
        Assert.NotEmpty(Text(form, "name"));
        Assert.NotEmpty(Text(form, "description"));
        YamlMappingNode[] body = [.. ((YamlSequenceNode)form["body"]).Cast<YamlMappingNode>()];
        Assert.All(body, field => Assert.Contains(Text(field, "type"), s_fields));
        YamlMappingNode[] asked = [.. body.Where(field => Text(field, "type") != "markdown")];
        Assert.NotEmpty(asked);
        Assert.All(
            asked,
            field =>
            {
                Assert.Matches(Identifier(), Text(field, "id"));
                Assert.NotEmpty(Text((YamlMappingNode)field["attributes"], "label"));
            }
        );
        Assert.Equal(asked.Length, asked.Select(field => Text(field, "id")).Distinct().Count());
        Assert.All(
            body.Except(asked),
            field => Assert.NotEmpty(Text((YamlMappingNode)field["attributes"], "value"))
        );
    }

    [Fact]
    public void The_citation_has_the_version_and_the_authors()
    {
        YamlMappingNode citation = Read("CITATION.cff");
        Assert.Equal("1.2.0", Text(citation, "cff-version"));
        Assert.NotEmpty(Text(citation, "message"));
        Assert.NotEmpty(Text(citation, "title"));
        Assert.Equal(Version, Text(citation, "version"));
        Assert.All(
            (YamlSequenceNode)citation["authors"],
            author => Assert.NotEmpty(Text((YamlMappingNode)author, "name"))
        );
    }

    [Fact]
    public void The_changes_have_a_section_for_the_version() =>
        Assert.Contains(
            File.ReadLines(InRepository("CHANGELOG.md")),
            line => line.StartsWith($"## [{Version}]", StringComparison.Ordinal)
        );

    private static string Text(YamlMappingNode node, string key) =>
        ((YamlScalarNode)node[key]).Value!;

    private static YamlMappingNode Read(string path)
    {
        YamlStream yaml = [];
        using StreamReader reader = new(InRepository(path));
        yaml.Load(reader);
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    private static string InRepository(string path) => Path.Combine(Model.Course.Root, path);

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Identifier();
}
