using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>Figures that were stored without pictures, in nbconvert's HTML: a script draws them.</summary>
[Collection<Chromium>]
public sealed class ScriptFigureTests(Chromium chromium)
{
    private const string Name = "02-numerical-differentiation";

    [Fact]
    public async Task They_are_drawn_as_the_page_is_and_without_a_network_say_what_helps()
    {
        using TemporaryCourse course = new();
        await Programs.Runner(
            "run",
            course.Copy(Name),
            "--output-dir",
            course["notebooks/executed"]
        );
        string executed = Directory
            .EnumerateFiles(
                course["notebooks/executed"],
                Name + ".ipynb",
                SearchOption.AllDirectories
            )
            .Single();
        await ConvertedCourse.Convert([executed], course["light"]);
        await ConvertedCourse.Convert([executed], course["dark"], "--theme", "dark");
        int figures = Course.Figures(executed).Count;
        Assert.True(figures > 0);

        await Drawn(course[$"light/{Name}.html"], figures, "rgb(255, 255, 255)", "light");
        await Drawn(course[$"dark/{Name}.html"], figures, "rgb(30, 30, 30)", "dark");

        IPage offline = await chromium.NewPage();
        await offline.RouteAsync("http*://**", route => route.AbortAsync());
        await offline.GotoAsync(new Uri(course[$"light/{Name}.html"]).AbsoluteUri);
        await offline.WaitForFunctionAsync(
            "expected => [...document.querySelectorAll('.notebooknet-figure')].filter(figure => figure.innerText.includes('--previews')).length === expected",
            figures
        );
        await Chromium.Picture(offline, "nbconvert-offline", whole: true);
        await offline.Context.CloseAsync();
    }

    private async Task Drawn(string path, int figures, string background, string look)
    {
        IPage page = await chromium.NewPage();
        await page.RouteAsync(
            PlotlyScript.Addresses,
            route =>
                route.FulfillAsync(
                    new() { Body = PlotlyScript.Source, ContentType = "text/javascript" }
                )
        );
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        await page.WaitForFunctionAsync(
            "expected => document.querySelectorAll('.notebooknet-figure .main-svg:first-child').length === expected",
            figures
        );
        string[] backgrounds = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.notebooknet-figure .main-svg:first-child')].map(drawing => getComputedStyle(drawing).backgroundColor)"
        );
        await Chromium.Picture(page, "nbconvert-" + look, whole: true);
        await page.Context.CloseAsync();
        Assert.All(backgrounds, each => Assert.Equal(background, each));
    }
}
