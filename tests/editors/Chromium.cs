using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>One headless Chromium for all tests.</summary>
[CollectionDefinition]
public sealed class Chromium : ICollectionFixture<Chromium>, IAsyncLifetime
{
    private static readonly string s_executable = Environment.GetEnvironmentVariable(
        "NOTEBOOKNET_CHROMIUM"
    )
        is { Length: > 0 } named
        ? named
        : "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(s_executable))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = s_executable,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--use-angle=swiftshader",
                        "--enable-unsafe-swiftshader",
                    ],
                }
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }

    /// <summary>A page of a reader who prefers it dark: where an editor is white, figures must be so all the same.</summary>
    public async Task<IPage> NewPage()
    {
        Needs.Program(s_executable);
        IBrowserContext context = await _browser!.NewContextAsync(
            new()
            {
                ColorScheme = ColorScheme.Dark,
                ViewportSize = new() { Width = 1300, Height = 1000 },
            }
        );
        context.SetDefaultTimeout((float)TimeSpan.FromMinutes(2).TotalMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>Keeps a picture of the page where NOTEBOOKNET_SCREENSHOTS names a folder.</summary>
    public static async Task Picture(IPage page, string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("NOTEBOOKNET_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(
                new() { Path = Path.Combine(folder, name + ".png"), FullPage = whole }
            );
        }
    }
}
