using System.ComponentModel;
using System.Diagnostics;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>Finds the Python installations that have what the other sides need; installs nothing.</summary>
internal static class PythonSides
{
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3", "python"];

    /// <summary>The sides that can run here; says which were found, and what is missing.</summary>
    public static IReadOnlyList<Side> Find() =>
        [
            .. Find("NumPy", "numpy", Side.CreateNumPy),
            .. Find("PyTorch", "torch", Side.CreateTorch64, Side.CreateTorch32),
        ];

    private static IEnumerable<Side> Find(
        string name,
        string module,
        params Func<string, Side>[] sides
    )
    {
        foreach (string python in Interpreters)
        {
            if (Version(python, module) is { } version)
            {
                Console.WriteLine($"{name} {version}, with {python}");
                return sides.Select(side => side(python));
            }
        }

        Console.WriteLine(
            $"{name} is missing: none of {string.Join(", ", Interpreters)} can import {module}. It is left out."
        );
        return [];
    }

    private static string? Version(string python, string module)
    {
        var start = new ProcessStartInfo(
            python,
            ["-c", $"import numpy, {module}; print({module}.__version__)"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            string version = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
