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
        string[] named =
        [
            .. Steps()
                .SelectMany(step => Named().Matches(step.Command))
                .Select(match => match.Value),
        ];

        Assert.Contains("notebooks/03-gradient-descent.ipynb", named);
        Assert.All(named, name => Assert.True(Path.Exists(Full(name)), $"There is no {name}."));
    }

    [Fact]
    public void What_the_workflow_has_from_the_README_stands_in_it()
    {
        string readme = File.ReadAllText(Full("README.md"));
        string[] commands =
        [
            .. Steps()
                .Where(step => step.Name.StartsWith("README", StringComparison.Ordinal))
                .Select(step => step.Command)
                .Distinct(),
        ];

        Assert.Equal(5, commands.Length);
        Assert.All(commands, command => Assert.Contains(command, readme, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Command)> Steps() =>
        ((YamlMappingNode)RepositoryFiles.Yaml(".github/workflows/platforms.yml")["jobs"])
            .Children.Values.SelectMany(job => (YamlSequenceNode)job["steps"])
            .OfType<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("run"))
            .Select(step => ($"{step["name"]}", $"{step["run"]}"));

    private static string Full(string name) => Path.Combine(RepositoryFiles.Root, name);

    [GeneratedRegex(@"(?<=\s)(notebooks|data|lib|tests)/\S+|\S+\.sln\b")]
    private static partial Regex Named();
}
