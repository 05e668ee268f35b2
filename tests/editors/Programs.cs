using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NotebookNet.Editors.Tests;

/// <summary>Programs in processes of their own.</summary>
internal static class Programs
{
    /// <summary>Runs the built command, which must succeed.</summary>
    public static Task<string> Runner(params string[] arguments) =>
        Run(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "NotebookNet.Runner.dll"), .. arguments]
        );

    /// <summary>Makes the built command a kernel of the Jupyter whose data are in a folder.</summary>
    public static Task<string> InstallKernel(string data, params string[] options) =>
        Run(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "NotebookNet.Runner.dll"),
                "jupyter",
                "install",
                .. options,
            ],
            "",
            ("JUPYTER_DATA_DIR", data)
        );

    /// <summary>Runs a program to its end, which must be a success.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> Run(
        string program,
        IEnumerable<string> arguments,
        string folder = "",
        params (string Name, string Value)[] environment
    )
    {
        using Process process = Start(program, arguments, folder, environment);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', process.StartInfo.ArgumentList)} ended with exit code {process.ExitCode}:\n{output}"
        );
        return output;
    }

    public static Process Start(
        string program,
        IEnumerable<string> arguments,
        string folder,
        params (string Name, string Value)[] environment
    )
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>A port of this machine on which nothing listens.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
