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
        Assert.DoesNotContain(
            "A script draws this figure",
            await page.TextContentAsync($"#{place} > div"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Until_plotly_is_there_a_figure_of_its_size_says_in_words_what_it_shows()
    {
        IPage page = await browser.NewPage();
        await page.SetContentAsync(
            "<!doctype html><body>"
                + FigureHtml.Of(Plot.Line([1.0, 2.0], name: "SGD").Titled("Up & <i>"))
        );
        Assert.Equal(
            "Up & <i>\n  line 'SGD': 2 values",
            await page.InnerTextAsync(".notebooknet-figure")
        );
        double height = await page.EvaluateAsync<double>(
            "document.querySelector('.notebooknet-figure').offsetHeight"
        );
        Assert.True(height > 300, $"It is {height} pixels high.");
        await page.SetContentAsync(await page.ContentAsync() + PlotlyLoader.Html());
        await page.WaitForSelectorAsync(".js-line");
        Assert.Equal(0, await page.Locator(".notebooknet-figure pre").CountAsync());
        await page.CloseAsync();
    }

    [Fact]
    public async Task Where_no_script_runs_a_text_says_what_to_do()
    {
        IPage page = await browser.NewPage();
        await page.SetContentAsync("<!doctype html><div id=\"output\"></div>");
        // As a viewer that does not trust a notebook: the script is there but does not run.
        await page.EvaluateAsync(
            "html => { document.getElementById('output').innerHTML = html; }",
            FigureHtml.Of(Plot.Line([1.0, 2.0]))
        );
        Assert.Contains(
            "trust the notebook",
            await page.InnerTextAsync("#output"),
            StringComparison.Ordinal
        );
        await page.CloseAsync();
    }
}
