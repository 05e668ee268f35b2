using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Tests;

/// <summary>Which browser draws the pictures, on machines that this one is not.</summary>
public sealed class BrowserSearchTests
{
    private const string Chrome = @"Google\Chrome\Application\chrome.exe";
    private const string Edge = @"Microsoft\Edge\Application\msedge.exe";

    private static readonly Dictionary<string, string> s_windows = new()
    {
        ["PATH"] = @"C:\Windows\system32;C:\Tools\",
        ["ProgramFiles"] = @"C:\Program Files",
        ["ProgramFiles(x86)"] = @"C:\Program Files (x86)",
        ["LocalAppData"] = @"C:\Users\한 글\AppData\Local",
    };

    private static readonly Dictionary<string, string> s_mac = new()
    {
        ["PATH"] = "/usr/bin:/opt/homebrew/bin",
        ["HOME"] = "/Users/한 글",
    };

    private static readonly Dictionary<string, string> s_linux = new()
    {
        ["PATH"] = ":/usr/local/bin:/opt/bin",
    };

    [Theory]
    [InlineData(@"C:\Program Files (x86)\" + Edge)]
    [InlineData(@"C:\Program Files\" + Chrome)]
    [InlineData(@"C:\Users\한 글\AppData\Local\" + Chrome)]
    [InlineData(@"C:\Users\한 글\AppData\Local\Chromium\Application\chrome.exe")]
    [InlineData(@"C:\Tools\chrome.exe")]
    [InlineData(@"C:\Windows\system32\msedge.exe")]
    public void Windows_has_it_where_installers_put_it_or_on_the_path(string program) =>
        Assert.Equal(program, Search(PlatformID.Win32NT, s_windows, program).Find());

    [Theory]
    [InlineData("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")]
    [InlineData("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")]
    [InlineData("/Users/한 글/Applications/Chromium.app/Contents/MacOS/Chromium")]
    [InlineData("/opt/homebrew/bin/chromium")]
    public void MacOS_has_it_among_the_applications_or_on_the_path(string program) =>
        Assert.Equal(program, Search(PlatformID.MacOSX, s_mac, program).Find());

    [Theory]
    [InlineData("/usr/bin/chromium")]
    [InlineData("/usr/local/bin/google-chrome")]
    [InlineData("/opt/bin/microsoft-edge-stable")]
    public void Linux_has_it_on_the_path(string program) =>
        Assert.Equal(program, Search(PlatformID.Unix, s_linux, program).Find());

    [Fact]
    public void Chrome_comes_before_Edge_which_every_Windows_has() =>
        Assert.Equal(
            @"C:\Program Files\" + Chrome,
            Search(
                    PlatformID.Win32NT,
                    s_windows,
                    @"C:\Program Files (x86)\" + Edge,
                    @"C:\Program Files\" + Chrome
                )
                .Find()
        );

    [Theory]
    [InlineData(PlatformID.Win32NT)]
    [InlineData(PlatformID.MacOSX)]
    [InlineData(PlatformID.Unix)]
    public void What_the_variable_names_is_taken_and_nothing_else(PlatformID system)
    {
        Dictionary<string, string> variables = new()
        {
            ["PATH"] = "/usr/bin",
            [BrowserSearch.Variable] = "/my/browser",
        };

        Assert.Equal(
            "/my/browser",
            Search(system, variables, "/my/browser", "/usr/bin/chromium").Find()
        );
        BrowserSearch none = Search(system, variables, "/usr/bin/chromium");
        Assert.Null(none.Find());
        Assert.Equal("NOTEBOOKNET_CHROMIUM names /my/browser, which does not exist.", none.Advice);
    }

    [Theory]
    [InlineData(PlatformID.Win32NT, "Microsoft Edge")]
    [InlineData(PlatformID.Unix, "Debian's chromium")]
    public void Where_there_is_none_it_says_what_to_install(PlatformID system, string expected)
    {
        BrowserSearch search = Search(system, []);
        Assert.Null(search.Find());
        Assert.Contains(expected, search.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_in_the_working_directory_is_not_on_the_path() =>
        Assert.Null(Search(PlatformID.Unix, s_linux, "chromium", "/chromium").Find());

    private static BrowserSearch Search(
        PlatformID system,
        Dictionary<string, string> variables,
        params string[] files
    ) => new(variables.GetValueOrDefault, file => files.Contains(file), system);
}
