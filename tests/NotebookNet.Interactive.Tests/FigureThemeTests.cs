using Microsoft.Playwright;
using NotebookNet.Interactive.Formatting;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>A figure is light or dark as what is painted behind it, and stays so when that changes.</summary>
[Collection<Browser>]
public sealed class FigureThemeTests(Browser browser)
{
    private const string White = "rgb(255, 255, 255)";
    private const string Dark = "rgb(30, 30, 30)";

    private const string Background =
        "getComputedStyle(gd.querySelector('.main-svg')).backgroundColor";

    [Theory]
    // What is painted: classic Notebook and nbconvert in a dark system, a dark JupyterLab in a light one.
    [InlineData("style='background:#fff'", ColorScheme.Dark, White)]
    [InlineData("style='background:#111'", ColorScheme.Light, Dark)]
    [InlineData("data-jp-theme-light='true' style='background:#111'", ColorScheme.Light, Dark)]
    [InlineData("data-jp-theme-light='false' style='background:#fff'", ColorScheme.Dark, White)]
    [InlineData("class='vscode-dark' style='background:#fff'", ColorScheme.Dark, White)]
    [InlineData("class='vscode-light' style='background:#000'", ColorScheme.Light, Dark)]
    [InlineData("style='background:color(srgb 0.1 0.1 0.1)'", ColorScheme.Light, Dark)]
    [InlineData("style='background:color(srgb 0.9 0.9 0.9)'", ColorScheme.Dark, White)]
    [InlineData("style='background:color(display-p3 0.9 0.9 0.9)'", ColorScheme.Dark, White)]
    [InlineData("style='background:oklch(0.2 0.02 250)'", ColorScheme.Light, Dark)]
    [InlineData("style='background:oklab(0.95 0 0)'", ColorScheme.Dark, White)]
    [InlineData("style='background:lab(10 0 0)'", ColorScheme.Light, Dark)]
    [InlineData("style='background:lch(95 0 0)'", ColorScheme.Dark, White)]
    [InlineData("style='background:color-mix(in srgb, black 80%, white)'", ColorScheme.Light, Dark)]
    // One sees through a pale colour.
    [InlineData("style='background:rgba(255, 255, 255, 0.9)'", ColorScheme.Dark, White)]
    [InlineData(
        "class='vscode-dark' style='background:rgb(255 255 255 / 10%)'",
        ColorScheme.Light,
        Dark
    )]
    [InlineData(
        "class='vscode-light' style='background:rgba(0, 0, 0, 0.1)'",
        ColorScheme.Dark,
        White
    )]
    // Nothing is painted: the editor's word.
    [InlineData("class='vscode-dark'", ColorScheme.Light, Dark)]
    [InlineData("class='vscode-high-contrast'", ColorScheme.Light, Dark)]
    [InlineData("class='vscode-light'", ColorScheme.Dark, White)]
    [InlineData("class='vscode-high-contrast-light'", ColorScheme.Dark, White)]
    [InlineData(
        "class='vscode-body' data-vscode-theme-kind='vscode-dark'",
        ColorScheme.Light,
        Dark
    )]
    [InlineData("data-jp-theme-light='false'", ColorScheme.Light, Dark)]
    [InlineData("data-jp-theme-light='true'", ColorScheme.Dark, White)]
    // A page that says nothing is white, whatever the reader prefers.
    [InlineData("", ColorScheme.Dark, White)]
    [InlineData("", ColorScheme.Light, White)]
    [InlineData("", ColorScheme.Dark, Dark, "html { color-scheme: light dark }")]
    [InlineData("", ColorScheme.Light, White, "html { color-scheme: light dark }")]
    [InlineData("", ColorScheme.Light, Dark, "html { color-scheme: dark }")]
    [InlineData("", ColorScheme.Light, Dark, "html { background: #222 }")]
    [InlineData(
        "",
        ColorScheme.Dark,
        Dark,
        "@media (prefers-color-scheme: dark) { body { background: #222 } }"
    )]
    public async Task A_figure_is_as_dark_as_its_page(
        string body,
        ColorScheme scheme,
        string expected,
        string css = ""
    )
    {
        await browser.Show(Plot.Line([1.0, 2.0]), body, css, scheme);
        Assert.Equal(1, await browser.Count(".js-line"));
        Assert.Equal(expected, await browser.Ask<string>(Background));
    }

    [Theory]
    [InlineData(ColorScheme.Dark, Dark)]
    [InlineData(ColorScheme.Light, White)]
    public async Task In_a_frame_that_paints_nothing_the_readers_preference_counts(
        ColorScheme scheme,
        string expected
    )
    {
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        string background = await browser.Page.EvaluateAsync<string>(
            """
            async html => {
              const frame = document.createElement('iframe');
              frame.srcdoc = '<body><script>window.Plotly = parent.Plotly</script>' + html;
              document.body.append(frame);
              await new Promise(done => frame.onload = done);
              const figure = frame.contentDocument.querySelector('.notebooknet-figure');
              await figure.drawn;
              const { backgroundColor } = getComputedStyle(figure.querySelector('.main-svg'));
              frame.remove();
              return backgroundColor;
            }
            """,
            FigureHtml.Of(Plot.Line([1.0, 2.0]))
        );
        Assert.Equal(expected, background);
    }

