namespace NotebookNet.Runner.Packages;

/// <summary>The program `dotnet` that runs this process: the same for its workers and for restoring packages.</summary>
internal static class DotnetHost
{
    /// <summary>Its path; the bare name, to be searched for, only where it cannot be told.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } named)
        {
            return named;
        }

        if (System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            return Environment.ProcessPath!;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string program = System.IO.Path.GetFullPath(
            System.IO.Path.Combine("..", "..", "..", name),
            System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!
        );
        return File.Exists(program) ? program : name;
    }
}
