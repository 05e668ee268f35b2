using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Runs the built command in a process of its own.</summary>
internal static class RunnerProcess
{
    /// <summary>How a run of the command ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output)
    {
        public void Expect(int exitCode) =>
            Assert.True(ExitCode == exitCode, $"exit code {ExitCode}:\n{Output}");
    }

    /// <summary>The notebooks in a report that the command has written.</summary>
    public static JsonArray Report(string path) =>
        JsonNode.Parse(File.ReadAllText(path))!["notebooks"]!.AsArray();

    public static Task<Outcome> RunAsync(params string[] arguments) =>
        RunAsync(new Dictionary<string, string?>(), arguments);

    public static async Task<Outcome> RunAsync(
        IReadOnlyDictionary<string, string?> environment,
        params string[] arguments
    )
    {
        using Process process = Start(environment, arguments);
        return await EndAsync(process);
    }

    public static Process Start(
        IReadOnlyDictionary<string, string?> environment,
        params string[] arguments
    ) => StartIn("", environment, arguments);

    /// <summary>Starts the command in a folder of its own choice; the empty name is the tests' folder.</summary>
    public static Process StartIn(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        params string[] arguments
    )
    {
        ProcessStartInfo start = new(
            "dotnet",
            [typeof(NotebookDocument).Assembly.Location, .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<Outcome> EndAsync(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, output + await error);
    }
}
