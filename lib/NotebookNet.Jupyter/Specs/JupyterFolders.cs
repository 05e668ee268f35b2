namespace NotebookNet.Jupyter.Specs;

/// <summary>Where Jupyter keeps and looks for its data, as its own programs work it out.</summary>
/// <param name="variable">The value of an environment variable.</param>
/// <param name="home">The user's folder.</param>
/// <param name="system">The operating system.</param>
internal sealed class JupyterFolders(Func<string, string?> variable, string home, PlatformID system)
{
    private const string Kernels = "kernels";

    /// <summary>Those of this process.</summary>
    public static JupyterFolders Here { get; } =
        new(
            Environment.GetEnvironmentVariable,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            OperatingSystem.IsWindows() ? PlatformID.Win32NT
                : OperatingSystem.IsMacOS() ? PlatformID.MacOSX
                : PlatformID.Unix
        );

    /// <summary>The folder of the user's own kernelspecs.</summary>
    /// <exception cref="KernelSpecException">It is not known who the user is.</exception>
    public string User =>
        Set("JUPYTER_DATA_DIR") is string named ? Full(Path.Combine(named, Kernels))
        : UserData() is string data ? Full(Path.Combine(data, Kernels))
        : throw new KernelSpecException(
            "The user's folder is not known (HOME is not set): name a place by --prefix DIR."
        );

    /// <summary>The folders in which Jupyter looks for kernelspecs: an earlier one's hides a later one's of the same name.</summary>
    public IReadOnlyList<string> Search
    {
        get
        {
            IEnumerable<string> path = (Set("JUPYTER_PATH") ?? "").Split(
                system == PlatformID.Win32NT ? ';' : ':',
                StringSplitOptions.RemoveEmptyEntries
            );
            string?[] own = [Set("JUPYTER_DATA_DIR") ?? UserData(), UserSite()];
            string?[] environments = [OfVariable("VIRTUAL_ENV"), OfVariable("CONDA_PREFIX")];
            IEnumerable<string?> known = Set("JUPYTER_PREFER_ENV_PATH") is null
                ? [.. own, .. environments]
                : [.. environments, .. own];
            return
            [
                .. path.Concat(known)
                    .Concat(SystemWide())
                    .OfType<string>()
                    .Select(folder => Full(Path.Combine(folder, Kernels)))
                    .Distinct(),
            ];
        }
    }

    /// <summary>The folder of the kernelspecs of an installation of Jupyter.</summary>
    public static string Prefix(string prefix) => Full(Path.Combine(InPrefix(prefix), Kernels));

    private static string InPrefix(string prefix) => Path.Combine(prefix, "share", "jupyter");

    private static string Full(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string? OfVariable(string name) => Set(name) is string prefix ? InPrefix(prefix) : null;

    private string? InHome(params string[] parts) =>
        home.Length == 0 ? null : Path.Combine([home, .. parts]);

    private string? UserData() =>
        system switch
        {
            PlatformID.MacOSX => InHome("Library", "Jupyter"),
            PlatformID.Win32NT => Set("APPDATA") is string roaming
                ? Path.Combine(roaming, "jupyter")
                : InHome(".jupyter", "data"),
            _ => Set("XDG_DATA_HOME") is string data
                ? Path.Combine(data, "jupyter")
                : InHome(".local", "share", "jupyter"),
        };

    /// <summary>Where Python keeps what a user installs for all environments.</summary>
    private string? UserSite() =>
        Set("PYTHONUSERBASE") is string named ? InPrefix(named)
        : system == PlatformID.Unix ? InHome(".local", "share", "jupyter")
        : null;

    private IEnumerable<string?> SystemWide() =>
        system == PlatformID.Win32NT
            ? [Set("PROGRAMDATA") is string all ? Path.Combine(all, "jupyter") : null]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
}
