namespace NotebookNet.Runner.Previews;

/// <summary>The browser that draws pictures: the first of Chromium, Chrome and Edge that this machine has.</summary>
/// <param name="variable">The value of an environment variable.</param>
/// <param name="exists">Whether there is a file.</param>
/// <param name="system">The operating system.</param>
internal sealed class BrowserSearch(
    Func<string, string?> variable,
    Func<string, bool> exists,
    PlatformID system
)
{
    /// <summary>Names a program where none is to be looked for.</summary>
    public const string Variable = "NOTEBOOKNET_CHROMIUM";

    private bool IsWindows => system == PlatformID.Win32NT;

    /// <summary>What stands in a message where there is none.</summary>
    public string Advice =>
        Set(Variable) is string named ? $"{Variable} names {named}, which does not exist."
        : system == PlatformID.Unix
            ? "there is no Chromium. Install Debian's chromium or Google Chrome, "
                + $"or name a program in the environment variable {Variable}."
        : "there is no Chromium. Install Google Chrome or Microsoft Edge, "
            + $"or name a program in the environment variable {Variable}.";

    /// <summary>That of this machine.</summary>
    public static BrowserSearch Here() =>
        new(
            Environment.GetEnvironmentVariable,
            File.Exists,
            OperatingSystem.IsWindows() ? PlatformID.Win32NT
                : OperatingSystem.IsMacOS() ? PlatformID.MacOSX
                : PlatformID.Unix
        );

    /// <summary>The program, or null.</summary>
    public string? Find() =>
        Set(Variable) is string named
            ? exists(named)
                ? named
                : null
            : OnPath().Concat(Installed()).FirstOrDefault(exists);

    // Each name in every folder before the next name.
    private IEnumerable<string> OnPath()
    {
        string[] names = system switch
        {
            PlatformID.Win32NT => ["chromium.exe", "chrome.exe", "msedge.exe"],
            PlatformID.MacOSX => ["chromium"],
            _ =>
            [
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "microsoft-edge",
                "microsoft-edge-stable",
            ],
        };
        IEnumerable<string> folders = (Set("PATH") ?? "").Split(
            IsWindows ? ';' : ':',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (system == PlatformID.Unix)
        {
            folders = folders.Prepend("/usr/bin");
        }

        return names.SelectMany(name => folders.Select(folder => In(folder, name)));
    }

    // Where installers put what no PATH names.
    private IEnumerable<string> Installed()
    {
        (IEnumerable<string?> folders, string[] programs) = system switch
        {
            PlatformID.Win32NT => (
                (string?[])[Set("ProgramFiles"), Set("ProgramFiles(x86)"), Set("LocalAppData")],
                (string[])
                    [
                        @"Chromium\Application\chrome.exe",
                        @"Google\Chrome\Application\chrome.exe",
                        @"Microsoft\Edge\Application\msedge.exe",
                    ]
            ),
            PlatformID.MacOSX => (
                ["/Applications", Set("HOME") is string home ? In(home, "Applications") : null],
                [
                    "Chromium.app/Contents/MacOS/Chromium",
                    "Google Chrome.app/Contents/MacOS/Google Chrome",
                    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
                ]
            ),
            _ => ([], []),
        };
        return programs.SelectMany(program =>
            folders.OfType<string>().Select(folder => In(folder, program))
        );
    }

    private string In(string folder, string name)
    {
        char separator = IsWindows ? '\\' : '/';
        return $"{folder.TrimEnd(separator)}{separator}{name}";
    }

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
