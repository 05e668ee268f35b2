using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>Where things stand in a figure, measured in a browser.</summary>
[Collection<Browser>]
public sealed class LaidOutFigureTests(Browser browser)
{
    /// <summary>
    /// The number of panels, whether both axes are shared, and whether there is a legend: of all, the quick tier has one row of panels,
    /// the first grid that is not full, and the largest one.
    /// </summary>
    public static IEnumerable<TheoryDataRow<int, bool, bool>> PanelCounts =>
        from count in Enumerable.Range(2, 11)
        from shared in (bool[])[false, true]
        let row = new TheoryDataRow<int, bool, bool>(count, shared, count % 2 == 0)
        select (count, shared) is (2 or 5, false) or (3 or 12, true)
            ? row
            : row.WithTrait("Tier", "long");

    [Theory]
    [MemberData(nameof(PanelCounts))]
    public async Task The_texts_of_neighboring_panels_never_collide(
        int count,
        bool shared,
        bool legend
    )
    {
        await AssertNoCollision(
            Plot.Panels(
                    Enumerable.Range(0, count).Select(k => Panel(k, legend)),
                    sharedX: shared,
                    sharedY: shared
                )
                .Titled("Many panels")
        );
    }

    [Theory]
    [InlineData(2, 640, 360)]
    [InlineData(4, 1200, 500)]
    [InlineData(6, 1000, 900)]
    public async Task Texts_of_panels_do_not_collide_in_another_size(
        int count,
        int width,
        int height
    )
    {
        GenericChart figure = Plot.Panels(
                Enumerable.Range(0, count).Select(k => Panel(k, legend: false))
            )
            .Titled("Panels")
            .Size(width, height);
        Assert.Equal((width, height), (new Drawing(figure).Width, new Drawing(figure).Height));
        await AssertNoCollision(figure);
    }

    private async Task AssertNoCollision(GenericChart figure)
    {
        await browser.Draw(figure);
        string[] collisions = await browser.Ask<string[]>(
            """
            (() => {
              const texts = [...gd.querySelectorAll('.gtitle, .xtick text, .ytick text, .xaxislayer-above text, .yaxislayer-above text, .infolayer text.legendtext, .annotation-text')]
                .concat([...gd.querySelectorAll('.infolayer g[class^="g-x"] text, .infolayer g[class^="g-y"] text')])
                .filter((text, i, all) => all.indexOf(text) === i);
              const frame = gd.querySelector('.main-svg').getBoundingClientRect();
              const boxes = texts.map(text => ({ what: text.textContent, box: text.getBoundingClientRect() })).filter(t => t.box.width > 0);
              const found = [];
              boxes.forEach((a, i) => {
                if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1 || a.box.bottom > frame.bottom + 1) { found.push(`'${a.what}' is cut`); }
                boxes.slice(i + 1).forEach(b => {
                  const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                  const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                  if (across > 1 && down > 3) { found.push(`'${a.what}' and '${b.what}' overlap by ${across.toFixed(1)} × ${down.toFixed(1)} pixels`); }
                });
              });
              return found;
            })()
            """
        );
        Assert.True(collisions is [], string.Join("; ", collisions));
    }

    /// <summary>Panels that need room in different ways: long numbers, logarithms, names, long titles.</summary>
    private static GenericChart Panel(int k, bool legend)
    {
        double[] x = [.. Enumerable.Range(1, 30).Select(i => (double)i)];
        GenericChart figure = (k % 5) switch
        {
            0 => Plot.Line(
                    x.Select(i => 1000 * i),
                    x.Select(i => 100000 + (i / 1000)),
                    name: "far away"
                )
                .XAxis("iteration")
                .YAxis("sum of the squared errors of all samples"),
            1 => Plot.Line(
                    x.Select(i => Math.Pow(10, -i / 2)),
                    x.Select(i => Math.Pow(10, i / 3)),
                    name: "steep"
                )
                .XAxis("step size h of the central difference quotient", log: true)
                .YAxis("error", log: true),
            2 => Plot.Line(x.Select(i => i / 1e4), x.Select(i => -123456 * i), name: "large")
                .XAxis("rate")
                .YAxis("loss"),
            3 => Plot.Line(x, x.Select(i => 0.15 + (i / 20)), name: "short logarithm")
                .XAxis("x")
                .YAxis("y", log: true),
            _ => Plot.Line(x.Select(i => 2e-7 * i), x.Select(i => 3e8 * i), name: "powers")
                .XAxis("tiny")
                .YAxis("huge"),
        };
        if (legend)
        {
            figure = figure.With(Plot.Line([1.0, 2.0], [1.0, 2.0], name: "a reference"));
        }
        return figure.Titled(
            k % 3 == 0 ? $"Panel {k}" : $"Panel number {k} has a title of a certain length"
        );
    }
}
