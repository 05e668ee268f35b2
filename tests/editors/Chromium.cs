using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>One headless Chromium for all tests.</summary>
[CollectionDefinition]
public sealed class Chromium : ICollectionFixture<Chromium>, IAsyncLifetime
{
    private HeadlessChromium? _chromium;

    public async ValueTask InitializeAsync()
    {
        if (HeadlessChromium.IsThere)
        {
            _chromium = await HeadlessChromium.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    /// <summary>A page of a reader who prefers it dark: where an editor is white, figures must be so all the same.</summary>
    public async Task<IPage> NewPage()
    {
        Needs.Program(HeadlessChromium.Executable);
        IBrowserContext context = await _chromium!.Browser.NewContextAsync(
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
