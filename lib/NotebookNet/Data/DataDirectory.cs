namespace NotebookNet;

/// <summary>Finds the project's <c>data</c> folder, in which each data set has a folder of its own.</summary>
internal static class DataDirectory
{
    /// <summary>The environment variable that names the folder. Where it is set, no other place is looked at.</summary>
    public const string EnvironmentVariable = "NOTEBOOKNET_DATA";

    /// <summary>
    /// The folder that <see cref="EnvironmentVariable"/> names; where that is not set, the first folder named <c>data</c> with
    /// a folder <c>mnist</c> in it, going up from the working directory (a notebook's is its own folder), then from the
    /// folder of this library (which a test runs from).
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none. The message says where it was looked for.</exception>
    public static string Find() =>
        Find(
            Environment.GetEnvironmentVariable(EnvironmentVariable),
            Environment.CurrentDirectory,
            AppContext.BaseDirectory,
            Path.GetDirectoryName(typeof(DataDirectory).Assembly.Location) ?? ""
        );

    /// <summary>The same, for a given value of the variable and given folders to start from.</summary>
    internal static string Find(string? named, params ReadOnlySpan<string> starts)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named)
                ? Path.GetFullPath(named)
                : throw new DirectoryNotFoundException(
                    $"{EnvironmentVariable} names the folder {named}, which does not exist."
                );
        }

        foreach (string start in starts)
        {
            if (start.Length > 0 && Above(start) is { } found)
            {
                return found;
            }
        }

        throw new DirectoryNotFoundException(
            $"No folder data/mnist in {starts[0]} or above it, nor above the library. "
                + $"Set {EnvironmentVariable} to the repository's folder data."
        );
    }

    private static string? Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "data");
            if (Directory.Exists(Path.Combine(candidate, "mnist")))
            {
                return candidate;
            }
        }

        return null;
    }
}
