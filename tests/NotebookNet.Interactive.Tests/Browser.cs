using System.Text.Json;
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
              return (Plotly.validate(figure.data, figure.layout) || []).map(complaint => complaint.msg);
            }
            """,
            figure.ToJson().ToJsonString()
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
