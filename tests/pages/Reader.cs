using Microsoft.Playwright;

namespace NotebookNet.Pages.Tests;

/// <summary>The site on loopback, and one headless Chromium in which every test opens pages of its own.</summary>
[CollectionDefinition]
public sealed class Reader : ICollectionFixture<Reader>, IAsyncLifetime
{
    private HeadlessChromium? _chromium;
    private SiteServer? _server;
    private SiteServer? _runs;

    public async ValueTask InitializeAsync()
    {
        // What is awaited for ever fails after minutes.
        Assertions.SetDefaultExpectTimeout((float)TimeSpan.FromMinutes(2).TotalMilliseconds);
        if (Directory.Exists(Site.Folder))
        {
            _server = await SiteServer.Start();
            _runs = await SiteServer.Start(Path.Combine(Site.Tests, "FakeEngine"));
        }
        if (HeadlessChromium.IsThere)
        {
            _chromium = await HeadlessChromium.Start(
                // What is no WebGL costs less without it.
                "--disable-gpu-compositing"
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        if (_runs is not null)
        {
            await _runs.DisposeAsync();
        }
    }

    /// <summary>Opens a chapter whose cells run in the engine of the tests, which runs no C#.</summary>
    public async Task<RunPage> OpenToRun(
        string page = RunPage.Chapter,
        int width = 1300,
        ColorScheme scheme = ColorScheme.Light,
        bool touch = false
    )
    {
        Needs.Site();
        OpenPage open = await NewPage(width, scheme, scripts: true, touch);
        await open.Go(_runs!.Address + page);
        return new RunPage(open);
    }

    /// <summary>Opens a page of the site with nothing in the cache, and waits until it is as the reader finds it.</summary>
    public async Task<OpenPage> Open(
        string page,
        int width = 1300,
        ColorScheme scheme = ColorScheme.Light,
        bool scripts = true,
        bool touch = false
    )
    {
        Needs.Site();
        OpenPage open = await NewPage(width, scheme, scripts, touch);
        await open.Go(_server!.Address + page);
        return open;
    }

    /// <summary>Opens a file without a network.</summary>
    public async Task<OpenPage> OpenFile(string path, ColorScheme scheme = ColorScheme.Light)
    {
        OpenPage open = await NewPage(1300, scheme, scripts: true, touch: false);
        await open.Page.Context.SetOfflineAsync(true);
        await open.Go(new Uri(path).AbsoluteUri);
        return open;
    }

    private async Task<OpenPage> NewPage(int width, ColorScheme scheme, bool scripts, bool touch)
    {
        Needs.Program(HeadlessChromium.Executable);
        IBrowserContext context = await _chromium!.Browser.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                JavaScriptEnabled = scripts,
                HasTouch = touch,
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        context.SetDefaultTimeout((float)TimeSpan.FromMinutes(2).TotalMilliseconds);
        return new OpenPage(await context.NewPageAsync(), scripts);
    }
}
