using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

[Collection<Browser>]
public sealed class DrawnFigureTests(Browser browser)
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
        // 21 × 21 arrows, each one stroke; the one at the origin has no length.
        ["quiver"] = [("path.js-line", 440)],
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
        ["animation"] =
        [
            (".slider-container", 1),
            (".updatemenu-button", 2),
            (".scatterlayer .point", 40),
        ],
    };

    /// <summary>What no fixed number of marks says of a kind, and the condition by which it is seen.</summary>
    private static readonly Dictionary<string, (string What, string Condition)[]> s_looks = new()
    {
        ["contour"] =
        [
            (
                "a curve at each of its levels",
                "(n => n >= 8 && n <= 40)(gd.querySelectorAll('.contourlevel path').length)"
            ),
        ],
        ["surface"] =
        [
            (
                "a surface in three dimensions",
                "gd._fullLayout.scene._scene.traces[gd._fullData[0].uid].data.type === 'surface'"
            ),
        ],
        ["image"] =
        [
            (
                "crisp pixels",
                "['pixelated', 'crisp-edges', '-webkit-optimize-contrast'].includes(getComputedStyle(gd.querySelector('.imagelayer image')).imageRendering)"
            ),
        ],
        ["loglog"] =
        [
            ("a logarithmic x axis", "gd._fullLayout.xaxis.type === 'log'"),
            (
                "powers of ten as labels of its y axis",
                "(labels => labels.length > 0 && labels.every(label => label.textContent.startsWith('10')))([...gd.querySelectorAll('.ytick text')])"
            ),
        ],
        ["animation"] =
        [
            ("20 frames", "gd._transitionData._frames.length === 20"),
            (
                "6 points once its slider stands at the third frame",
                "Plotly.animate(gd, ...gd.layout.sliders[0].steps[2].args).then(() => gd.querySelectorAll('.scatterlayer .point').length === 6)"
            ),
        ],
    };

    /// <summary>All kinds; one that only an expectation names fails.</summary>
    public static TheoryData<string> Kinds =>
        [.. FigureKinds.All.Keys.Union(s_marks.Keys).Union(s_looks.Keys)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_drawn_whole_with_all_its_marks_and_without_complaint(
        string kind
    )
    {
        GenericChart figure = FigureKinds.All[kind]();
        await browser.Show(figure);
        List<string> faults =
        [
            .. browser.Complaints,
            .. await browser.Ask<string[]>($"({FigureValidation.Script})(gd.asked)"),
            .. await browser.Ask<string[]>(Layout),
        ];
        int[] sizes = await browser.Ask<int[]>(
            "[gd.clientWidth, gd.clientHeight, gd._fullLayout.width, gd._fullLayout.height, gd.layout.height]"
        );
        int[] size = [new Drawing(figure).Width, new Drawing(figure).Height];
        if (!sizes.SequenceEqual([.. size, .. size, new Drawing(figure).Height]))
        {
            faults.Add(
                $"it is of {new Drawing(figure).Width} × {new Drawing(figure).Height} pixels, but its element, its drawing and its JSON's height of {string.Join(", ", sizes)}"
            );
        }
        foreach ((string selector, int expected) in s_marks.GetValueOrDefault(kind, []))
        {
            if (await browser.Count(selector) is int found && found != expected)
            {
                faults.Add($"there are {found} of '{selector}', not {expected}");
            }
        }
        (string Path, double[] Values)[] arrays = [.. PackedFigureTests.Packed(figure)];
        string read = await browser.Ask<string>(
            $"JSON.stringify([{string.Join(',', arrays.Select(array => $"gd._fullData{array.Path}"))}].map(array => Array.from(array).flatMap(v => v?.length === undefined ? [v] : Array.from(v))))"
        );
        faults.AddRange(
            arrays
                .Zip(JsonSerializer.Deserialize<double?[][]>(read)!)
                .Where(pair =>
                    !pair.First.Values.SequenceEqual(pair.Second.Select(v => v ?? double.NaN))
                )
                .Select(pair => $"plotly reads data{pair.First.Path} as other numbers")
        );
        foreach ((string what, string condition) in s_looks.GetValueOrDefault(kind, []))
        {
            if (!await browser.Ask<bool>(condition))
            {
                faults.Add($"it lacks {what}");
            }
        }
        Assert.True(faults is [], $"The figure '{kind}': {string.Join("; ", faults)}.");
    }

    /// <summary>From its JSON alone, as an editor draws it: the element gives it no size.</summary>
    [Theory]
    [Trait("Tier", "long")]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_whole_where_an_editor_draws_it(string kind)
    {
        await browser.Draw(FigureKinds.All[kind]());
        string[] faults =
        [
            .. browser.Complaints,
            .. await browser.Ask<string[]>($"({FigureValidation.Script})(gd.asked)"),
            .. await browser.Ask<string[]>(Layout),
        ];
        Assert.True(faults is [], $"The figure '{kind}': {string.Join("; ", faults)}.");
    }

    [Theory]
    [InlineData(2.0, 0.0)]
    [InlineData(0.0, -3.0)]
    [InlineData(-1.0, 1.0)]
    public void An_arrow_points_where_its_vector_does(double u, double v)
    {
        JsonNode arrow = ChartJson.Data(Plot.Quiver([0.0, 4.0], [0.0, 4.0], [u, u], [v, v]))[0]!;
        double dx = (double)arrow["x"]![1]! - (double)arrow["x"]![0]!;
        double dy = (double)arrow["y"]![1]! - (double)arrow["y"]![0]!;
        Assert.Equal(Math.Atan2(v, u), Math.Atan2(dy, dx), 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slider_has_room_for_its_largest_state(bool log)
    {
        await browser.Draw(
            Plot.Slider([100, 0.1, 1], h => Plot.Line([1 * h, 2 * h, 3 * h])).YAxis("y", log: log)
        );
        await browser.Ask<JsonNode?>(
            "Plotly.animate(gd, ...gd.layout.sliders[0].steps[0].args).then(() => null)"
        );
        double[] range = await browser.Ask<double[]>("gd._fullLayout.yaxis.range");
        Assert.True(
            range[0] < (log ? -1 : 0.1) && range[1] > (log ? Math.Log10(300) : 300),
            $"The y axis from {range[0]} to {range[1]} has no room for values from 0.1 to 300."
        );
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
        await AssertPixels(Plot.Image(grey, 6, 5), grey, channels: 1);
        await AssertPixels(Plot.Image(colors, 40, 30), colors, channels: 3);
        await AssertPixels(Plot.Image(flat, 20, 30), flat, channels: 1);
        IEnumerable<double> shares = colors.Select(channel => channel / 255.0);
        await AssertPixels(
            Plot.ImageGrid([shares], new ImageShape(40, 30, 3)),
            colors,
            channels: 3
        );
    }

    [Fact]
    public async Task Signed_images_have_colours_that_are_symmetric_about_zero()
    {
        await browser.Draw(
            Plot.ImageGrid(
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

    private async Task AssertPixels(GenericChart figure, byte[] expected, int channels)
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
            Assert.True(
                wanted.SequenceEqual(pixel),
                $"Pixel {i} is {string.Join(", ", pixel)}, not {string.Join(", ", wanted)}."
            );
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

    /// <summary>What is cut at the figure's edge, and what the title and the mode bar cover.</summary>
    private const string Layout = """
        (() => {
          const faults = [];
          const all = selector => [...gd.querySelectorAll(selector)];
          const box = part => part.getBoundingClientRect();
          const name = part => part.closest('text') ? `'${part.textContent}'` : `its ${part.getAttribute('class')}`;
          const svg = gd.querySelector('.main-svg');
          if (!svg) { return ['nothing is drawn']; }
          const texts = '.gtitle, .xtitle, .ytitle, .legendtext, .annotation-text, .xtick text, .ytick text, .textpoint text';
          for (const part of all('text, .main-svg, .slider-container, .updatemenu-container, .legend, .gl-container')) {
            const its = box(part);
            if (!part.matches(texts) && its.width === 0) { continue; }
            for (const frame of [box(gd), box(svg)]) {
              const beyond = Math.max(frame.left - its.left, frame.top - its.top, its.right - frame.right, its.bottom - frame.bottom);
              if (beyond > 1) { faults.push(`${name(part)} reaches ${beyond.toFixed(1)} pixels beyond the edge`); break; }
            }
          }
          const covers = (cover, parts, what, slack) => {
            if (!cover) { return; }
            const its = box(cover);
            for (const part of parts) {
              const other = box(part);
              if (other.width > 0 && other.left < its.right && other.right > its.left && other.top < its.bottom - slack && other.bottom > its.top + slack) {
                faults.push(`${what} covers ${name(part)}`);
              }
            }
          };
          covers(gd.querySelector('.gtitle'), all('.legendtext, .annotation-text, .xtick text, .ytick text, .plot, .textpoint text'), 'the title', 1);
          covers(
            gd.querySelector('.modebar'),
            all('.gtitle tspan.line, .gtitle, .legend, .annotation-text, .textpoint text').filter(text => !text.querySelector('tspan.line')),
            'the mode bar',
            0);
          return faults;
        })()
        """;
}
