using System.Reflection;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Previews;

/// <summary>
/// The program through which Playwright drives a browser. It is larger than all the rest, so the packed tool is without it
/// and gets it from Playwright's own package when the first picture is drawn.
/// </summary>
internal static class PlaywrightDriver
{
    /// <summary>Where Playwright looks for the driver that is not beside its assembly.</summary>
    private const string SearchPath = "PLAYWRIGHT_DRIVER_SEARCH_PATH";

    private const string Package = "Microsoft.Playwright";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Sees to it that Playwright finds the driver.</summary>
    /// <param name="note">Receives what is waited for.</param>
    /// <exception cref="CellException">The package cannot be had.</exception>
    public static async Task FindAsync(Action<string> note)
    {
        if (
            Environment.GetEnvironmentVariable(SearchPath) is { Length: > 0 }
            || Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright"))
        )
        {
            return;
        }

        Task<PackageAssets?> restore = new PackageResolver(Environment.CurrentDirectory).AddAsync(
            [new PackageRequest(1, IsSource: false, Package, $"[{Version()}]")],
            CancellationToken.None
        );
        if (await Task.WhenAny(restore, Task.Delay(s_patience)) != restore)
        {
            note($"Previews: getting the package {Package} of 200 MB, once.");
        }

        // <package>/lib/<framework>/<name>.dll
        string assembly = (await restore)!.Run.Single(file =>
            Path.GetFileNameWithoutExtension(file) == Package
        );
        Environment.SetEnvironmentVariable(
            SearchPath,
            Path.GetFullPath(Path.Combine(assembly, "..", "..", ".."))
        );
    }

    /// <summary>The version of the package that this program was built with.</summary>
    private static string Version() =>
        typeof(PlaywrightDriver)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == Package)
            .Value!;
}
