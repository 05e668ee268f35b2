using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive.Tests;

/// <summary>Long arrays of a figure as typed arrays, and long curves thinned.</summary>
[Collection<Browser>]
public sealed class PackedFigureTests(Browser browser)
{
    [Theory]
    [InlineData("i1", -128, 127)]
    [InlineData("u1", 0, 255)]
    [InlineData("i2", -129, 127)]
    [InlineData("i2", -32768, 32767)]
    [InlineData("u2", 0, 65535)]
    [InlineData("i4", -1, 65536)]
    [InlineData("i4", int.MinValue, int.MaxValue)]
    [InlineData("f4", 0.5, 98304.25)]
    [InlineData("f8", 0, 2147483649)]
    [InlineData("f8", 0.1, 0.3)]
    public void Numbers_that_may_be_written_out_have_the_smallest_type_that_keeps_them(
        string type,
        double low,
        double high
    )
    {
        JsonArray array =
        [
            .. Enumerable.Range(0, 30).Select(i => (JsonNode)(i % 2 == 0 ? low : high)),
        ];
        JsonObject packed = PackedArrays.Packed(array, isPlace: false)!;
        Assert.Equal(type, (string?)packed["dtype"]);
        Assert.Equal(array.Select(value => (double)value!), Unpacked(packed));
    }

