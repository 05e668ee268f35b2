using Microsoft.Playwright;
using StbImageSharp;

namespace NotebookNet.Pages.Tests;

/// <summary>Figures are drawn as they are read, in the place of their pictures.</summary>
[Collection<Reader>]
public sealed class FigureTests(Reader reader, ChapterPage chapter) : IClassFixture<ChapterPage>
{
    [Theory]
    [MemberData(nameof(Site.Chapters), MemberType = typeof(Site))]
    public async Task Every_figure_is_valid_and_drawn_with_marks_in_its_pictures_place(string page)
    {
        await using OpenPage open = await reader.Open(page);
        await open.Unfold();
        IReadOnlyList<ILocator> figures = await open.Page.Locator(".notebook-figure").AllAsync();
        Assert.Equal(Site.Figures(page).Count(), figures.Count);
        List<string> faults = [];
        foreach (ILocator figure in figures)
        {
            ILocator plot = await open.Drawn(figure);
            string[] found = await plot.EvaluateAsync<string[]>(
                $$"""
                async plot => {
                  const validate = {{FigureValidation.Script}};
                  const faults = validate(await (await fetch(plot.closest('figure').dataset.figure)).text());
                  const there = plot.getBoundingClientRect();
                  const picture = plot.closest('figure').querySelector('img').getBoundingClientRect();
                  for (const side of ['left', 'top', 'width', 'height']) {
                    if (Math.abs(there[side] - picture[side]) > 1) { faults.push(`${side} ${there[side]}, the picture's ${picture[side]}`); }
                  }
                  const marks = [...plot.querySelectorAll('.cartesianlayer :is(path, image), .layer-below image, .layer-above image, .gl-container canvas')]
                    .filter(mark => !mark.parentNode.matches('.subplot, .gridlayer *, [class*=axislayer]'))
                    .filter(mark => { const box = mark.getBoundingClientRect(); return box.width + box.height > 1; });
                  return marks.length > 0 ? faults : [...faults, 'no marks'];
                }
                """
            );
            byte[] pixels = await plot.ScreenshotAsync();
            int colors = ImageResult
                .FromMemory(pixels, ColorComponents.RedGreenBlueAlpha)
                .Data.Chunk(4)
                .Select(color => (color[0] << 16) | (color[1] << 8) | color[2])
                .Distinct()
                .Count();
            string name = (await figure.GetAttributeAsync("data-figure"))!;
            faults.AddRange(found.Select(fault => $"{name}: {fault}"));
            if (colors < 8)
            {
                faults.Add(Invariant($"{name}: {colors} colors"));
            }
        }
        Assert.Empty(faults);
        Assert.Empty(open.Complaints);
        Assert.Empty(open.RequestsOutside);
    }

    [Fact]
    public async Task A_slider_moved_changes_the_picture()
    {
        OpenPage open = await chapter.Open();
        ILocator plot = await With(open, "json.layout.sliders && !json.layout.updatemenus");
        byte[] before = await Marks(plot);
        Assert.Equal(before, await Marks(plot));
        ILocator rail = plot.Locator(".slider-rail-touch-rect");
        LocatorBoundingBoxResult box = (await rail.BoundingBoxAsync())!;
        await open.Page.Mouse.ClickAsync(box.X + (box.Width * 0.02f), box.Y + (box.Height / 2));
        await Changed(plot, before, "the slider was moved");
    }

    [Fact]
    public async Task An_animation_plays()
    {
        OpenPage open = await chapter.Open();
        ILocator plot = await With(open, "json.layout.updatemenus");
        byte[] before = await Marks(plot);
        await plot.Locator(".updatemenu-button").First.ClickAsync();
        byte[] first = await Changed(plot, before, "Play was clicked");
        await Changed(plot, first, "one frame was shown");
    }

