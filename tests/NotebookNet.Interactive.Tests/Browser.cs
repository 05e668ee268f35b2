using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace NotebookNet.Interactive.Tests;

/// <summary>One headless Chromium for the tests of a class, with a page on which plotly.js stands.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

    /// <summary>Errors of the console and of scripts since the last figure was drawn.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
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
                    "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader",
                ],
            }
        );
        _page = await NewPage();
        await _page.SetContentAsync(
            "<!doctype html><html><body><div id=\"figure\"></div></body></html>"
        );
        await _page.AddScriptTagAsync(new() { Content = PlotlyScript.Source });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }

    /// <summary>A page of its own, without a network.</summary>
    public async Task<IPage> NewPage(ColorScheme scheme = ColorScheme.Light)
    {
        Require();
        IPage opened = await _browser!.NewPageAsync(new() { ColorScheme = scheme });
        await opened.RouteAsync("http*://**", route => route.AbortAsync());
        opened.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add(message.Text);
            }
        };
        opened.PageError += (_, error) => _complaints.Add(error);
        return opened;
    }

    /// <summary>Draws a figure as plotly would anywhere; returns what Plotly.validate says of it.</summary>
    public async Task<string[]> Draw(Figure figure)
    {
        Require();
        _complaints.Clear();
        return await _page!.EvaluateAsync<string[]>(
            """
            async text => {
              const figure = JSON.parse(text);
              Plotly.purge('figure');
              await Plotly.newPlot('figure', figure);
              // Plotly.validate knows no packed arrays yet.
              const types = { i1: Int8Array, u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };
              const unpacked = JSON.parse(text, (key, value) => {
                if (!value?.bdata) { return value; }
                const flat = new types[value.dtype](Uint8Array.from(atob(value.bdata), c => c.charCodeAt(0)).buffer);
                const columns = value.shape ? +value.shape.split(',')[1] : 0;
                return columns ? Array.from({ length: flat.length / columns }, (_, i) => [...flat.slice(i * columns, (i + 1) * columns)]) : [...flat];
              });
              return (Plotly.validate(unpacked.data, unpacked.layout) || []).map(complaint => complaint.msg);
            }
            """,
            figure.ToJson().ToJsonString()
        );
    }

    /// <summary>Shows a figure's HTML as a page with plotly.js on it does.</summary>
    public async Task Show(string html)
    {
        Require();
        _complaints.Clear();
        await _page!.EvaluateAsync(
            """
            html => {
              Plotly.purge('figure');
              document.getElementById('figure').remove();
              document.body.append(document.createRange().createContextualFragment(html));
              document.querySelector('[id^=notebooknet-figure]').id = 'figure';
            }
            """,
            html
        );
        await _page.WaitForSelectorAsync(
            "#figure .main-svg",
            new() { State = WaitForSelectorState.Attached }
        );
    }

    /// <summary>How much the pictures of two figures differ: the mean difference of their pixels over that of one from a blank page.</summary>
    public Task<double> Difference(JsonNode first, JsonNode second)
    {
        Require();
        return _page!.EvaluateAsync<double>(
            """
            async texts => {
              const pixels = [];
              for (const text of texts) {
                const { data, layout } = JSON.parse(text);
                const image = new Image();
                image.src = await Plotly.toImage({ data, layout }, { format: 'png', width: layout.width, height: layout.height, scale: 1 });
                await image.decode();
                const canvas = document.createElement('canvas');
                canvas.width = image.width;
                canvas.height = image.height;
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                pixels.push(context.getImageData(0, 0, image.width, image.height).data);
              }
              let other = 0;
              let ink = 0;
              pixels[0].forEach((value, i) => { other += Math.abs(value - pixels[1][i]); ink += 255 - value; });
              return other / ink;
            }
            """,
            new[] { first.ToJsonString(), second.ToJsonString() }
        );
    }

    /// <summary>How many elements of the drawn figure a selector finds.</summary>
    public Task<int> Count(string selector) =>
        Ask<int>($"gd.querySelectorAll({JsonSerializer.Serialize(selector)}).length");

    /// <summary>The value of an expression on the drawn figure, called <c>gd</c>.</summary>
    public Task<T> Ask<T>(string expression) =>
        _page!.EvaluateAsync<T>(
            $"() => {{ const gd = document.getElementById('figure'); return {expression}; }}"
        );

    private void Require()
    {
        if (_browser is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"There is no {Executable}; the figures cannot be drawn.");
            }
            Assert.Skip($"There is no {Executable} to draw the figures with.");
        }
    }
}
