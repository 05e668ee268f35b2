using System.Diagnostics;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Programs that a test needs. Where one is missing the test is skipped, in continuous integration it fails.</summary>
internal static class Needs
{
    private static readonly Lazy<bool> s_nbformat = new(() =>
        Runs("/usr/bin/python3", "-c", "import nbformat")
    );

    private static readonly Lazy<bool> s_jupyterKernelTest = new(() =>
        Runs("/usr/bin/python3", "-c", "import jupyter_kernel_test")
    );

    private static readonly Lazy<bool> s_defaultSignals = new(() =>
        Runs("env", "--default-signal", "true")
    );

    private static readonly Lazy<bool> s_kernel = new(() =>
        Runs("dotnet", "tool", "run", "dotnet-interactive", "--version")
    );

    public static void NbFormat() => Require(s_nbformat.Value, "python3 with nbformat");

    public static void JupyterKernelTest() =>
        Require(s_jupyterKernelTest.Value, "python3 with jupyter_kernel_test");

    public static void Chromium() => Require(BrowserSearch.Here().Find() is not null, "Chromium");

    /// <summary>The kernel of .NET Interactive, which `dotnet tool restore` brings.</summary>
    public static void Kernel() =>
        Require(s_kernel.Value, "dotnet-interactive (dotnet tool restore)");

    /// <summary>Packages that the sources of this machine serve.</summary>
    public static void Packages(bool areServed) =>
        Require(areServed, "packages that its sources do not serve");

    public static void DefaultSignals() =>
        Require(s_defaultSignals.Value, "env with --default-signal, of coreutils 8.31 or later");

    public static void Linux() => Require(OperatingSystem.IsLinux(), "Linux");

    /// <summary>A system that can shut a process in.</summary>
    public static void Isolation()
    {
        if (!NotebookNet.Runner.Classroom.Isolation.Here.IsThere)
        {
            Assert.Skip(
                $"This system cannot shut a process in: {NotebookNet.Runner.Classroom.Isolation.Here.Why}"
            );
        }
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true }
            )!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Require(bool isThere, string what)
    {
        if (isThere)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"This needs {what}, which is not on this machine.");
        }

        Assert.Skip($"This needs {what}, which is not on this machine.");
    }
}
