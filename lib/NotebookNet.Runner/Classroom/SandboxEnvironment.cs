namespace NotebookNet.Runner.Classroom;

/// <summary>The environment of a student's process: what .NET needs, and no secret of whoever runs it.</summary>
internal static class SandboxEnvironment
{
    private static readonly string[] s_kept =
    [
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TERM",
        "LD_LIBRARY_PATH",
        "NOTEBOOKNET_DATA",
        // Windows starts nothing without them.
        "SystemRoot",
        "SystemDrive",
        "PATHEXT",
        "ComSpec",
        "ProgramFiles",
        "ProgramData",
        "NUMBER_OF_PROCESSORS",
        "PROCESSOR_ARCHITECTURE",
    ];

    private static readonly string[] s_keptBeginnings = ["DOTNET_", "LC_"];

    private static readonly string[] s_secret = ["TOKEN", "KEY", "SECRET", "PASSWORD", "HOOKS"];

    /// <summary>Reduces the environment of a process that is started.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="scratch">The scratch folder: the home and the temporary files lie in it.</param>
    public static void Reduce(IDictionary<string, string?> environment, string scratch)
    {
        foreach (string name in environment.Keys.Where(name => !IsKept(name)).ToList())
        {
            environment.Remove(name);
        }

        string home = Directory.CreateDirectory(Path.Combine(scratch, ".home")).FullName;
        string temporary = Directory.CreateDirectory(Path.Combine(scratch, ".tmp")).FullName;
        foreach (string name in new[] { "HOME", "USERPROFILE" })
        {
            environment[name] = home;
        }

        foreach (string name in new[] { "TMPDIR", "TMP", "TEMP" })
        {
            environment[name] = temporary;
        }

        environment["NUGET_PACKAGES"] = Packages;
        environment["XDG_DATA_HOME"] = Data;
        environment["DOTNET_EnableDiagnostics"] = "0";
        // The runtime would make a file of 2 GB in memory, which is more than a file may have here.
        environment["DOTNET_EnableWriteXorExecute"] = "0";
        environment["DOTNET_PROCESSOR_COUNT"] = Invariant($"{Environment.ProcessorCount:X}");
    }

    /// <summary>Where packages are that have been restored.</summary>
    public static string Packages { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages"
            );

    /// <summary>Where the runner remembers which files a package has.</summary>
    public static string Data { get; } =
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );

    private static bool IsKept(string name) =>
        (
            s_kept.Contains(name, StringComparer.OrdinalIgnoreCase)
            || s_keptBeginnings.Any(beginning =>
                name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
            )
        ) && !s_secret.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
