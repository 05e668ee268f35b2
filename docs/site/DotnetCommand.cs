using System.Diagnostics;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Site;

/// <summary>A command of the .NET SDK that a step of the site needs.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="what">What it makes, for the message.</param>
    /// <param name="arguments">What comes after `dotnet`.</param>
    /// <exception cref="SiteException">It fails; what it says stands on the console.</exception>
    public static void Run(string folder, string what, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(DotnetHost.Path, arguments) { WorkingDirectory = folder };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new SiteException(
                Invariant(
                    $"dotnet {start.ArgumentList[0]} ended with exit code {process.ExitCode}; {what} is not made"
                )
            );
        }
    }
}
