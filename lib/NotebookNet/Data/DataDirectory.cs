namespace NotebookNet;

/// <summary>Finds the project's <c>data</c> folder.</summary>
public static class DataDirectory
{
    /// <summary>The environment variable that names the folder where it is not above the working directory.</summary>
    public const string EnvironmentVariable = "NOTEBOOKNET_DATA";

    /// <summary>
    /// The first folder named <c>data</c> with a folder <c>mnist</c> in it, going up from the working directory; otherwise the one that
    /// <see cref="EnvironmentVariable"/> names.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find()
    {
        for (
            DirectoryInfo? folder = new(Environment.CurrentDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            string candidate = Path.Combine(folder.FullName, "data");
            if (Directory.Exists(Path.Combine(candidate, "mnist")))
            {
                return candidate;
            }
        }

        string? named = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return named is not null && Directory.Exists(named)
            ? named
            : throw new DirectoryNotFoundException(
                $"No folder data/mnist in {Environment.CurrentDirectory} or above it, and {EnvironmentVariable} "
                    + (named is null ? "is not set." : $"names {named}, which does not exist.")
            );
    }
}
