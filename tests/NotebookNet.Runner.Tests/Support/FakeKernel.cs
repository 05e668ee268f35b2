using System.Diagnostics;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>A program called `dotnet-interactive` that does what a test says, the only one on the PATH.</summary>
internal sealed class FakeKernel
{
    private readonly TemporaryFolder _folder;

    /// <param name="folder">Where it is, under a tool manifest without tools: what stands above the tests' folder does not count.</param>
    public FakeKernel(TemporaryFolder folder)
    {
        _folder = folder;
        WriteManifest(folder.Path);
    }

    /// <summary>How a kernel says that it is ready.</summary>
    public const string Ready =
        """{"event":{"kernelInfos":[{"localName":"csharp","languageName":"C#","uri":"kernel://fake/csharp","aliases":[]}]},"eventType":"KernelReady","command":null,"routingSlip":[]}""";

    /// <summary>How it says that the first cell has passed.</summary>
    public const string Passed =
        """{"event":{"executionOrder":0},"eventType":"CommandSucceeded","command":{"token":"cell-1","commandType":"SubmitCode","command":{"code":""}},"routingSlip":[]}""";

    /// <summary>Writes a tool manifest that names a version of the kernel, or no tool at all.</summary>
    public static void WriteManifest(string folder, string? version = null, bool isRoot = true)
    {
        string tool = $$"""
            "microsoft.dotnet-interactive": { "version": "{{version}}", "commands": ["dotnet-interactive"] }
            """;
        Directory.CreateDirectory(Path.Combine(folder, ".config"));
        File.WriteAllText(
            Path.Combine(folder, ".config", "dotnet-tools.json"),
            $$"""{ "version": 1, "isRoot": {{(isRoot ? "true" : "false")}}, "tools": { {{(version is null ? "" : tool)}} } }"""
        );
    }

    /// <summary>Writes the program: what it does when it is asked for its version, and what as a kernel.</summary>
    public void Write(string run, string version = "echo 1.0.712001+abc")
    {
        string program = _folder["bin/dotnet-interactive"];
        Directory.CreateDirectory(_folder["bin"]);
        File.WriteAllText(
            program,
            $"#!/bin/sh\nif [ \"$1\" = --version ]; then {version}; exit 0; fi\necho $$ > {_folder["pid"]}\n{run}\n"
        );
        Process.Start("/bin/chmod", ["+x", program]).WaitForExit();
    }

    /// <summary>Starts the command where no tool manifest names another kernel, with the signals as they are at a terminal.</summary>
    public Process Start(params string[] arguments)
    {
        Needs.DefaultSignals();
        return RunnerProcess.Start(
            "env",
            new Dictionary<string, string?> { ["PATH"] = _folder["bin"] + ":/usr/bin:/bin" },
            ["--default-signal", DotnetHost.Path, RunnerProcess.Program, .. arguments],
            _folder.Path
        );
    }

    public async Task<RunnerProcess.Outcome> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        return await RunnerProcess.EndAsync(process);
    }
}
