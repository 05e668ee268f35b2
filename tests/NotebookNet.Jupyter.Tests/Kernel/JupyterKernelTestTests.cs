using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Jupyter.Tests.Kernel;

/// <summary>Jupyter's own tests of kernels: the module jupyter_kernel_test.</summary>
public class JupyterKernelTestTests
{
    [Fact]
    public async Task Jupyters_own_tests_of_kernels_pass()
    {
        Needs.JupyterKernelTest();
        using TemporaryFolder folder = new();
        string spec = Directory.CreateDirectory(folder["kernels/tried"]).FullName;
        File.WriteAllText(
            Path.Combine(spec, "kernel.json"),
            new JsonObject
            {
                ["argv"] = new JsonArray(
                    "dotnet",
                    RunnerProcess.Program,
                    "kernel",
                    "--connection-file",
                    "{connection_file}"
                ),
                ["display_name"] = "tried",
                ["language"] = "C#",
                ["interrupt_mode"] = "message",
            }.ToJsonString()
        );
        Dictionary<string, string?> environment = new()
        {
            ["JUPYTER_DATA_DIR"] = folder.Path,
            ["JUPYTER_RUNTIME_DIR"] = folder["runtime"],
            ["JUPYTER_CONFIG_DIR"] = folder["config"],
            ["JUPYTER_PATH"] = null,
        };
        using Process process = RunnerProcess.Start(
            "/usr/bin/python3",
            environment,
            [Path.Combine(AppContext.BaseDirectory, "kernel_test.py"), "tried", "-v"],
            folder.Path
        );
        RunnerProcess.Outcome outcome = await RunnerProcess.EndAsync(process);
        outcome.Expect(0);
        outcome.Says("OK (skipped=1)");
    }
}