    [Fact]
    public void A_place_is_kept_to_less_than_a_hundredth_of_a_pixel()
    {
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];
        JsonObject packed = PackedArrays.Packed(Array(values), isPlace: true)!;
        Assert.Equal("f4", (string?)packed["dtype"]);
        // A figure of 4000 pixels.
        Assert.All(
            Unpacked(packed).Zip(values),
            pair => Assert.True(Math.Abs(pair.First - pair.Second) * 4000 < 0.01)
        );
        double[] offset = [.. values.Select(value => 1e6 + value)];
        Assert.Equal("f8", (string?)PackedArrays.Packed(Array(offset), isPlace: true)!["dtype"]);
        double[] tiny = [.. values.Select(value => value * 1e-40)];
        Assert.Equal("f8", (string?)PackedArrays.Packed(Array(tiny), isPlace: true)!["dtype"]);
    }

    [Fact]
    public void Short_arrays_texts_and_ragged_rows_stay_as_they_are()
    {
        Assert.Null(PackedArrays.Packed(Array(new double[20]), true));
        Assert.NotNull(PackedArrays.Packed(Array(new double[21]), true));
        Assert.Null(PackedArrays.Packed([.. Enumerable.Repeat("a", 30)], true));
        Assert.Null(PackedArrays.Packed([Array(new double[20]), Array(new double[19])], true));
        Assert.Null(
            PackedArrays.Packed(
                [Array(new double[30]), .. Array([1.0])!.Select(v => v!.DeepClone())],
                true
            )
        );
        Assert.Null(PackedArrays.Packed([], true));
        JsonObject rows = PackedArrays.Packed(
            [Array(new double[20]), Array(new double[20])],
            true
        )!;
        Assert.Equal("2, 20", (string?)rows["shape"]);
    }

    [Fact]
    public void A_gap_is_a_number_that_is_none()
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => i == 7 ? double.NaN : i)];
        JsonObject packed = PackedArrays.Packed(Array(values), true)!;
        Assert.Equal("f4", (string?)packed["dtype"]);
        Assert.Equal(values, Unpacked(packed));
    }

    [Fact]
    public async Task Packed_frames_move_an_animation()
    {
        double[] x = [.. Enumerable.Range(0, 30).Select(i => (double)i)];
        GenericChart figure = Plot.Animation(
            Enumerable
                .Range(1, 4)
                .Select(k =>
                    (
                        $"{k}",
                        Plot.Line(
                            x.Take(k == 1 ? 5 : 30),
                            x.Take(k == 1 ? 5 : 30).Select(v => v * k * 1.5)
                        )
                    )
                )
        );
        await browser.Draw(figure);
        for (int k = 4; k >= 1; k--)
        {
            await browser.Ask<JsonNode?>(
                $"Plotly.animate(gd, ...gd.layout.sliders[0].steps[{k - 1}].args).then(() => null)"
            );
            double[] y = await browser.Ask<double[]>("Array.from(gd._fullData[0].y)");
            Assert.Equal(k == 1 ? 5 : 30, y.Length);
            Assert.Equal(4 * k * 1.5, y[4]);
        }
    }

    [Fact]
    public void Of_a_column_the_first_the_last_the_lowest_and_the_highest_stay()
    {
        // Two columns of width 10: in the first the values 5 1 9 … 4, in the second one value, and a gap between others.
        double[] x = [0, 1, 2, 3, 4, 10, 20, 21, 22, 23, 24];
        double[] y = [5, 1, 7, 9, 4, 2, 3, double.NaN, double.NaN, 6, 8];
        bool[] kept = CurveThinning.Kept(x, y, 0, 10);
        Assert.Equal([true, true, false, true, true, true, true, true, false, true, true], kept);
    }

    [Fact]
    public void A_thinned_curve_keeps_its_extremes_in_each_column_and_at_most_four_points()
    {
        (double[] x, double[] y) = Noise(20000);
        JsonNode trace = Plot.Line(x, y).ToJson()["data"]![0]!;
        double[] shownX = Unpacked((JsonObject)trace["x"]!);
        double[] shownY = Unpacked((JsonObject)trace["y"]!);
        int columns = Plot.DefaultWidth;
        Assert.InRange(shownX.Length, columns, 4 * columns + 4);
        ILookup<int, double> all = Columns(x, y);
        ILookup<int, double> shown = Columns(shownX, shownY);
        Assert.Equal(all.Count, shown.Count);
        foreach (IGrouping<int, double> column in all)
        {
            Assert.Equal(column.Min(), shown[column.Key].Min(), 1e-5);
            Assert.Equal(column.Max(), shown[column.Key].Max(), 1e-5);
            Assert.Equal(column.First(), shown[column.Key].First(), 1e-5);
            Assert.Equal(column.Last(), shown[column.Key].Last(), 1e-5);
        }

        ILookup<int, double> Columns(double[] xs, double[] ys) =>
            Enumerable
                .Range(0, xs.Length)
                .ToLookup(
                    i => (int)Math.Floor((xs[i] - x[0]) / ((x[^1] - x[0]) / columns)),
                    i => ys[i]
                );
    }

    [Fact]
    public void Short_curves_points_and_curves_that_turn_back_are_not_thinned()
    {
        (double[] x, double[] y) = Noise(20000);
        Assert.Equal(1000, Shown(Plot.Line(x.Take(1000), y.Take(1000))));
        Assert.Equal(20000, Shown(Plot.Scatter(x, y)));
        Assert.Equal(20000, Shown(Plot.Line(x.Reverse(), y)));
        Assert.Equal(20000, Shown(Plot.Line(x, y).SetTrace(0, "text", x.Select(v => "a"))));
        Assert.Equal(20000, ChartJson.Data(Plot.Line(x, y))[0]!["x"]!.AsArray().Count);

        static int Shown(GenericChart figure) =>
            Unpacked((JsonObject)figure.ToJson()["data"]![0]!["y"]!).Length;
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false, Traits = ["Tier", "long"])]
    [InlineData(false, true, Traits = ["Tier", "long"])]
    public async Task A_thinned_curve_is_the_same_picture(bool logX, bool logY)
    {
        (double[] x, double[] y) = Noise(20000);
        GenericChart thinned = Plot.Line(x, y).XAxis("x", log: logX).YAxis("y", log: logY);
        double[] changed = await browser.Differences(
            thinned.ToJson(),
            Full(y),
            Full([.. y.Select((value, i) => i > 10000 ? double.NaN : value)])
        );
        Assert.True(changed[0] < 0.01, $"{changed[0]:P3} of the thinned curve's ink is another.");
        Assert.True(
            changed[1] > 0.02,
            $"A curve that lacks its end differs by {changed[1]:P3} alone: the measure sees nothing."
        );

        JsonObject Full(double[] values)
        {
            JsonObject full = thinned.ToJson();
            full["data"]![0]!["x"] = Array(x);
            full["data"]![0]!["y"] = Array(values);
            return full;
        }
    }

    private static JsonArray Array(double[] values) =>
        [.. values.Select(value => double.IsNaN(value) ? null : (JsonNode)value)];

    private static (double[] X, double[] Y) Noise(int count)
    {
        Random random = new(1);
        return (
            [.. Enumerable.Range(1, count).Select(i => (double)i)],
            [
                .. Enumerable
                    .Range(1, count)
                    .Select(i => (2.3 * Math.Exp(-i / 5000.0)) + 0.1 + (0.3 * random.NextDouble())),
            ]
        );
    }

    /// <summary>The packed arrays of a figure's traces: where each stands in its data, and its numbers.</summary>
    internal static IEnumerable<(string Path, double[] Values)> Packed(GenericChart figure)
    {
        JsonArray data = (JsonArray)figure.ToJson()["data"]!;
        return from i in Enumerable.Range(0, data.Count)
            from path in (string[])["x", "y", "z", "marker.color", "marker.size"]
            let array = path.Split('.')
                .Aggregate(data[i], (node, step) => (node as JsonObject)?[step]) as JsonObject
            where array?["bdata"] is not null
            select ($"[{i}].{path}", Unpacked(array));
    }

    private static double[] Unpacked(JsonObject packed)
    {
        byte[] bytes = Convert.FromBase64String((string)packed["bdata"]!);
        return (string)packed["dtype"]! switch
        {
            "i1" => Cast<sbyte>(),
            "u1" => Cast<byte>(),
            "i2" => Cast<short>(),
            "u2" => Cast<ushort>(),
            "i4" => Cast<int>(),
            "f4" => Cast<float>(),
            "f8" => Cast<double>(),
            var other => throw new ArgumentException(other),
        };

        double[] Cast<T>()
            where T : struct, System.Numerics.INumber<T> =>
            [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(double.CreateChecked)];
    }
}