    /// <summary>How the page turns dark after the figure was drawn.</summary>
    public static TheoryData<string, string, string> Changes =>
        new()
        {
            { "class='vscode-light'", "", "document.body.className = 'vscode-dark'" },
            {
                "class='vscode-light' data-vscode-theme-kind='vscode-light'",
                "body { background: var(--page, white) }",
                "document.documentElement.style.setProperty('--page', '#1e1e1e')"
            },
            {
                "data-jp-theme-light='true'",
                "",
                "document.body.setAttribute('data-jp-theme-light', 'false')"
            },
            {
                "data-jp-theme-light='true' style='background:white'",
                "",
                "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'data:text/css,body{background:%23111 !important}' }))"
            },
            {
                "",
                "body { background: white; transition: background-color 0.4s } body.night { background: black }",
                "document.body.classList.add('night')"
            },
            {
                "",
                "html[data-theme=dark] { background: #111 }",
                "document.documentElement.dataset.theme = 'dark'"
            },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_drawn_figure_follows_its_page(string body, string css, string change)
    {
        await browser.Show(Plot.Line([1.0, 2.0]), body, css);
        Assert.Equal(White, await browser.Ask<string>(Background));
        await browser.Page.EvaluateAsync($"() => {{ {change}; }}");
        await BackgroundBecomes(Dark);
        await browser.Page.EvaluateAsync(
            """
            () => {
              document.documentElement.removeAttribute('style');
              document.documentElement.removeAttribute('data-theme');
              document.head.querySelectorAll('link').forEach(link => link.remove());
              document.body.className = 'vscode-light';
              document.body.style.background = 'white';
            }
            """
        );
        await BackgroundBecomes(White);
    }

    [Fact]
    public async Task A_drawn_figure_follows_what_the_reader_prefers()
    {
        await browser.Show(Plot.Line([1.0, 2.0]), css: "html { color-scheme: light dark }");
        Assert.Equal(White, await browser.Ask<string>(Background));
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await BackgroundBecomes(Dark);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("surface")]
    [InlineData("panels")]
    [InlineData("heatmap")]
    [InlineData("image grid")]
    [InlineData("animation")]
    [InlineData("slider")]
    public async Task What_the_reader_has_done_with_a_figure_stays_when_its_page_turns_dark(
        string kind
    )
    {
        GenericChart figure = FigureKinds.All[kind]();
        await browser.Show(figure, "class='vscode-light'");
        int marks = await browser.Count("path, text, image, canvas");
        string zoom =
            kind == "surface"
                ? "Plotly.relayout(gd, { 'scene.camera.eye': { x: 2, y: 1, z: 0.5 } })"
                : "Plotly.relayout(gd, { 'xaxis.range': [1, 2] })";
        string state =
            kind == "surface"
                ? "JSON.stringify(gd._fullLayout.scene.camera.eye)"
                : "JSON.stringify(gd._fullLayout.xaxis.range)";
        await browser.Ask<bool>($"{zoom}.then(() => true)");
        string before = await browser.Ask<string>(state);
        await browser.Page.EvaluateAsync("document.body.className = 'vscode-dark'");
        await BackgroundBecomes(Dark);
        Assert.Equal(before, await browser.Ask<string>(state));
        Assert.Equal("#e0e0e0", await browser.Ask<string>("gd._fullLayout.font.color"));
        Assert.Empty(browser.Complaints);
        await browser.Show(figure, "class='vscode-dark'");
        Assert.Equal(marks, await browser.Count("path, text, image, canvas"));
    }

    [Fact]
    public async Task Buttons_can_be_read_on_a_dark_page_under_the_mouse_too()
    {
        await browser.Show(FigureKinds.All["animation"](), "class='vscode-dark'");
        string[] texts = await browser.Ask<string[]>(
            "[...gd.querySelectorAll('.updatemenu-button text')].map(text => getComputedStyle(text).fill)"
        );
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Equal("rgb(34, 34, 34)", text));
        string[] buttons = await browser.Ask<string[]>(
            "[...gd.querySelectorAll('.updatemenu-item-rect')].map(button => getComputedStyle(button).fill)"
        );
        Assert.All(buttons, button => Assert.Equal("rgb(208, 208, 208)", button));
    }

    [Fact]
    public async Task A_template_that_a_figure_brings_is_its_look_on_any_page()
    {
        GenericChart figure = Plot.Line([1.0, 2.0]);
        DynamicObj.DynamicObj own = new();
        DynamicObj.DynamicObj layout = new();
        layout.SetProperty("paper_bgcolor", "rgb(1, 2, 3)");
        own.SetProperty("layout", layout);
        GenericChart.getLayout(figure).SetProperty("template", own);
        await browser.Show(figure, "class='vscode-dark'");
        Assert.Equal("rgb(1, 2, 3)", await browser.Ask<string>(Background));
        await browser.Page.EvaluateAsync("document.body.className = 'vscode-light'");
        await browser.Page.WaitForTimeoutAsync(200);
        Assert.Equal("rgb(1, 2, 3)", await browser.Ask<string>(Background));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_figure_that_is_cleared_away_is_let_go(bool afterAChange)
    {
        IPage page = browser.Page;
        await browser.Show(Plot.Line([1.0, 2.0]), "class='vscode-light'");
        if (afterAChange)
        {
            await page.EvaluateAsync("document.body.className = 'vscode-dark'");
            await BackgroundBecomes(Dark);
        }
        await page.EvaluateAsync(
            """
            () => {
              const figure = document.getElementById('figure');
              window.letGo = new WeakRef(figure);
              const empty = document.createElement('div');
              empty.id = 'figure';
              figure.replaceWith(empty);
            }
            """
        );
        // plotly keeps the figure that it drew last.
        await browser.Draw(Plot.Line([2.0, 1.0]));
        await page.RequestGCAsync();
        Assert.True(await page.EvaluateAsync<bool>("letGo.deref() === undefined"));
    }

    private async Task BackgroundBecomes(string color) =>
        await browser.Page.WaitForFunctionAsync(
            "color => getComputedStyle(document.querySelector('#figure .main-svg')).backgroundColor === color",
            color
        );
}
