namespace NotebookNet.Jupyter.Specs;

/// <summary>How a front end starts the kernel, whatever its own environment is.</summary>
/// <param name="Argv">The program and its arguments.</param>
/// <param name="Environment">The variables that it needs.</param>
internal sealed record KernelLaunch(
    IReadOnlyList<string> Argv,
    IReadOnlyDictionary<string, string> Environment
)
{
    private const string Store = ".store";

    // Cells may use every culture; this program by itself knows one.
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    private const string PredefinedOnly = "DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY";

    private static readonly string[] s_kernel =
    [
        "kernel",
        "--connection-file",
        "{connection_file}",
    ];

    /// <summary>
    /// Starts this program again: an installed tool by its command, which stays where it is when the tool is updated; any
    /// other build by the `dotnet` that runs it.
    /// </summary>
    /// <param name="processPath">The executable of this process.</param>
    /// <param name="program">This program's assembly; `worker.runtimeconfig.json` lies beside it.</param>
    /// <param name="dotnet">The `dotnet` that runs it.</param>
    /// <param name="hasCultures">Whether this machine has what .NET needs to know every culture.</param>
    public static KernelLaunch Of(
        string? processPath,
        string program,
        string dotnet,
        bool hasCultures
    )
    {
        Dictionary<string, string> environment = new()
        {
            [Invariant] = hasCultures ? "0" : "1",
            [PredefinedOnly] = hasCultures ? "0" : "1",
        };
        string folder = Path.GetDirectoryName(program)!;
        if (processPath is not null && IsCommandOf(processPath, folder))
        {
            string root =
                File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet;
            environment["DOTNET_ROOT"] = Path.GetDirectoryName(root)!;
            return new KernelLaunch([processPath, .. s_kernel], environment);
        }

        return new KernelLaunch(
            [
                dotnet,
                "exec",
                "--runtimeconfig",
                Path.Combine(folder, "worker.runtimeconfig.json"),
                program,
                .. s_kernel,
            ],
            environment
        );
    }

    /// <summary>The first of the files named by <paramref name="argv"/> that is not there, or null.</summary>
    /// <param name="argv">A program and its arguments.</param>
    /// <param name="search">The folders in which a program without a folder is looked for.</param>
    public static string? Missing(IReadOnlyList<string> argv, string? search)
    {
        string[] folders = (search ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return argv.Take(1)
                .FirstOrDefault(name =>
                    !Path.IsPathRooted(name)
                    && !folders.Any(folder =>
                        File.Exists(Path.Combine(folder, name))
                        || File.Exists(Path.Combine(folder, name + ".exe"))
                    )
                )
            ?? argv.FirstOrDefault(name => Path.IsPathRooted(name) && !File.Exists(name));
    }

    /// <summary>Whether an executable is the command of an installed tool whose files lie in <paramref name="folder"/>.</summary>
    private static bool IsCommandOf(string executable, string folder) =>
        folder.StartsWith(
            Path.Combine(Path.GetDirectoryName(executable)!, Store) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
