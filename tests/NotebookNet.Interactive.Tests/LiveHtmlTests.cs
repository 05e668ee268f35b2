using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure's HTML as a live kernel shows it, on a page without a network.</summary>
[Collection<Browser>]
public sealed class LiveHtmlTests(Browser browser)
{
    [Theory]
    [InlineData("above")]
    [InlineData("below")]
    public async Task A_figure_is_drawn_above_and_below_what_loads_plotly(string place)
    {
        IPage page = browser.Page;
        await page.WaitForSelectorAsync(
            $"#{place} .js-line",
            new() { State = WaitForSelectorState.Attached }
        );
        Assert.Equal(PlotlyScript.Version, await page.EvaluateAsync<string>("Plotly.version"));
        Assert.Contains(
            "Up",
            await page.TextContentAsync($"#{place} .gtitle"),
            StringComparison.Ordinal
        );
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
        await browser.Show(Plot.Line([1.0, 2.0]), bodyClass, scheme);
        Assert.Equal(1, await browser.Count(".js-line"));
        Assert.Equal(
            expected,
            await browser.Ask<string>(
                "getComputedStyle(gd.querySelector('.main-svg')).backgroundColor"
            )
        );
    }

    [Fact]
    public async Task Without_plotly_and_without_a_network_a_message_says_what_to_do()
    {
        IPage page = await browser.NewPage();
        // The page's clock, which needs not be waited for.
        await page.Clock.InstallAsync();
        await page.SetContentAsync(
            $"<!doctype html><html><body>{FigureHtml.Of(Plot.Line([1.0, 2.0]))}</body></html>"
        );
        await page.Clock.RunForAsync(5000);
        await page.WaitForFunctionAsync(
            "document.body.innerText.includes(\"run the notebook's first cell\")"
        );
        await page.CloseAsync();
    }
}
