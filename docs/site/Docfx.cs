namespace NotebookNet.Site;

/// <summary>The tool docfx, in the version that `.config/dotnet-tools.json` names.</summary>
internal static class Docfx
{
    /// <summary>Makes the site that a `docfx.json` describes. A warning, of a link that leads nowhere for one, is an error.</summary>
    /// <exception cref="SiteException">docfx fails; what it says stands on the console.</exception>
    public static void Run(string configuration) =>
        DotnetCommand.Run(
            Path.GetDirectoryName(configuration)!,
            "the site",
            "tool",
            "exec",
            "docfx",
            "--yes",
            "--",
            configuration,
            "--warningsAsErrors",
            "--logLevel",
            "warning"
        );
}
