using System.Diagnostics;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Site;

/// <summary>The tool docfx, in the version that `.config/dotnet-tools.json` names.</summary>
internal static class Docfx
{
    /// <summary>Makes the site that a `docfx.json` describes. A warning, of a link that leads nowhere for one, is an error.</summary>
    /// <exception cref="SiteException">docfx fails; what it says stands on the console.</exception>
    public static void Run(string configuration)
    {
        ProcessStartInfo start = new(DotnetHost.Path)
        {
            WorkingDirectory = Path.GetDirectoryName(configuration),
        };
        foreach (
            string argument in (string[])
                [
                    "tool",
                    "exec",
                    "docfx",
                    "--yes",
                    "--",
                    configuration,
                    "--warningsAsErrors",
                    "--logLevel",
                    "warning",
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new SiteException(
                Invariant($"docfx ended with exit code {process.ExitCode}; the site is not made")
            );
        }
    }
}
