using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Runs the built command in a process of its own.</summary>
internal static class RunnerProcess
{
    /// <summary>Stands for never: what is awaited so long is a process that hangs, on however slow a machine.</summary>
    private static readonly TimeSpan s_never = TimeSpan.FromMinutes(10);

    /// <summary>How a run of the command ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output)
    {
        public void Expect(int exitCode) =>
            Assert.True(
                ExitCode == exitCode,
                $"exit code {ExitCode}, expected {exitCode}:\n{Output}"
            );

        public void Says(string text) =>
            Assert.True(
                Output.Contains(text, StringComparison.Ordinal),
                $"Not said: {text}\nSaid:\n{Output}"
            );
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
    ) => Start("dotnet", environment, [Program, .. arguments]);

    /// <summary>
    /// Starts the command with the signals as they are at a terminal. What runs in the background of a script has inherited
    /// that it ignores SIGINT, and under nohup SIGHUP; so would the command.
    /// </summary>
    public static Process StartWithDefaultSignals(params string[] arguments)
    {
        Needs.DefaultSignals();
        return Start(
            "env",
            new Dictionary<string, string?>(),
            ["--default-signal", "dotnet", Program, .. arguments]
        );
    }

    /// <summary>Sends a process a signal, by its name without SIG.</summary>
    public static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until the process has ended and all that it printed has come.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output, error).WaitAsync(s_never);
        }
        catch (TimeoutException)
        {
            string arguments = string.Join(' ', process.StartInfo.ArgumentList);
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{arguments}: has not ended after {s_never.TotalMinutes} minutes.");
        }

        return new Outcome(process.ExitCode, await output + await error);
    }

    /// <summary>Waits for something that the running command, or a process of its cells, is to do: "the cell has started".</summary>
    public static async Task UntilAsync(Process process, string what, Func<bool> isDone)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (process.HasExited && !isDone())
            {
                Outcome outcome = await EndAsync(process);
                Assert.Fail(
                    $"Not true: {what}. The command ended with exit code {outcome.ExitCode}:\n{outcome.Output}"
                );
            }

            if (Stopwatch.GetElapsedTime(start) > s_never)
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"Not true after {s_never.TotalMinutes} minutes: {what}.");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The built command, to be started by dotnet.</summary>
    public static string Program => typeof(NotebookDocument).Assembly.Location;

    /// <summary>Starts a program in a folder of its own choice; the empty name is the tests' folder.</summary>
    public static Process Start(
        string program,
        IReadOnlyDictionary<string, string?> environment,
        IEnumerable<string> arguments,
        string folder = ""
    )
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        // Where the tests run in a job of it, the command would annotate their notebooks.
        start.Environment.Remove("GITHUB_ACTIONS");
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
