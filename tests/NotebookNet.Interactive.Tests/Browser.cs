using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>One headless Chromium and one page with plotly.js for all tests that draw; they take turns.</summary>
[CollectionDefinition]
public sealed class Browser : ICollectionFixture<Browser>, IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private HeadlessChromium? _chromium;
    private IPage? _page;
    private string _missing =
        $"There is no {HeadlessChromium.Executable} to draw the figures with.";

    /// <summary>Errors of the console and of scripts since the last figure was drawn.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The page on which figures are drawn.</summary>
    public IPage Page
    {
        get
        {
            Require();
            return _page!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!HeadlessChromium.IsThere)
        {
            return;
        }
        try
        {
            _chromium = await HeadlessChromium.Start(
                // What is no WebGL costs less without it.
                "--disable-gpu-compositing"
            );
        }
        catch (PlaywrightException exception)
        {
            _missing =
                $"{HeadlessChromium.Executable} does not start: {exception.Message.Split('\n')[0]}";
            return;
        }
        IPage page = await NewPage();
        // As in a notebook: one figure above what loads plotly.js and one below it.
        string figure = FigureHtml.Of(Plot.Line([1.0, 2.0]).Titled("</script><b>Up"));
        string other = FigureHtml.Of(Plot.Line([2.0, 1.0]).Titled("</script><b>Up"));
        await page.SetContentAsync(
            $"<!doctype html><html><body><div id=\"above\">{figure}</div>{PlotlyLoader.Html()}<div id=\"below\">{other}</div><div id=\"figure\"></div></body></html>"
        );
        try
        {
            await page.WaitForFunctionAsync("window.Plotly");
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException("PlotlyLoader brought no plotly.js onto the page.");
        }
        // An element keeps the figure it shows and the promise of its drawing.
        await page.EvaluateAsync(
            """
            () => {
              const { newPlot } = Plotly;
              Plotly.newPlot = (element, figure) => {
                element.asked = JSON.stringify(figure);
                return element.drawn = newPlot(element, figure);
              };
            }
            """
        );
        _page = page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    /// <summary>A page without a network.</summary>
    public async Task<IPage> NewPage()
    {
        Require();
        IPage page = await _chromium.Browser.NewPageAsync();
        await page.RouteAsync("http*://**", route => route.AbortAsync());
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        return page;
    }

    /// <summary>Draws a figure's JSON, as an editor does.</summary>
    public async Task Draw(GenericChart figure)
    {
        IPage page = Page;
        _complaints.Clear();
        await page.EvaluateAsync(
            """
            async json => {
              const element = document.getElementById('figure');
              Plotly.purge(element);
              element.removeAttribute('style');
              await Plotly.newPlot(element, JSON.parse(json));
            }
            """,
            figure.ToJson().ToJsonString()
        );
    }

    /// <summary>Shows a figure's HTML, as a page with plotly.js on it does.</summary>
    /// <param name="figure">What to show.</param>
    /// <param name="body">The attributes of the page's body, as HTML.</param>
    /// <param name="css">The page's style sheet.</param>
    /// <param name="scheme">What the reader prefers.</param>
    public async Task Show(
        GenericChart figure,
        string body = "",
        string css = "",
        ColorScheme scheme = ColorScheme.Light
    )
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        _complaints.Clear();
        await Page.EvaluateAsync(
            """
            async ([html, attributes, css]) => {
              Plotly.purge('figure');
              document.getElementById('figure').remove();
              const { body } = new DOMParser().parseFromString(`<body ${attributes}>`, 'text/html');
              [...document.body.attributes].forEach(({ name }) => document.body.removeAttribute(name));
              [...body.attributes].forEach(({ name, value }) => document.body.setAttribute(name, value));
              let sheet = document.querySelector('body > style') ?? document.body.appendChild(document.createElement('style'));
              sheet.textContent = css;
              document.body.append(document.createRange().createContextualFragment(html));
              const element = document.querySelector('body > [id^=notebooknet-figure]');
              element.id = 'figure';
              await element.drawn;
            }
            """,
            new[] { FigureHtml.Of(figure), body, css }
        );
    }

    /// <summary>How much the picture of a figure differs from those of others: the mean difference of their pixels over that of the other from a blank page.</summary>
    public Task<double[]> Differences(JsonNode figure, params JsonNode[] others) =>
        Page.EvaluateAsync<double[]>(
            """
            async texts => {
              const pixels = [];
              for (const text of texts) {
                const { data, layout } = JSON.parse(text);
                const image = new Image();
                image.src = await Plotly.toImage({ data, layout }, { format: 'png', width: layout.width, height: layout.height, scale: 1 });
                await image.decode();
                const canvas = new OffscreenCanvas(image.width, image.height);
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                pixels.push(context.getImageData(0, 0, image.width, image.height).data);
              }
              const [first, ...others] = pixels;
              return others.map(other => {
                let changed = 0;
                let ink = 0;
                other.forEach((value, i) => { changed += Math.abs(value - first[i]); ink += 255 - value; });
                return changed / ink;
              });
            }
            """,
            others.Prepend(figure).Select(json => json.ToJsonString()).ToArray()
        );

    /// <summary>How many elements of the drawn figure a selector finds.</summary>
    public Task<int> Count(string selector) =>
        Ask<int>($"gd.querySelectorAll({JsonSerializer.Serialize(selector)}).length");

    /// <summary>The value of an expression on the drawn figure, called <c>gd</c>.</summary>
    public Task<T> Ask<T>(string expression) =>
        Page.EvaluateAsync<T>(
            $"() => {{ const gd = document.getElementById('figure'); return {expression}; }}"
        );

    /// <summary>Skips the test where there is no browser; in CI it fails.</summary>
    [MemberNotNull(nameof(_chromium))]
    private void Require()
    {
        if (_chromium is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", _missing);
            Assert.Skip(_missing);
        }
    }
}