    [Fact]
    public async Task An_entry_of_the_legend_clicked_changes_the_picture_and_another_theme_keeps_that()
    {
        OpenPage open = await chapter.Open();
        ILocator plot = await With(
            open,
            "json.data.length > 1 && !json.frames && json.layout.showlegend !== false"
        );
        byte[] before = await Marks(plot);
        await plot.Locator(".legendtoggle").First.ClickAsync();
        await Changed(plot, before, "an entry of the legend was clicked");
        ILocator entry = plot.Locator(".legend .traces").First;
        ILocator drawing = plot.Locator(".main-svg").First;
        await Assertions.Expect(entry).ToHaveCSSAsync("opacity", "0.5");
        await Assertions.Expect(drawing).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await open.SetTheme("dark");
        await Assertions.Expect(drawing).ToHaveCSSAsync("background-color", "rgb(30, 30, 30)");
        await Assertions.Expect(entry).ToHaveCSSAsync("opacity", "0.5");
        await open.SetTheme("light");
        await Assertions.Expect(drawing).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }

    [Fact]
    public async Task A_drawing_has_its_pictures_alternative_text()
    {
        OpenPage open = await chapter.Open();
        await open.Unfold();
        ILocator figure = open.Page.Locator(".notebook-figure").First;
        ILocator plot = await open.Drawn(figure);
        Assert.Equal(
            await figure.Locator("img").GetAttributeAsync("alt"),
            await plot.Locator("[role=img]").GetAttributeAsync("aria-label")
        );
    }

    [Fact]
    public async Task Where_plotly_cannot_be_had_the_picture_stays()
    {
        await using OpenPage open = await reader.Open(Site.Front);
        await open.Page.RouteAsync("**/plotly.min.js", route => route.AbortAsync());
        await open.Page.GotoAsync(new Uri(new Uri(open.Page.Url), Site.Chapter).AbsoluteUri);
        await open.Unfold();
        ILocator figure = open.Page.Locator(".notebook-figure").First;
        await open.Page.RunAndWaitForConsoleMessageAsync(
            () => figure.EvaluateAsync("figure => figure.scrollIntoView()"),
            new()
            {
                Predicate = message =>
                    message.Text.StartsWith(
                        "The picture of a figure stays",
                        StringComparison.Ordinal
                    ),
            }
        );
        await Assertions.Expect(figure.Locator("img")).ToBeVisibleAsync();
        await Assertions.Expect(figure.Locator(".notebook-plot")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_a_figure_is_a_picture_until_it_is_tapped()
    {
        await using OpenPage open = await reader.Open(Site.Chapter, width: 360, touch: true);
        await open.Unfold();
        ILocator figure = open.Page.Locator(".notebook-figure").First;
        await figure.EvaluateAsync("figure => figure.scrollIntoView({ block: 'center' })");
        ILocator button = figure.Locator("button.notebook-enlarge");
        Assert.Equal(0, await open.Page.Locator(".notebook-plot").CountAsync());

        await button.TapAsync();
        ILocator plot = await open.Drawn(figure);
        Assert.Equal(700f, (await plot.BoundingBoxAsync())!.Width);
        Assert.True(
            await open.Page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        );

        await button.TapAsync();
        await Assertions.Expect(plot).ToBeHiddenAsync();
        await Assertions.Expect(figure.Locator("img")).ToBeVisibleAsync();
    }

    /// <summary>The first drawn figure of the page whose data fulfil a condition.</summary>
    private static async Task<ILocator> With(OpenPage open, string condition)
    {
        await open.Unfold();
        string data = await open.Page.EvaluateAsync<string>(
            $$"""
            async () => {
              for (const figure of document.querySelectorAll('.notebook-figure')) {
                const json = await (await fetch(figure.dataset.figure)).json();
                if ({{condition}}) { return figure.dataset.figure; }
              }
            }
            """
        );
        return await open.Drawn(open.Page.Locator($"[data-figure='{data}']"));
    }

    /// <summary>The pixels of a figure between its axes.</summary>
    private static async Task<byte[]> Marks(ILocator plot)
    {
        await plot.Page.Mouse.MoveAsync(0, 0);
        return await plot.Locator(".nsewdrag").First.ScreenshotAsync();
    }

    private static async Task<byte[]> Changed(ILocator plot, byte[] before, string what)
    {
        for (int i = 0; i < 300; i++)
        {
            byte[] now = await Marks(plot);
            if (!now.AsSpan().SequenceEqual(before))
            {
                return now;
            }
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"The picture did not change after {what}.");
        return [];
    }
}
