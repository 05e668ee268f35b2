using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure's HTML as a live kernel shows it, on a page without a network.</summary>
public sealed class LiveHtmlTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly PageWaitForSelectorOptions s_drawn = new()
    {
        State = WaitForSelectorState.Attached,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_figure_is_drawn_whether_plotly_comes_before_or_after_it(bool plotlyFirst)
    {
        string figure = FigureHtml.Of(Chart.Line([1.0, 2.0]).Titled("</script><b>Up"));
        string loader = PlotlyLoader.Html();
        IPage page = await Show(plotlyFirst ? loader + figure : figure + loader);
        await page.WaitForSelectorAsync(".js-line", s_drawn);
        Assert.Equal(PlotlyScript.Version, await page.EvaluateAsync<string>("Plotly.version"));
        Assert.Contains("Up", await page.TextContentAsync(".gtitle"), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("vscode-dark", ColorScheme.Light, "rgb(30, 30, 30)")]
    [InlineData("vscode-high-contrast", ColorScheme.Light, "rgb(30, 30, 30)")]
    [InlineData("vscode-light", ColorScheme.Dark, "rgb(255, 255, 255)")]
    [InlineData("vscode-high-contrast-light", ColorScheme.Dark, "rgb(255, 255, 255)")]
    [InlineData("", ColorScheme.Dark, "rgb(30, 30, 30)")]
    [InlineData("", ColorScheme.Light, "rgb(255, 255, 255)")]
    public async Task The_figure_is_as_dark_as_its_page(
        string bodyClass,
        ColorScheme scheme,
        string expected
    )
    {
        IPage page = await Show(
            PlotlyLoader.Html() + FigureHtml.Of(Chart.Line([1.0, 2.0])),
            bodyClass,
            scheme
        );
        await page.WaitForSelectorAsync(".js-line", s_drawn);
        Assert.Equal(
            expected,
            await page.EvaluateAsync<string>(
                "getComputedStyle(document.querySelector('.main-svg')).backgroundColor"
            )
        );
        await page.CloseAsync();
    }

    [Fact]
    public async Task Without_plotly_and_without_a_network_a_message_says_what_to_do()
    {
        IPage page = await Show(FigureHtml.Of(Chart.Line([1.0, 2.0])));
        await page.WaitForFunctionAsync(
            "document.body.innerText.includes(\"run the notebook's first cell\")"
        );
        await page.CloseAsync();
    }

    private async Task<IPage> Show(
        string html,
        string bodyClass = "",
        ColorScheme scheme = ColorScheme.Light
    )
    {
        IPage page = await browser.NewPage(scheme);
        await page.SetContentAsync(
            $"<!doctype html><html><body class=\"{bodyClass}\">{html}</body></html>"
        );
        return page;
    }
}
