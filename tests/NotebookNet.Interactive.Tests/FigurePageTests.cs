using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>Figures on a page of their own, which no earlier figure has prepared.</summary>
[Collection<Browser>]
public sealed class FigurePageTests(Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_figure_that_is_cleared_away_is_let_go(bool fromNetwork)
    {
        IPage page = await browser.NewPage();
        await page.RouteAsync(
            PlotlyScript.Address,
            route =>
                route.FulfillAsync(
                    new() { Body = PlotlyScript.Source, ContentType = "text/javascript" }
                )
        );
        await page.SetContentAsync(
            $"<!doctype html>{(fromNetwork ? "" : PlotlyLoader.Html())}{Figure("one")}{Figure("two")}{Figure("last")}"
        );
        await AllAreDrawn(page, 3);
        await page.EvaluateAsync(
            """
            () => {
              window.letGo = ['one', 'two'].map(name => {
                const figure = document.getElementById(name);
                figure.remove();
                return new WeakRef(figure);
              });
            }
            """
        );
        // plotly draws once more in a while, and keeps the figure that it drew last.
        bool isLetGo = false;
        for (int tries = 0; tries < 20 && !isLetGo; tries++)
        {
            await page.WaitForTimeoutAsync(200);
            await page.RequestGCAsync();
            isLetGo = await page.EvaluateAsync<bool>(
                "letGo.every(figure => figure.deref() === undefined)"
            );
        }
        await page.CloseAsync();
        Assert.True(isLetGo);
    }

    [Theory]
    [InlineData("document.getElementById('app').style.background = '#111'")]
    [InlineData("document.getElementById('app').dataset.theme = 'dark'")]
    [InlineData("document.getElementById('sheet').firstChild.data = 'body { background: #111 }'")]
    [InlineData("document.getElementById('sheet').textContent = 'body { background: #111 }'")]
    [InlineData("document.getElementById('night').media = 'all'")]
    public async Task A_theme_may_be_set_on_anything_around_a_figure_and_in_any_sheet(string change)
    {
        IPage page = await browser.NewPage();
        await page.SetContentAsync(
            $$"""
            <!doctype html><head>
            <style id="sheet">body { background: white }</style>
            <style id="night" media="print">body { background: #111 }</style>
            <style>[data-theme=dark] { background: #111 }</style></head>
            <body>{{PlotlyLoader.Html()}}<div id="app"><div>{{Figure("one")}}</div></div>
            """
        );
        await AllAreDrawn(page, 1);
        // What plotly itself changes on the page when it draws makes a figure look around, too.
        await page.WaitForTimeoutAsync(1500);
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(Background));
        await page.EvaluateAsync($"() => {{ {change}; }}");
        await page.WaitForFunctionAsync($"{Background} === 'rgb(30, 30, 30)'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Nothing_is_to_be_read_before_a_figure_is_drawn()
    {
        IPage page = await browser.NewPage();
        await page.Clock.InstallAsync();
        await page.SetContentAsync("<!doctype html>" + Figure("one"));
        Assert.Equal("", await page.TextContentAsync("#one"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Figures_of_the_same_name_are_each_drawn_in_their_own_place()
    {
        IPage page = await browser.NewPage();
        await page.SetContentAsync(
            $"<!doctype html>{PlotlyLoader.Html()}<div>{Figure("one")}</div><div>{Figure("one")}</div>"
        );
        await AllAreDrawn(page, 2);
        await page.CloseAsync();
    }

    private const string Background =
        "getComputedStyle(document.querySelector('.main-svg')).backgroundColor";

    private static string Figure(string name) =>
        FigureHtml.Of(Plot.Line([1.0, 2.0]).ToJson(), name);

    private static async Task AllAreDrawn(IPage page, int figures) =>
        await page.WaitForFunctionAsync(
            "expected => document.querySelectorAll('.js-line').length === expected",
            figures
        );
}
