using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Interactive.Tests;

public sealed partial class DrawnFigureTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Dictionary<string, (string Selector, int Expected)[]> s_marks = new()
    {
        ["line"] = [(".scatterlayer path.js-line", 1)],
        ["lines"] =
        [
            (".scatterlayer path.js-line", 2),
            (".legend .traces", 2),
            (".shapelayer path", 2),
        ],
        ["optimizers"] = [(".scatterlayer path.js-line", 8)],
        ["smoothed"] = [(".scatterlayer path.js-line", 4), (".legend .traces", 2)],
        ["scatter"] = [(".scatterlayer .point", 40), (".colorbar", 1)],
        ["scatters"] = [(".scatterlayer .point", 600)],
        ["histogram"] = [(".barlayer .point", 40)],
        ["bar"] = [(".barlayer .point path", 10)],
        ["bars"] = [(".barlayer .point path", 6)],
        ["contour"] = [(".contourlayer .contour", 1)],
        ["paths"] = [(".scatterlayer .trace", 3), (".scatterlayer .point", 90), (".colorbar", 0)],
        ["surface"] = [(".gl-container canvas", 1)],
        ["heatmap"] = [(".heatmaplayer image", 1), (".heatmap-label text", 100)],
        ["image"] = [(".imagelayer image", 1)],
        ["image grid"] = [(".imagelayer image", 1), (".scatterlayer .textpoint", 20)],
        ["weights"] = [(".colorbar", 1)],
        ["box"] = [(".boxlayer .trace", 4)],
        ["panels"] = [(".subplot", 4), (".contourlayer .contour", 4), (".legend .traces", 0)],
        ["free panels"] = [(".legend .traces", 2), (".scatterlayer path.js-line", 4)],
        ["histogram panels"] = [(".barlayer .point", 150)],
        ["many panels"] =
        [
            (".scatterlayer path.js-line", 32),
            (".legend .traces", 2),
            (".annotation", 16),
        ],
        ["bands"] = [(".scatterlayer path.js-fill", 2), (".legend .traces", 2)],
        ["bands over rates"] =
        [
            (".scatterlayer path.js-fill", 3),
            // Of the 8 rates SGD diverges at none, Momentum at 2, Adam at 4.
            (".scatterlayer .point", 8 + 7 + 5),
        ],
        ["panels of bands"] = [(".scatterlayer path.js-fill", 2), (".legendtitletext", 1)],
        ["history"] = [(".legend .traces", 3), (".scatterlayer .point", 4 * 11)],
        ["steps"] = [(".scatterlayer path.js-line", 1)],
        ["guides"] = [(".scatterlayer .textpoint", 2)],
        ["image rows"] = [(".imagelayer image", 1), (".scatterlayer .textpoint", 2)],
        ["confusion"] = [(".heatmap-label text", 100), (".colorbar", 1)],
        ["slider"] = [(".slider-container", 1), (".updatemenu-button", 0)],
        ["animation"] = [(".slider-container", 1), (".updatemenu-button", 2)],
    };

    public static TheoryData<string> Kinds => [.. FigureKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Plotly_draws_every_kind_without_complaint_and_no_text_is_cut_or_covered(
        string kind
    )
    {
        string[] complaints = await browser.Draw(FigureKinds.All[kind]());
        Assert.All(complaints, complaint => Assert.Matches(SameAfterDefaults(), complaint));
        Assert.Empty(browser.Complaints);
        Assert.True(await browser.Count(".main-svg") > 0);
        Assert.Empty(await TextsOutside());
        Assert.Empty(await CoveredByTheTitle());
    }

    [Fact]
    public async Task The_marks_are_there()
    {
        foreach ((string kind, (string Selector, int Expected)[] marks) in s_marks)
        {
            await browser.Draw(FigureKinds.All[kind]());
            foreach ((string selector, int expected) in marks)
            {
                int found = await browser.Count(selector);
                Assert.True(
                    found == expected,
                    $"'{kind}' has {found} of '{selector}', not {expected}."
                );
            }
        }
    }

    [Fact]
    public async Task A_contour_has_a_curve_at_each_level()
    {
        await browser.Draw(FigureKinds.All["contour"]());
        Assert.InRange(await browser.Count(".contourlevel path"), 8, 40);
    }

    [Fact]
    public async Task A_surface_is_drawn_in_three_dimensions()
    {
        await browser.Draw(FigureKinds.All["surface"]());
        Assert.Equal(
            "surface",
            await browser.Ask<string>(
                "gd._fullLayout.scene._scene.traces[gd._fullData[0].uid].data.type"
            )
        );
    }

    [Fact]
    public async Task Each_arrow_of_a_field_is_one_stroke()
    {
        await browser.Draw(FigureKinds.All["quiver"]());
        // 21 × 21 arrows; the one at the origin has no length.
        Assert.Equal(440, await browser.Count("path.js-line"));
    }

    [Theory]
    [InlineData(2.0, 0.0)]
    [InlineData(0.0, -3.0)]
    [InlineData(-1.0, 1.0)]
    public void An_arrow_points_where_its_vector_does(double u, double v)
    {
        JsonNode arrow = Chart.Quiver([0.0, 4.0], [0.0, 4.0], [u, u], [v, v]).Data[0]!;
        double dx = (double)arrow["x"]![1]! - (double)arrow["x"]![0]!;
        double dy = (double)arrow["y"]![1]! - (double)arrow["y"]![0]!;
        Assert.Equal(Math.Atan2(v, u), Math.Atan2(dy, dx), 3);
    }

    [Fact]
    public async Task A_play_button_and_a_slider_move_an_animation_through_its_frames()
    {
        await browser.Draw(FigureKinds.All["animation"]());
        Assert.Equal(20, await browser.Ask<int>("gd._transitionData._frames.length"));
        Assert.Equal(40, await browser.Count(".scatterlayer .point"));
        await browser.Ask<JsonNode?>(
            "Plotly.animate(gd, ...gd.layout.sliders[0].steps[2].args).then(() => null)"
        );
        Assert.Equal(6, await browser.Count(".scatterlayer .point"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slider_has_room_for_its_largest_state(bool log)
    {
        await browser.Draw(
            Chart.Slider([100, 0.1, 1], h => Chart.Line([1 * h, 2 * h, 3 * h])).YAxis("y", log: log)
        );
        await browser.Ask<JsonNode?>(
            "Plotly.animate(gd, ...gd.layout.sliders[0].steps[0].args).then(() => null)"
        );
        double[] range = await browser.Ask<double[]>("gd._fullLayout.yaxis.range");
        Assert.True(range[0] < (log ? -1 : 0.1) && range[1] > (log ? Math.Log10(300) : 300));
    }

    [Fact]
    public async Task Pixels_are_shown_as_they_are()
    {
        Random random = new(1);
        byte[] grey = new byte[6 * 5];
        random.NextBytes(grey);
        byte[] colors = new byte[3 * 40 * 30];
        random.NextBytes(colors);
        byte[] flat =
        [
            .. Enumerable.Repeat((byte)7, 300),
            .. Enumerable.Range(0, 300).Select(i => (byte)(i / 70)),
        ];
        await AssertPixels(Chart.Image(grey, 6, 5), grey, channels: 1);
        await AssertPixels(Chart.Image(colors, 40, 30), colors, channels: 3);
        await AssertPixels(Chart.Image(flat, 20, 30), flat, channels: 1);
        IEnumerable<double> shares = colors.Select(channel => channel / 255.0);
        await AssertPixels(
            Chart.ImageGrid([shares], new ImageShape(40, 30, 3)),
            colors,
            channels: 3
        );
    }

    [Fact]
    public async Task Pixels_stay_crisp()
    {
        await browser.Draw(FigureKinds.All["image"]());
        string rendering = await browser.Ask<string>(
            "getComputedStyle(gd.querySelector('.imagelayer image')).imageRendering"
        );
        Assert.Contains(
            rendering,
            (string[])["pixelated", "crisp-edges", "-webkit-optimize-contrast"]
        );
    }

    [Fact]
    public async Task Signed_images_have_colours_that_are_symmetric_about_zero()
    {
        await browser.Draw(
            Chart.ImageGrid(
                Matrix<double>.Build.DenseOfArray(
                    new[,]
                    {
                        { -0.2, 0, 0.1, 0.4 },
                    }
                ),
                2,
                2
            )
        );
        Assert.Equal(-0.4, await browser.Ask<double>("gd._fullData[1].marker.cmin"));
        Assert.Equal(0.4, await browser.Ask<double>("gd._fullData[1].marker.cmax"));
        int[] pixels = await Pixels();
        // Zero is as good as white; the largest value has the scale's last colour.
        Assert.All(pixels[4..7], channel => Assert.Equal(247, channel));
        int[] red = pixels[^4..^1];
        Assert.Equal([0x67, 0x00, 0x1f], red);
    }

    [Fact]
    public async Task A_logarithmic_axis_has_its_powers_of_ten_as_labels()
    {
        await browser.Draw(FigureKinds.All["loglog"]());
        Assert.Equal("log", await browser.Ask<string>("gd._fullLayout.xaxis.type"));
        string[] labels = await browser.Ask<string[]>(
            "[...gd.querySelectorAll('.ytick text')].map(t => t.textContent)"
        );
        Assert.NotEmpty(labels);
        Assert.All(labels, label => Assert.Matches("^10", label));
    }

    /// <summary>The texts that reach beyond the figure's edge.</summary>
    private Task<string[]> TextsOutside() =>
        browser.Ask<string[]>(
            """
            (() => {
              const frame = gd.querySelector('.main-svg').getBoundingClientRect();
              return [...gd.querySelectorAll('.gtitle, .xtitle, .ytitle, .legendtext, .annotation-text, .xtick text, .ytick text, .textpoint text')]
                .filter(text => {
                  const box = text.getBoundingClientRect();
                  return box.left < frame.left - 1 || box.top < frame.top - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
                })
                .map(text => text.textContent);
            })()
            """
        );

    /// <summary>What the title stands on.</summary>
    private Task<string[]> CoveredByTheTitle() =>
        browser.Ask<string[]>(
            """
            (() => {
              const title = gd.querySelector('.gtitle')?.getBoundingClientRect();
              return !title ? [] : [...gd.querySelectorAll('.legendtext, .annotation-text, .xtick text, .ytick text, .plot, .textpoint text')]
                .filter(text => {
                  const box = text.getBoundingClientRect();
                  return box.width > 0 && box.left < title.right && box.right > title.left && box.top < title.bottom - 1 && box.bottom > title.top + 1;
                })
                .map(text => text.textContent);
            })()
            """
        );

    private async Task AssertPixels(Figure figure, byte[] expected, int channels)
    {
        await browser.Draw(figure);
        int[] shown = await Pixels();
        // Above an image stands a gap that is transparent.
        int skip = shown.Length - (4 * expected.Length / channels);
        for (int i = 0; i < expected.Length / channels; i++)
        {
            int[] pixel = shown[(skip + (4 * i))..(skip + (4 * i) + 4)];
            int[] wanted =
                channels == 1
                    ? [expected[i], expected[i], expected[i], 255]
                    : [expected[3 * i], expected[(3 * i) + 1], expected[(3 * i) + 2], 255];
            Assert.Equal(wanted, pixel);
        }
    }

    /// <summary>The picture's pixels as the browser decodes them, four numbers each.</summary>
    private Task<int[]> Pixels() =>
        browser.Ask<int[]>(
            """
            (async () => {
              const image = new Image();
              image.src = gd.data[0].source;
              await image.decode();
              const canvas = document.createElement('canvas');
              canvas.width = image.width;
              canvas.height = image.height;
              const context = canvas.getContext('2d');
              context.drawImage(image, 0, 0);
              const all = [...context.getImageData(0, 0, image.width, image.height).data];
              let first = 0;
              while (all[4 * first + 3] === 0) { first++; }
              return all.slice(4 * first);
            })()
            """
        );

    // Plotly.validate copies the arguments of buttons and slider steps, then takes each copied object for a changed one.
    [GeneratedRegex(
        @"key (sliders|updatemenus)\[0\]\.(steps|buttons)\[\d+\]\.args\[\d\] \(set to '(.*)'\) got reset to '\3' during defaults"
    )]
    private static partial Regex SameAfterDefaults();
}
