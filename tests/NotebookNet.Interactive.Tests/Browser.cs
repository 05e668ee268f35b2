using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>One headless Chromium and one page with plotly.js for all tests that draw; they take turns.</summary>
[CollectionDefinition]
public sealed class Browser : ICollectionFixture<Browser>, IAsyncLifetime
{
    private static readonly string s_executable = Environment.GetEnvironmentVariable(
        "NOTEBOOKNET_CHROMIUM"
    )
        is { Length: > 0 } named
        ? named
        : "/usr/bin/chromium";

    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage? _page;

    /// <summary>Errors of the console and of scripts since the last figure was drawn.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(s_executable))
        {
            return;
        }
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
        _page = await NewPage();
        await _page.SetContentAsync(
            "<!doctype html><html><body><div id=\"figure\"></div></body></html>"
        );
        await _page.AddScriptTagAsync(new() { Content = PlotlyScript.Source });
        // What the page asks plotly for is kept, and when plotly has drawn it.
        await _page.EvaluateAsync(
            """
            () => {
              const newPlot = Plotly.newPlot;
              Plotly.newPlot = (element, figure) => {
                window.asked = JSON.stringify(figure);
                return window.drawn = newPlot(element, figure);
              };
            }
            """
        );
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
    public async Task<IPage> NewPage()
    {
        Require();
        IPage opened = await _browser!.NewPageAsync();
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

    /// <summary>Draws a figure's JSON, as an editor does.</summary>
    public Task Draw(Figure figure) =>
        Draw(
            "async json => { Plotly.purge('figure'); await Plotly.newPlot('figure', JSON.parse(json)); }",
            figure.ToJson().ToJsonString()
        );

    /// <summary>Shows a figure's HTML, as a page with plotly.js on it does.</summary>
    public async Task Show(
        Figure figure,
        string bodyClass = "",
        ColorScheme scheme = ColorScheme.Light
    )
    {
        Require();
        await _page!.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Draw(
            """
            async ([html, bodyClass]) => {
              Plotly.purge('figure');
              document.getElementById('figure').remove();
              document.body.className = bodyClass;
              document.body.append(document.createRange().createContextualFragment(html));
              document.querySelector('[id^=notebooknet-figure]').id = 'figure';
              await window.drawn;
            }
            """,
            new[] { FigureHtml.Of(figure), bodyClass }
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

    private async Task Draw(string script, object argument)
    {
        Require();
        _complaints.Clear();
        await _page!.EvaluateAsync(script, argument);
    }

    private void Require()
    {
        if (_browser is null)
        {
            string reason = $"There is no {s_executable} to draw the figures with.";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
    }
}
