using System.Diagnostics;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>The hooks for pre-commit, run as it runs them.</summary>
public sealed class HooksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Ids => [.. Hooks().Select(hook => $"{hook["id"]}")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_hook_passes_over_what_passes_and_stops_the_commit_where_a_notebook_fails(
        string id
    )
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["a b.ipynb"],
            TestNotebook.Cell(TestNotebook.Passes, "nbval-ignore-output")
        );
        TestNotebook.Write(_folder["fails.ipynb"], TestNotebook.Fails);

        RunnerProcess.Outcome outcome = await RunAsync(id, "a b.ipynb", "fails.ipynb");

        outcome.Expect(1);
        outcome.Says("passed  a b.ipynb");
        outcome.Says("cell 1, line 1: #!no-such-command");
    }

    [Fact]
    public void The_hooks_say_what_pre_commit_asks_for_and_take_notebooks()
    {
        Assert.All(
            Hooks(),
            hook =>
            {
                Assert.Equal(
                    ["description", "entry", "files", "id", "language", "name", "require_serial"],
                    hook.Children.Keys.Select(key => $"{key}").Order(StringComparer.Ordinal)
                );
                Assert.Equal("system", $"{hook["language"]}");
                Regex files = new($"{hook["files"]}");
                Assert.Matches(files, "folder/a.ipynb");
                Assert.DoesNotMatch(files, "a.ipynb.cs");
            }
        );
    }

    private static IEnumerable<YamlMappingNode> Hooks() =>
        (
            (YamlSequenceNode)RepositoryFiles.Yaml(".pre-commit-hooks.yaml")
        ).Children.Cast<YamlMappingNode>();

    private async Task<RunnerProcess.Outcome> RunAsync(string id, params string[] files)
    {
        string[] entry = $"{Hooks().Single(hook => $"{hook["id"]}" == id)["entry"]}".Split(' ');
        using Process process = RunnerProcess.Start(
            "env",
            new Dictionary<string, string?>
            {
                ["PATH"] = new CommandFolder(_folder).WithNotebookNet().Path,
            },
            [.. entry, .. files],
            _folder.Path
        );
        return await RunnerProcess.EndAsync(process);
    }
}
