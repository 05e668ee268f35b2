using System.Diagnostics;

namespace NotebookNet.Runner.Tests.Support;

/// <summary>Programs that a test needs. Where one is missing the test is skipped, in continuous integration it fails.</summary>
internal static class Needs
{
    private static readonly Lazy<bool> s_nbformat = new(() =>
    {
        try
        {
            using Process python = Process.Start("/usr/bin/python3", ["-c", "import nbformat"]);
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    private static readonly Lazy<bool> s_kernel = new(() =>
    {
        using Process tool = Process.Start(
            new ProcessStartInfo("dotnet", ["tool", "run", "dotnet-interactive", "--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        tool.WaitForExit();
        return tool.ExitCode == 0;
    });

    public static void NbFormat() => Require(s_nbformat.Value, "python3 with nbformat");

    public static void Chromium() =>
        Require(
            File.Exists("/usr/bin/chromium")
                || Environment.GetEnvironmentVariable("NOTEBOOKNET_CHROMIUM") is not null,
            "Chromium"
        );

    /// <summary>The kernel of .NET Interactive, which `dotnet tool restore` brings.</summary>
    public static void Kernel() =>
        Require(s_kernel.Value, "dotnet-interactive (dotnet tool restore)");

    public static void Linux() => Require(OperatingSystem.IsLinux(), "Linux");

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
