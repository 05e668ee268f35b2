using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;

namespace NotebookNet.Interactive.Tests;

/// <summary>What a reader is told where plotly.js is neither on the page nor to be had, and that it helps.</summary>
[Collection<Browser>]
public sealed class OfflineFigureTests(Browser browser)
{
    private const string Editor = "Run the code cell that calls Notebook.Setup()";
    private const string Pages = "Open the page where that can be reached";

    [Theory]
    [InlineData("<body class='vscode-dark'>", Editor)]
    [InlineData("<body class='vscode-light'>", Editor)]
    [InlineData("<body><script>window.Jupyter = {}</script>", Editor)]
    [InlineData(
        "<body><script id='jupyter-config-data' type='application/json'>{}</script>",
        Editor
    )]
    [InlineData("<body>", Pages)]
    // A page of nbconvert's bears JupyterLab's attributes.
    [InlineData("<body class='jp-Notebook' data-jp-theme-light='true'>", Pages)]
    public async Task It_says_what_helps_in_this_place(string body, string advice)
    {
        IPage page = await Offline(body + FigureHtml.Of(Plot.Line([1.0, 2.0])));
        string text = await Message(page);
        Assert.Contains(advice, text, StringComparison.Ordinal);
        Assert.DoesNotContain(advice == Editor ? Pages : Editor, text, StringComparison.Ordinal);
        Assert.Contains(PlotlyScript.Address, text, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_figure_appears_once_the_setup_cell_is_run()
    {
        IPage page = await Offline(
            "<body class='vscode-dark'>" + FigureHtml.Of(Plot.Line([1.0, 2.0]))
        );
        await Message(page);
        await page.EvaluateAsync(
            "html => document.body.append(document.createRange().createContextualFragment(html))",
            PlotlyLoader.Html()
        );
        await page.WaitForFunctionAsync("window.Plotly");
        await page.Clock.RunForAsync(2000);
        await page.WaitForSelectorAsync(
            ".js-line",
            new() { State = WaitForSelectorState.Attached }
        );
        Assert.DoesNotContain(
            "plotly.js",
            await page.InnerTextAsync("body"),
            StringComparison.Ordinal
        );
        await page.CloseAsync();
    }

    [Fact]
    public async Task All_figures_of_a_page_ask_once_and_are_drawn()
    {
        IPage page = await browser.NewPage();
        int asked = 0;
        await page.RouteAsync(
            PlotlyScript.Address,
            route =>
            {
                asked++;
                return route.FulfillAsync(
                    new() { Body = PlotlyScript.Source, ContentType = "text/javascript" }
                );
            }
        );
        await page.SetContentAsync(
            "<!doctype html>"
                + string.Concat(
                    Enumerable.Range(0, 3).Select(_ => FigureHtml.Of(Plot.Line([1.0, 2.0])))
                )
        );
        await page.WaitForFunctionAsync("document.querySelectorAll('.js-line').length === 3");
        Assert.Equal(1, asked);
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_address_that_answers_with_a_page_is_told_like_none()
    {
        IPage page = await Offline(
            FigureHtml.Of(Plot.Line([1.0, 2.0])) + FigureHtml.Of(Plot.Line([2.0, 1.0])),
            answer: "<html>Please log in</html>"
        );
        await page.WaitForFunctionAsync(
            $"[...document.querySelectorAll('.notebooknet-figure')].every(figure => figure.innerText.includes('{Pages}'))"
        );
        await page.CloseAsync();
    }

    private async Task<IPage> Offline(string html, string? answer = null)
    {
        IPage page = await browser.NewPage();
        if (answer is not null)
        {
            await page.RouteAsync(
                PlotlyScript.Address,
                route => route.FulfillAsync(new() { Body = answer, ContentType = "text/html" })
            );
        }
        // The page's clock, which needs not be waited for.
        await page.Clock.InstallAsync();
        await page.SetContentAsync("<!doctype html>" + html);
        await page.Clock.RunForAsync(5000);
        return page;
    }

    private static async Task<string> Message(IPage page)
    {
        await page.WaitForFunctionAsync(
            "document.body.innerText.includes('plotly.js, which draws')"
        );
        return await page.InnerTextAsync(".notebooknet-figure");
    }
}
