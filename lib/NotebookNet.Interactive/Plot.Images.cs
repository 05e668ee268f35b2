using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Interactive.Figures;
using Plotly.NET;

namespace NotebookNet.Interactive;

#pragma warning disable CS1573 // Overloads inherit the text of the parameters that they share.

public static partial class Plot
{
    private const int LargestImageGrid = 16_000_000;
    private const int Shades = 240;

    private static readonly byte[][] s_diverging =
    [
        .. Enumerable.Range(0, Shades + 1).Select(i => Diverging((double)i / Shades)),
    ];

    /// <summary>One image, its pixels crisp.</summary>
    /// <param name="pixels">Row by row from the top left: one byte a pixel (0 black, 255 white), or three (red, green, blue).</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <param name="caption">Text above the image.</param>
    /// <exception cref="ArgumentException">There are not height × width or 3 × height × width bytes.</exception>
    /// <example><code>Plot.Image(images[0], 28, 28, caption: "5")</code></example>
    public static GenericChart Image(
        byte[] pixels,
        int height,
        int width,
        string? caption = null
    ) => ImageGrid([pixels], height, width, caption is null ? null : [caption], columns: 1);

    /// <summary>One image from a matrix whose elements are its pixels, coloured as in <see cref="ImageGrid(Matrix{double}, int, int, IEnumerable{string}, int?, ValueTuple{double, double}?, bool)"/>.</summary>
    /// <param name="pixels">Height×width, a pixel an element.</param>
    /// <param name="caption">Text above the image.</param>
    /// <param name="range">The values shown as black and white; see <see cref="ImageGrid(Matrix{double}, int, int, IEnumerable{string}, int?, ValueTuple{double, double}?, bool)"/>.</param>
    /// <exception cref="ArgumentException">Nothing is finite.</exception>
    /// <example><code>Plot.Image(kernel, caption: "Gaussian, σ = 2")</code></example>
    public static GenericChart Image(
        Matrix<double> pixels,
        string? caption = null,
        (double From, double To)? range = null
    )
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return ImageGrid(
            [pixels.ToRowMajorArray()],
            pixels.RowCount,
            pixels.ColumnCount,
            caption is null ? null : [caption],
            columns: 1,
            range
        );
    }

    /// <summary>Images of one size side by side, row after row, their pixels crisp.</summary>
    /// <param name="images">Each row by row from the top left: one byte a pixel (0 black, 255 white), or three (red, green, blue).</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Columns of pixels of an image.</param>
    /// <param name="captions">Text above each image, as many; none when null.</param>
    /// <param name="columns">Images in a row; as fits when null.</param>
    /// <exception cref="ArgumentException">There are no images, one has not height × width or 3 × height × width bytes, or the captions are not as many.</exception>
    /// <example><code>Plot.ImageGrid(images, 28, 28, labels.Select(label => $"{label}"))</code></example>
    public static GenericChart ImageGrid(
        IEnumerable<byte[]> images,
        int height,
        int width,
        IEnumerable<string>? captions = null,
        int? columns = null
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        List<byte[]> all = [.. images];
        CheckSizes([.. all.Select(image => image.Length)], height, width);
        return Tiles(
            [.. all.Select(image => Colored(image, height * width))],
            height,
            width,
            captions?.ToList(),
            columns
        );
    }

    /// <summary>
    /// Images of one size side by side, from numbers. When all are ≥ 0 they are greys from 0 (black) to 1, or the largest if that
    /// is above 1 (white); with negative ones among them, as in weights, blue below zero and red above, with a colour bar symmetric about 0
    /// that ends at the size which 98 % of the numbers other than 0 do not exceed: a single large weight leaves the others visible.
    /// </summary>
    /// <param name="images">Each row by row from the top left: one number a pixel.</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Columns of pixels of an image.</param>
    /// <param name="captions">Text above each image, as many; none when null.</param>
    /// <param name="columns">Images in a row; as fits when null.</param>
    /// <param name="range">The values at the ends of the colours; beyond it values are drawn as its ends.</param>
    /// <param name="ownScales">Whether each image has colours of its own from its own values, so that faint ones are seen too.</param>
    /// <exception cref="ArgumentException">There are no images, one has not height × width values, or the captions are not as many.</exception>
    /// <example><code>Plot.ImageGrid(wrong.Select(i => pixels.Row(i)), 28, 28, captions)</code></example>
    public static GenericChart ImageGrid(
        IEnumerable<IEnumerable<double>> images,
        int height,
        int width,
        IEnumerable<string>? captions = null,
        int? columns = null,
        (double From, double To)? range = null,
        bool ownScales = false
    ) => ImageGrid(images, new ImageShape(height, width), captions, columns, range, ownScales);

    /// <summary>
    /// Images of one shape side by side: of one channel as the overload with height and width shows them, of three in colour, where 0 is
    /// black and 1, or the largest number if that is above 1, is full red, green or blue.
    /// </summary>
    /// <param name="images">Each row by row from the top left, a pixel's channels side by side.</param>
    /// <param name="shape">Height, width and channels (1 or 3) of an image.</param>
    /// <param name="captions">Text above each image, as many; none when null.</param>
    /// <param name="columns">Images in a row; as fits when null.</param>
    /// <param name="range">The values at the ends of the colours; beyond it values are drawn as its ends.</param>
    /// <param name="ownScales">Whether each image has colours of its own from its own values, so that faint ones are seen too.</param>
    /// <exception cref="ArgumentException">There are no images, one has not as many values as the shape, or the captions are not as many.</exception>
    /// <example><code>Plot.ImageGrid([image, blurred], training.ImageShape!.Value, ["original", "blurred"])</code></example>
    public static GenericChart ImageGrid(
        IEnumerable<IEnumerable<double>> images,
        ImageShape shape,
        IEnumerable<string>? captions = null,
        int? columns = null,
        (double From, double To)? range = null,
        bool ownScales = false
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        List<double[]> all = [.. images.Select(image => Numbers.Read(image, nameof(images)))];
        return Colored(all, shape, captions?.ToList(), columns, null, range, ownScales);
    }

    /// <summary>Rows of images under each other, each row with its name at the left: the originals and what became of them.</summary>
    /// <param name="rows">Name and images of each row, as many in each; an image as in <see cref="ImageGrid(IEnumerable{IEnumerable{double}}, ImageShape, IEnumerable{string}, int?, ValueTuple{double, double}?, bool)"/>.</param>
    /// <param name="shape">Height, width and channels (1 or 3) of an image.</param>
    /// <param name="range">The values at the ends of the colours; beyond it values are drawn as its ends.</param>
    /// <exception cref="ArgumentException">There are no images, the rows have different numbers of them, or one has not as many values as the shape.</exception>
    /// <example><code>Plot.ImageRows([("original", digits.EnumerateRows()), ("rotated", rotated.EnumerateRows())], shape)</code></example>
    public static GenericChart ImageRows<TImages>(
        IEnumerable<(string Name, TImages Images)> rows,
        ImageShape shape,
        (double From, double To)? range = null
    )
        where TImages : IEnumerable<IEnumerable<double>>
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<(string Name, List<double[]> Images)> all =
        [
            .. rows.Select(row =>
                (row.Name, row.Images.Select(image => Numbers.Read(image, nameof(rows))).ToList())
            ),
        ];
        int across = all.Count == 0 ? 0 : all[0].Images.Count;
        int wrong = all.FindIndex(row => row.Images.Count != across);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Row '{all[wrong].Name}' has {all[wrong].Images.Count} images, row '{all[0].Name}' has {across}.",
                nameof(rows)
            );
        }
        List<string> names = [.. all.Select(row => row.Name)];
        return Colored(
            [.. all.SelectMany(row => row.Images)],
            shape,
            null,
            across,
            names,
            range,
            false
        );
    }

    /// <inheritdoc cref="ImageGrid(IEnumerable{IEnumerable{double}}, ImageShape, IEnumerable{string}, int?, ValueTuple{double, double}?, bool)"/>
    /// <param name="rows">N×(height·width·channels), an image a row.</param>
    /// <example><code>Plot.ImageGrid(Augmentation.Rotation(15).Variants(image, shape, 10, seed: 1), shape)</code></example>
    public static GenericChart ImageGrid(
        Matrix<double> rows,
        ImageShape shape,
        IEnumerable<string>? captions = null,
        int? columns = null,
        (double From, double To)? range = null,
        bool ownScales = false
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        return ImageGrid(rows.EnumerateRows(), shape, captions, columns, range, ownScales);
    }

    /// <inheritdoc cref="ImageGrid(IEnumerable{IEnumerable{double}}, int, int, IEnumerable{string}, int?, ValueTuple{double, double}?, bool)"/>
    /// <param name="rows">N×(height·width), an image a row.</param>
    /// <example><code>Plot.ImageGrid(network.Parameters[0].Value.Transpose(), 28, 28)</code></example>
    public static GenericChart ImageGrid(
        Matrix<double> rows,
        int height,
        int width,
        IEnumerable<string>? captions = null,
        int? columns = null,
        (double From, double To)? range = null,
        bool ownScales = false
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        return ImageGrid(rows.EnumerateRows(), height, width, captions, columns, range, ownScales);
    }

    private static GenericChart Colored(
        List<double[]> images,
        ImageShape shape,
        List<string>? captions,
        int? columns,
        List<string>? rowNames,
        (double From, double To)? range,
        bool ownScales
    )
    {
        if (shape.Channels is not (1 or 3))
        {
            throw new ArgumentException(
                $"An image has 1 or 3 channels, not {shape.Channels}.",
                nameof(shape)
            );
        }
        (int height, int width, int channels) = (shape.Height, shape.Width, shape.Channels);
        CheckSizes([.. images.Select(image => image.Length)], height, width, channels);
        if (range is { } asked && !(asked.From < asked.To))
        {
            throw new ArgumentException(
                Invariant(
                    $"The range ({asked.From}, {asked.To}) must go from a number to a larger one."
                ),
                nameof(range)
            );
        }
        double[] finite = [.. images.SelectMany(image => image).Where(double.IsFinite)];
        Numbers.RequireFinite(finite.Length == 0 ? [double.NaN] : finite, nameof(images));
        bool signed = channels == 1 && (range?.From ?? finite.Min()) < 0;
        (double From, double To) common =
            range ?? (signed ? Symmetric(finite) : (0, Math.Max(1, finite.Max())));
        List<byte[]> tiles = [];
        foreach (double[] image in images)
        {
            (double from, double to) = common;
            double[] own = ownScales && range is null ? [.. image.Where(double.IsFinite)] : [];
            if (own.Length > 0)
            {
                double largest = own.Max();
                (from, to) = signed ? Symmetric(own) : (0, largest > 0 ? largest : 1);
            }
            tiles.Add(
                channels == 1
                    ? Colored(image, from, to, signed)
                    : Colored(Bytes(image, from, to), height * width)
            );
        }
        ChartBuilder figure = Tiles(tiles, height, width, captions, columns, rowNames);
        if (!signed)
        {
            return figure;
        }
        bool cut = finite.Min() < common.From || finite.Max() > common.To;
        return AddColorBar(figure, common, cut, ownScales && range is null);
    }

    /// <summary>From −s to s, where s is the size that 98 % of the values other than 0 do not exceed.</summary>
    private static (double From, double To) Symmetric(double[] values)
    {
        double[] sizes = [.. values.Where(value => value != 0).Select(Math.Abs).Order()];
        if (sizes.Length == 0)
        {
            return (-1, 1);
        }
        double most = sizes[(int)Math.Ceiling(0.98 * sizes.Length) - 1];
        double end = most < sizes[^1] ? Numbers.Round(most, 2) : most;
        return (-end, end);
    }

    private static void CheckSizes(List<int> lengths, int height, int width, int? channels = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (lengths.Count == 0)
        {
            throw new ArgumentException("Expected at least one image, got none.");
        }
        long size = (long)height * width;
        int wrong = lengths.FindIndex(length =>
            channels is { } fixedChannels
                ? length != fixedChannels * size
                : length != size && length != 3 * size
        );
        if (wrong >= 0)
        {
            string expected = channels is { } given
                ? $"{given * size}"
                : $"{size} (grey) or {3 * size} (red, green, blue)";
            throw new ArgumentException(
                $"Image {wrong} has {lengths[wrong]} values; {expected} are expected for {height}×{width} pixels."
            );
        }
        if (size * lengths.Count > LargestImageGrid)
        {
            throw new ArgumentException(
                $"{lengths.Count} images of {height}×{width} are {size * lengths.Count} pixels; at most {LargestImageGrid} are drawn."
            );
        }
    }

    private static byte[] Bytes(double[] image, double from, double to) =>
        [
            .. image.Select(value =>
                double.IsNaN(value)
                    ? (byte)0
                    : (byte)Math.Round(255 * Math.Clamp((value - from) / (to - from), 0, 1))
            ),
        ];

    private static byte[] Colored(byte[] image, int pixels)
    {
        byte[] rgba = new byte[4 * pixels];
        bool grey = image.Length == pixels;
        for (int i = 0; i < pixels; i++)
        {
            Paint(rgba, i, grey ? [image[i], image[i], image[i]] : image.AsSpan(3 * i, 3));
        }
        return rgba;
    }

    private static byte[] Colored(double[] image, double from, double to, bool signed)
    {
        byte[] rgba = new byte[4 * image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            if (!double.IsFinite(image[i]))
            {
                continue;
            }
            double level = Math.Clamp((image[i] - from) / (to - from), 0, 1);
            byte grey = (byte)Math.Round(255 * level);
            ReadOnlySpan<byte> shade = [grey, grey, grey];
            Paint(rgba, i, signed ? s_diverging[(int)Math.Round(level * Shades)] : shade);
        }
        return rgba;
    }

    /// <summary>Gives a pixel its red, green and blue.</summary>
    private static void Paint(byte[] rgba, int pixel, ReadOnlySpan<byte> color)
    {
        color.CopyTo(rgba.AsSpan(4 * pixel));
        rgba[(4 * pixel) + 3] = 255;
    }

    private static byte[] Diverging(double level)
    {
        int i = 1;
        while (Theme.Diverging[i].Position < level)
        {
            i++;
        }
        (double start, string low) = Theme.Diverging[i - 1];
        (double end, string high) = Theme.Diverging[i];
        double share = (level - start) / (end - start);
        byte[] from = Convert.FromHexString(low[1..]);
        byte[] to = Convert.FromHexString(high[1..]);
        return [.. from.Zip(to, (a, b) => (byte)Math.Round(a + (share * (b - a))))];
    }

    /// <summary>All images in one PNG with transparent gaps, the captions as text between the rows.</summary>
    private static ChartBuilder Tiles(
        List<byte[]> images,
        int height,
        int width,
        List<string>? captions,
        int? columns,
        List<string>? rowNames = null
    )
    {
        if (captions is not null && captions.Count != images.Count)
        {
            throw new ArgumentException(
                $"There are {images.Count} images and {captions.Count} captions.",
                nameof(captions)
            );
        }
        int across = Math.Min(images.Count, columns ?? Columns(images.Count));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(across, nameof(columns));
        int down = (images.Count + across - 1) / across;
        int gap = Math.Max(1, width / 14);
        double tile = Math.Min(640.0 / across, 140) * width / (width + gap);
        double scale = images.Count == 1 ? 320.0 / Math.Max(width, height) : tile / width;
        double fontSize = 12;
        if (captions is not null)
        {
            double room = scale * (width + gap);
            captions = [.. captions.Select(caption => TextSize.Wrap(caption, fontSize, room - 4))];
            double widest = captions.Max(caption => TextSize.Width(caption, fontSize));
            fontSize = Math.Round(Math.Clamp(fontSize * room / Math.Max(1, widest), 8, fontSize));
        }
        double left = rowNames is null
            ? 0
            : (rowNames.Max(name => TextSize.Width(name, 13)) + 12) / scale;
        int captionLines = captions?.Max(caption => caption.Split("<br>").Length) ?? 0;
        int headroom = captions is null
            ? gap
            : (int)Math.Ceiling(((15.0 * captionLines) + 5) / scale);
        int totalWidth = (across * (width + gap)) - gap;
        int totalHeight = down * (height + headroom);

        byte[] canvas = new byte[4 * totalWidth * totalHeight];
        for (int i = 0; i < images.Count; i++)
        {
            int column = i % across * (width + gap);
            int top = (i / across * (height + headroom)) + headroom;
            for (int row = 0; row < height; row++)
            {
                images[i]
                    .AsSpan(4 * row * width, 4 * width)
                    .CopyTo(canvas.AsSpan(4 * (((top + row) * totalWidth) + column)));
            }
        }

        string kind = images.Count == 1 ? "image" : $"{images.Count} images in {down} rows, each";
        string said = captions is null ? "" : $": {string.Join(", ", captions)}";
        ChartBuilder figure = new ChartBuilder().Add(
            new Attributes
            {
                ["type"] = "image",
                ["source"] =
                    "data:image/png;base64,"
                    + Convert.ToBase64String(Png.Encode(canvas, totalWidth, totalHeight)),
                ["hoverinfo"] = "skip",
                ["meta"] =
                    $"{kind} {height}×{width} pixels{said.Replace("<br>", " ", StringComparison.Ordinal)}",
            }
        );
        figure.Extras = new FigureExtras
        {
            NaturalSize = (
                Math.Max(220, (int)Math.Ceiling((totalWidth + left) * scale) + 20),
                Math.Max(100, (int)Math.Ceiling(totalHeight * scale) + 20)
            ),
        };
        figure
            .Hide("xaxis", -0.5 - left, totalWidth - 0.5)
            .Set("xaxis.constrain", "domain")
            .Hide("yaxis", totalHeight - 0.5, -0.5)
            .Set("yaxis.constrain", "domain")
            .Set("yaxis.scaleanchor", "x")
            .Set("dragmode", false)
            .Set("margin", NarrowMargin());
        if (captions is not null)
        {
            figure.Add(
                Texts(
                    captions,
                    i => (i % across * (width + gap)) + ((width - 1) / 2.0),
                    i => (i / across * (height + headroom)) + headroom - 0.5,
                    "top center",
                    fontSize
                )
            );
        }
        if (rowNames is not null)
        {
            figure.Add(
                Texts(
                    rowNames,
                    _ => -0.5 - (6 / scale),
                    i => (i * (height + headroom)) + headroom + ((height - 1) / 2.0),
                    "middle left",
                    13
                )
            );
        }
        return figure;
    }

    private static Attributes Texts(
        List<string> texts,
        Func<int, double> x,
        Func<int, double> y,
        string position,
        double size
    ) =>
        new()
        {
            ["type"] = "scatter",
            ["mode"] = "text",
            ["x"] = Numbers.Rounded([.. texts.Select((_, i) => x(i))]),
            ["y"] = Numbers.Rounded([.. texts.Select((_, i) => y(i))]),
            ["text"] = texts.ToArray(),
            ["textposition"] = position,
            ["textfont"] = new Attributes { ["size"] = size },
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
            ["meta"] = "",
        };

    /// <summary>A row for a few images; for more, rows that are full where the number allows it and somewhat wider than high together.</summary>
    private static int Columns(int count)
    {
        double wide = Math.Sqrt(1.6 * count);
        return count <= 6
            ? count
            : Enumerable
                .Range(1, 20)
                .Where(columns => columns >= 0.7 * wide && columns <= 1.6 * wide)
                .OrderBy(columns => count % columns == 0 ? 0 : 1)
                .ThenBy(columns => Math.Abs(columns - wide))
                .FirstOrDefault(20);
    }

    private static GenericChart AddColorBar(
        ChartBuilder figure,
        (double From, double To) scale,
        bool cut,
        bool own
    )
    {
        (int width, int height) = figure.Extras.NaturalSize!.Value;
        figure.Extras = new FigureExtras { NaturalSize = (width + 70, Math.Max(height, 200)) };
        (double from, double to) = own ? (-1, 1) : scale;
        Attributes bar = ColorBar(own ? "own scales" : null);
        if (own || cut)
        {
            double[] ticks = own ? [from, 0, to] : [from, from / 2, 0, to / 2, to];
            string[] labels = own
                ? ["−", "0", "+"]
                : [$"≤ {Text(from)}", Text(from / 2), "0", Text(to / 2), $"≥ {Text(to)}"];
            bar["tickvals"] = Numbers.Rounded(ticks);
            bar["ticktext"] = labels.ToArray();
        }
        return figure
            .Add(
                new Attributes
                {
                    ["type"] = "scatter",
                    ["mode"] = "markers",
                    ["x"] = new object?[] { null },
                    ["y"] = new object?[] { null },
                    ["showlegend"] = false,
                    ["hoverinfo"] = "skip",
                    ["meta"] = own
                        ? "colours: each image's own, blue below 0 to red above"
                        : Invariant(
                            $"colours: blue {Numbers.Round(from, 3)} to red {Numbers.Round(to, 3)}"
                        ),
                    ["marker"] = new Attributes
                    {
                        ["color"] = new[] { Numbers.Round(from, 6) },
                        ["cmin"] = Numbers.Round(from, 6),
                        ["cmax"] = Numbers.Round(to, 6),
                        ["colorscale"] = Theme.DivergingScale(),
                        ["showscale"] = true,
                        ["colorbar"] = bar,
                    },
                }
            )
            .Set("margin.r", 80);

        static string Text(double value) =>
            Numbers.Round(value, 3).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
