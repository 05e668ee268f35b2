using System.Diagnostics;
using NotebookNet.Runner.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>The steps of the GitHub Action, run as they stand in it.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_fails_and_what_differs_is_an_annotation_and_all_are_in_the_summary()
    {
        Needs.Linux();
        TestNotebook.Write(
            _folder["notebooks/fails, 100%.ipynb"],
            TestNotebook.Cell(TestNotebook.Passes, "nbval-ignore-output"),
            TestNotebook.Cell("#!html\n<p>2</p>\n#!no-such-command")
        );
        var differs = TestNotebook.Cell("#!html\n<p>1</p>");
        TestNotebook.StorePrinted(differs, "0");
        TestNotebook.Write(_folder["notebooks/differs.ipynb"], differs);
        TestNotebook.Write(
            _folder["notebooks/more/passes.ipynb"],
            TestNotebook.Cell(TestNotebook.Passes, "nbval-ignore-output")
        );
        await File.WriteAllTextAsync(
            _folder["summary.md"],
            "before\n",
            TestContext.Current.CancellationToken
        );

        RunnerProcess.Outcome outcome = await CheckAsync(
            "verify",
            "notebooks/differs.ipynb\n\nnotebooks/fails, 100%.ipynb\nnotebooks/more\n",
            "--timeout 600 --jobs 1"
        );

        outcome.Expect(1);
        string[] annotations =
        [
            .. outcome
                .Output.Split('\n')
                .Where(line => line.StartsWith("::", StringComparison.Ordinal)),
        ];
        Assert.Equal(2, annotations.Length);
        Assert.StartsWith(
            $"::error file=notebooks/differs.ipynb,line={LineOf("notebooks/differs.ipynb", "#!html")},title=notebooks/differs.ipynb%2C cell 1::cell 1 differs, ",
            annotations[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            $"::error file=notebooks/fails%2C 100%25.ipynb,line={LineOf("notebooks/fails, 100%.ipynb", "no-such-command")},title=notebooks/fails%2C 100%25.ipynb%2C cell 2%2C line 3::MagicError: cell 2, line 3: #!no-such-command",
            annotations[1].Replace("::cell 2", "::MagicError: cell 2", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        string summary = await File.ReadAllTextAsync(
            _folder["summary.md"],
            TestContext.Current.CancellationToken
        );
        Assert.StartsWith("before\n### 1 passed, 2 failed\n", summary, StringComparison.Ordinal);
        Assert.Contains(
            "| ✅ passed | notebooks/more/passes.ipynb | 1 |",
            summary,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "| ❌ failed | notebooks/differs.ipynb | 1 |",
            summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_wrong_in_the_inputs_is_said_and_nothing_runs()
    {
        Needs.Linux();
        RunnerProcess.Outcome command = await CheckAsync("execute", ".", "");
        command.Expect(2);
        command.Says(
            "::error title=notebooknet::The input command is \"execute\", expected run or verify."
        );

        RunnerProcess.Outcome path = await CheckAsync("run", "nowhere", "");
        path.Expect(2);
        path.Says("\"nowhere\" does not exist.");

        RunnerProcess.Outcome argument = await CheckAsync("run", ".", "--timeout *");
        argument.Expect(2);
        argument.Says("*");
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_is_named_and_fails()
    {
        Needs.Linux();
        TestNotebook.Write(_folder["a.ipynb"], TestNotebook.Passes);
        Directory.CreateDirectory(_folder["summary.md"]);

        RunnerProcess.Outcome outcome = await CheckAsync("run", "a.ipynb", "");

        outcome.Expect(1);
        outcome.Says("The job's summary was not written: ");
    }

    [Theory]
    [InlineData("", "--prerelease")]
    [InlineData("1.2.3", "--version 1.2.3 --allow-downgrade")]
    public async Task The_tool_is_installed_where_the_next_step_finds_it(
        string version,
        string wanted
    )
    {
        Needs.Linux();
        string tools = _folder["temp/notebooknet"];

        RunnerProcess.Outcome outcome = await StepAsync(
            "Install notebooknet",
            new CommandFolder(_folder).With("dotnet", "echo \"dotnet $*\""),
            new() { ["VERSION"] = version }
        );

        outcome.Expect(0);
        outcome.Says($"dotnet tool update NotebookNet.Tool --tool-path {tools} {wanted}\n");
        Assert.Equal(
            tools + "\n",
            await File.ReadAllTextAsync(_folder["path"], TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void Every_step_takes_its_inputs_from_the_environment_and_every_input_is_used()
    {
        YamlNode action = RepositoryFiles.Yaml("action.yml");
        string[] inputs =
        [
            .. ((YamlMappingNode)action["inputs"]).Children.Keys.Select(name => $"{name}"),
        ];
        YamlMappingNode[] steps = [.. Steps(action)];

        Assert.All(
            steps,
            step => Assert.DoesNotContain("${{", $"{step["run"]}", StringComparison.Ordinal)
        );
        Assert.Equal(
            inputs.Select(name => $"${{{{ inputs.{name} }}}}").Order(StringComparer.Ordinal),
            steps
                .SelectMany(step => ((YamlMappingNode)step["env"]).Children.Values)
                .Select(value => $"{value}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(inputs, name => Assert.NotEmpty($"{action["inputs"][name]["description"]}"));
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlNode action) =>
        ((YamlSequenceNode)action["runs"]["steps"])
            .Children.OfType<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("run"));

    private Task<RunnerProcess.Outcome> CheckAsync(
        string command,
        string notebooks,
        string arguments
    ) =>
        StepAsync(
            "Check the notebooks",
            new CommandFolder(_folder).WithNotebookNet(),
            new()
            {
                ["COMMAND"] = command,
                ["NOTEBOOKS"] = notebooks,
                ["ARGUMENTS"] = arguments,
            }
        );

    /// <summary>Runs a step's commands as GitHub's runner does.</summary>
    private async Task<RunnerProcess.Outcome> StepAsync(
        string name,
        CommandFolder commands,
        Dictionary<string, string?> inputs
    )
    {
        YamlMappingNode step = Steps(RepositoryFiles.Yaml("action.yml"))
            .Single(step => $"{step["name"]}" == name);
        Assert.Equal(
            inputs.Keys.Order(StringComparer.Ordinal),
            ((YamlMappingNode)step["env"])
                .Children.Keys.Select(key => $"{key}")
                .Order(StringComparer.Ordinal)
        );
        await File.WriteAllTextAsync(
            _folder["step.sh"],
            $"{step["run"]}",
            TestContext.Current.CancellationToken
        );
        using Process process = RunnerProcess.Start(
            "bash",
            new Dictionary<string, string?>(inputs)
            {
                ["PATH"] = commands.Path,
                ["CI"] = "true",
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_WORKSPACE"] = _folder.Path,
                ["GITHUB_STEP_SUMMARY"] = _folder["summary.md"],
                ["GITHUB_PATH"] = _folder["path"],
                ["RUNNER_TEMP"] = _folder["temp"],
            },
            ["--noprofile", "--norc", "-eo", "pipefail", _folder["step.sh"]],
            _folder.Path
        );
        return await RunnerProcess.EndAsync(process);
    }

    /// <summary>The line of a file, from 1, on which a text stands first.</summary>
    private int LineOf(string name, string text) =>
        1
        + Array.FindIndex(
            File.ReadAllLines(_folder[name]),
            line => line.Contains(text, StringComparison.Ordinal)
        );
}
