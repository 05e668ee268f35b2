using System.Diagnostics;
using System.Text.Json.Nodes;

namespace NotebookNet.Editors.Tests;

/// <summary>Classic Notebook with one of both kernels, on the notebooks of a folder; it reads and leaves nothing in the user's own.</summary>
internal sealed class JupyterServer : IDisposable
{
    private const string Program = "/usr/bin/jupyter-notebook";

    private readonly Process _process;

    private JupyterServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts it; its `.net-csharp`, which the course's notebooks ask for, is the kernel <paramref name="kernel"/>.</summary>
    public static async Task<JupyterServer> Start(TemporaryCourse course, Kernel kernel)
    {
        Needs.Program(Program);
        string kernels = course["jupyter/data/kernels"];
        Directory.CreateDirectory(kernels);
        if (kernel == Kernel.NotebookNet)
        {
            await Programs.InstallKernel(course["jupyter/data"], "--as-net-csharp");
        }
        else
        {
            await Programs.Run(
                "dotnet",
                ["tool", "run", "dotnet-interactive", "jupyter", "install", "--path", kernels],
                Course.Root
            );
        }

        string runtime = course["jupyter/runtime"];
        Directory.CreateDirectory(runtime);
        Process process = Programs.Start(
            Program,
            [
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                $"--port={Programs.FreePort()}",
                "--NotebookApp.token=",
                "--NotebookApp.password=",
                $"--notebook-dir={course["."]}",
            ],
            course["."],
            ("JUPYTER_DATA_DIR", course["jupyter/data"]),
            ("JUPYTER_CONFIG_DIR", course["jupyter/config"]),
            ("JUPYTER_RUNTIME_DIR", runtime),
            ("IPYTHONDIR", course["jupyter/ipython"])
        );
        Task<string> said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited)
        {
            if (
                Directory.EnumerateFiles(runtime, "nbserver-*.json").FirstOrDefault() is { } file
                && File.ReadAllText(file) is { Length: > 0 } text
            )
            {
                string address = (string)JsonNode.Parse(text)!["url"]!;
                return new JupyterServer(process, new Uri(address));
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"{Program} did not start:\n{await said}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
