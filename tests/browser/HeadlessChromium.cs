using Microsoft.Playwright;

namespace NotebookNet.Testing;

/// <summary>Chromium without a screen: Debian's, or the one that NOTEBOOKNET_CHROMIUM names.</summary>
internal sealed class HeadlessChromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private HeadlessChromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("NOTEBOOKNET_CHROMIUM") is { Length: > 0 } named
            ? named
            : "/usr/bin/chromium";

    public static bool IsThere => File.Exists(Executable);

    public IBrowser Browser { get; }

    /// <summary>Starts it.</summary>
    /// <param name="flags">What it is started with besides what every test needs.</param>
    /// <exception cref="PlaywrightException">It does not start.</exception>
    public static async Task<HeadlessChromium> Start(params string[] flags)
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        try
        {
            return new HeadlessChromium(
                playwright,
                await playwright.Chromium.LaunchAsync(
                    new()
                    {
                        ExecutablePath = Executable,
                        Args =
                        [
                            "--no-sandbox",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            // WebGL in software.
                            "--use-angle=swiftshader",
                            "--enable-unsafe-swiftshader",
                            .. flags,
                        ],
                    }
                )
            );
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
