using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NotebookNet.Interactive;
using NotebookNet.Session;

namespace NotebookNet.Runner.Previews;

/// <summary>
/// Adds to every plotly figure of stored outputs a picture of it, for readers that run no script. One headless browser,
/// the machine's own, draws them all with the plotly.js that figures are made for.
/// </summary>
/// <param name="note">Receives what stands in the way, said once.</param>
internal sealed class FigurePreviews(Action<string> note) : IAsyncDisposable
{
    private const int DefaultWidth = 800;
    private const int DefaultHeight = 500;
    private const int LongestSide = 8000;

    private const string Script = """
        async ([text, width, height]) => {
            const figure = JSON.parse(text);
            const url = await Plotly.toImage(
                { data: figure.data, layout: figure.layout ?? {} },
                { format: 'png', width, height, scale: 1 });
            return url.substring(url.indexOf(',') + 1);
        }
        """;

    private readonly SemaphoreSlim _turn = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;
    private bool _isUnavailable;

    /// <summary>Adds the pictures to the outputs of one cell, which notes call <paramref name="place"/>.</summary>
    public async Task AddAsync(JsonArray outputs, string place)
    {
        foreach ((JsonObject bundle, JsonObject figure) in UndrawnFigures.In(outputs))
        {
            if (await DrawAsync(figure, place) is string png)
            {
                bundle[UndrawnFigures.PngMimeType] = png;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _turn.Dispose();
    }

    /// <summary>The picture of one figure as base64, or null where it could not be drawn.</summary>
    public async Task<string?> DrawAsync(JsonObject figure, string place)
    {
        await _turn.WaitAsync();
        try
        {
            if (await OpenAsync() is not IPage page)
            {
                return null;
            }

            int width = Size(figure, "width", DefaultWidth);
            int height = Size(figure, "height", DefaultHeight);
            if (Math.Max(width, height) > LongestSide)
            {
                note(
                    Invariant(
                        $"{place}: no preview of a figure of {width} × {height} pixels; a side may have {LongestSide}."
                    )
                );
                return null;
            }

            object[] arguments = [figure.ToJsonString(), width, height];
            return await page.EvaluateAsync<string>(Script, arguments);
        }
        catch (PlaywrightException exception)
        {
            note($"{place}: no preview of a figure, which could not be drawn: {exception.Message}");
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IPage?> OpenAsync()
    {
        if (_page is not null || _isUnavailable)
        {
            return _page;
        }

        // Whatever goes wrong from here on goes wrong for every figure: it is tried and said once.
        _isUnavailable = true;
        BrowserSearch search = BrowserSearch.Here();
        if (search.Find() is not string browser)
        {
            note($"No previews: {search.Advice}");
            return null;
        }

        try
        {
            await PlaywrightDriver.FindAsync(note);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions
                {
                    ExecutablePath = browser,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                    ],
                }
            );
            IPage page = await _browser.NewPageAsync();
            await page.AddScriptTagAsync(
                new PageAddScriptTagOptions { Content = PlotlyScript.Source }
            );
            _page = page;
        }
        catch (CellException exception)
        {
            note($"No previews: {exception.Message}");
        }
        catch (Exception exception) when (exception is PlaywrightException or IOException)
        {
            note($"No previews: {browser} did not start: {exception.Message}");
        }

        return _page;
    }

    private static int Size(JsonObject figure, string name, int otherwise) =>
        figure["layout"]?[name] is JsonValue value
        && value.TryGetValue(out double size)
        && size >= 1
            ? (int)Math.Round(size)
            : otherwise;
}
