using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>What opens or tries this repository on other machines names files that are there.</summary>
public sealed partial class PlatformFilesTests
{
    [Fact]
    public void The_container_runs_a_program_that_is_there_and_opens_a_chapter()
    {
        using JsonDocument container = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(RepositoryFiles.Root, ".devcontainer/devcontainer.json"))
        );

        string program = Full(container.RootElement.GetProperty("postCreateCommand").GetString()!);
        Assert.True(File.Exists(program), $"There is no {program}.");
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute));
        }

        Assert.All(
            container
                .RootElement.GetProperty("customizations")
                .GetProperty("codespaces")
                .GetProperty("openFiles")
                .EnumerateArray(),
            file => Assert.True(File.Exists(Full(file.GetString()!)))
        );
    }

    [Fact]
    public void The_workflow_names_projects_and_chapters_that_are_there()
    {
        YamlMappingNode jobs = (YamlMappingNode)
            RepositoryFiles.Yaml(".github/workflows/platforms.yml")["jobs"];

        string[] named =
        [
            .. jobs
                .Children.Values.SelectMany(job => (YamlSequenceNode)job["steps"])
                .OfType<YamlMappingNode>()
                .Where(step => step.Children.ContainsKey("run"))
                .SelectMany(step => Named().Matches($"{step["run"]}"))
                .Select(match => match.Value),
        ];

        Assert.Contains("notebooks/03-gradient-descent.ipynb", named);
        Assert.All(named, name => Assert.True(Path.Exists(Full(name)), $"There is no {name}."));
    }

    private static string Full(string name) => Path.Combine(RepositoryFiles.Root, name);

    [GeneratedRegex(@"(?<=\s)(notebooks|lib|tests)/\S+|\S+\.sln\b")]
    private static partial Regex Named();
}
