using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Kernels.Tests;

/// <summary>The compiled kernels, in Chromium, give the bits that the library gives here.</summary>
public sealed class KernelTests(KernelBrowser browser) : IClassFixture<KernelBrowser>
{
    /// <summary>A module of the right shape whose product does nothing: what an engine would give that rounds otherwise.</summary>
    private static readonly byte[] s_idle =
    [
        .. "\0asm"u8,
        .. new byte[] { 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x7f, 0, 2, 15, 1, 3 },
        .. "env"u8,
        .. new byte[] { 6 },
        .. "memory"u8,
        .. new byte[] { 2, 0, 1, 3, 2, 1, 0, 6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b, 7, 30, 2, 8 },
        .. "multiply"u8,
        .. new byte[] { 0, 0, 15 },
        .. "__stack_pointer"u8,
        .. new byte[] { 3, 0, 10, 4, 1, 2, 0, 0x0b },
    ];

    private static readonly Dictionary<string, Func<Random, double>> s_draws = new()
    {
        ["usual"] = Numbers.Usual,
        ["short"] = Numbers.Short,
        ["wide"] = Numbers.Wide,
        ["special"] = Numbers.Special,
    };

    public static TheoryData<bool, string> ModulesAndDraws => [.. Rows(s_draws.Keys)];

    public static TheoryData<bool, string> ModulesAndFunctions =>
        [.. Rows(["exp", "log", "tanh", "sigmoid"])];

    [Fact]
    public async Task A_module_that_the_engine_does_not_know_gives_way_to_the_exact_one()
    {
        await using KernelPage page = await browser.Open([.. "\0asm"u8, 1, 0, 0, 0, 99]);
        Assert.False(page.IsFused);
    }

    [Fact]
    public async Task A_module_that_does_not_round_once_gives_way_to_the_exact_one()
    {
        await using KernelPage page = await browser.Open(s_idle);
        Assert.False(page.IsFused);
    }

    [Theory]
    [MemberData(nameof(ModulesAndDraws))]
    public async Task Products_are_chains_of_fused_multiply_adds_bit_for_bit(
        bool fused,
        string draw
    )
    {
        await using KernelPage page = await OpenWith(fused);
        int[] sizes = [1, 2, 3, 4, 5, 8];
        MemoryImage image = new(page.ImageAddress);
        foreach (int m in sizes)
        {
            foreach (int n in sizes)
            {
                foreach (int k in (int[])[0, 1, 2, 9])
                {
                    AddProducts(image, m, n, k, s_draws[draw]);
                }
            }
        }

        image.Check(await page.Call("multiply", image), "Small products");
    }

    [Theory]
    [MemberData(nameof(ModulesAndDraws))]
    public async Task Long_products_are_chains_of_fused_multiply_adds_bit_for_bit(
        bool fused,
        string draw
    )
    {
        await using KernelPage page = await OpenWith(fused);
        MemoryImage image = new(page.ImageAddress);
        foreach (
            (int m, int n, int k) in (ReadOnlySpan<(int, int, int)>)
                [(1, 1, 1100), (7, 5, 255), (6, 3, 256), (5, 7, 257), (40, 11, 100), (11, 40, 513)]
        )
        {
            AddProducts(image, m, n, k, s_draws[draw]);
        }

        image.Check(await page.Call("multiply", image), "Long products");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sums_that_cancel_or_end_half_way_are_rounded_once(bool fused)
    {
        await using KernelPage page = await OpenWith(fused);
        MemoryImage image = new(page.ImageAddress);
        for (int seed = 0; seed < 200; seed++)
        {
            // One term each: a product and a start near its negative, as far off as the lowest bits reach.
            Func<Random, double> draw = seed % 2 == 0 ? Numbers.Wide : Numbers.Short;
            double[] a = Numbers.Draw(1, seed, draw);
            double[] b = Numbers.Draw(40, seed + 1000, draw);
            Random random = new(seed);
            double[] start =
            [
                .. b.Select(value =>
                {
                    double near = -a[0] * value;
                    double ulp = Math.BitIncrement(Math.Abs(near)) - Math.Abs(near);
                    return near + (random.Next(-4, 5) * Math.ScaleB(ulp, random.Next(0, 54)));
                }),
            ];
            AddProduct(image, (1, 40, 1), a, b, start, false, false);
        }

        for (int seed = 0; seed < 400; seed++)
        {
            // A product that ends, but for less than a double can tell, half way between two numbers as large as the start.
            Random random = new(seed);
            int exponent = random.Next(-300, 300);
            double a = 1 + random.NextDouble();
            double[] b = [Math.ScaleB(1 / a, exponent)];
            double odd = Math.ScaleB(1, 53) + random.Next(1 << 20);
            double start = Math.ScaleB(random.Next(2) == 0 ? odd : -odd, exponent);
            AddProduct(image, (1, 1, 1), [a], b, [start], false, false);
        }

        image.Check(await page.Call("multiply", image), "Sums of two");
    }

    [Theory]
    [MemberData(nameof(ModulesAndFunctions))]
    public async Task Functions_have_the_bits_of_the_librarys(bool fused, string function)
    {
        await using KernelPage page = await OpenWith(fused);
        double[] x =
        [
            .. Numbers.Draw(3000, 1, random => 60 * (random.NextDouble() - 0.5)),
            .. Numbers.Draw(3000, 2, random => 2000 * (random.NextDouble() - 0.5)),
            .. Numbers.Draw(3000, 3, random => Math.Abs(Numbers.Wide(random))),
            .. Numbers.Draw(3000, 4, Numbers.Special),
            .. Numbers.Draw(2000, 5, random => random.NextDouble() * double.Epsilon * 1e9),
            1.0,
        ];
        Func<double, double> expected = function switch
        {
            "exp" => Elementwise.Exp,
            "log" => Elementwise.Log,
            "tanh" => Elementwise.Tanh,
            _ => Elementwise.Sigmoid,
        };
        MemoryImage image = new(page.ImageAddress);
        AddSpans(image, x, x, [.. x.Select(expected)]);
        AddSpans(image, x[..1], x[..1], [expected(x[0])]);
        image.Check(await page.Call(function, image), function);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loops_with_multiply_adds_have_the_bits_of_the_librarys(bool fused)
    {
        await using KernelPage page = await OpenWith(fused);
        string[] kernels = ["tanhBackward", "addScaled", "dot", "squaredDifferences"];
        Dictionary<string, MemoryImage> images = kernels.ToDictionary(
            kernel => kernel,
            _ => new MemoryImage(page.ImageAddress)
        );
        foreach (Func<Random, double> draw in s_draws.Values)
        {
            for (int count = 1; count < 40; count++)
            {
                double[] x = Numbers.Draw(count, count, draw);
                double[] y = Numbers.Draw(count, count + 100, draw);
                double a = Numbers.Draw(1, count + 200, draw)[0];
                double[] gradient = new double[count];
                Elementwise.TanhBackward(x, y, gradient);
                AddSpans(images["tanhBackward"], x, y, gradient);
                double[] sums = [.. y];
                Elementwise.AddScaled(a, x, sums);
                AddSpans(images["addScaled"], x, y, sums, a);
                AddSpans(images["dot"], x, y, [Reductions.Dot(x, y)]);
                double squares = Reductions.SumOfSquaredDifferences(x, a);
                AddSpans(images["squaredDifferences"], x, x, [squares], a);
            }
        }

        foreach (string kernel in kernels)
        {
            images[kernel].Check(await page.Call(kernel, images[kernel]), kernel);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_softmax_has_the_bits_of_the_librarys(bool fused)
    {
        await using KernelPage page = await OpenWith(fused);
        MemoryImage image = new(page.ImageAddress);
        Func<Random, double>[] draws =
        [
            random => 20 * (random.NextDouble() - 0.5),
            random => 2000 * (random.NextDouble() - 0.5),
            random => random.Next(-2, 3),
            Numbers.Special,
        ];
        foreach (Func<Random, double> draw in draws)
        {
            foreach (int rows in (ReadOnlySpan<int>)[1, 2, 3, 7, 100])
            {
                foreach (int columns in (ReadOnlySpan<int>)[1, 2, 3, 10])
                {
                    double[] logits = Numbers.Draw(rows * columns, rows, draw);
                    DenseMatrix p = new(rows, columns);
                    double[] maxima = new double[rows];
                    double[] logSums = new double[rows];
                    Reductions.Softmax(new(rows, columns, logits), p, maxima, logSums);
                    image.AddCall(
                        image.Add<double>(logits),
                        image.AddResult(p.Values),
                        image.AddResult(maxima),
                        image.AddResult(logSums),
                        rows,
                        columns
                    );
                    int inPlace = image.AddResult(logits, p.Values);
                    image.AddCall(inPlace, inPlace, 0, 0, rows, columns);
                }
            }
        }

        image.Check(await page.Call("softmax", image), "Softmax");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pixels_are_gathered_as_the_library_does(bool fused)
    {
        await using KernelPage page = await OpenWith(fused);
        MemoryImage image = new(page.ImageAddress);
        Random random = new(1);
        foreach (
            (int count, int width) in (ReadOnlySpan<(int, int)>)
                [(1, 1), (3, 256), (100, 49), (300, 7)]
        )
        {
            byte[] pixels = [.. Enumerable.Range(0, 300 * width).Select(i => (byte)i)];
            int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(300))];
            double[] expected = new double[count * width];
            PixelGather.Gather(pixels, width, indices, expected);
            image.AddCall(
                image.Add<byte>(pixels),
                width,
                image.Add<int>(indices),
                count,
                image.AddResult(expected)
            );
        }

        image.Check(await page.Call("gather", image), "Pixels");
    }

    private static IEnumerable<TheoryDataRow<bool, string>> Rows(IEnumerable<string> names) =>
        from name in names
        from fused in (bool[])[true, false]
        select new TheoryDataRow<bool, string>(fused, name);

    private async Task<KernelPage> OpenWith(bool fused)
    {
        KernelPage page = await browser.Open(fused ? null : s_idle);
        if (fused && !page.IsFused)
        {
            await page.DisposeAsync();
            Assert.Skip(
                "This needs a processor and a browser that multiply and add with one rounding."
            );
        }

        return page;
    }

    /// <summary>A call for spans, and one whose result goes into one of them, as it may with loops.</summary>
    private static void AddSpans(
        MemoryImage image,
        double[] x,
        double[] y,
        double[] expected,
        double a = 0
    )
    {
        int startX = image.Add<double>(x);
        int startY = ReferenceEquals(x, y) ? startX : image.Add<double>(y);
        image.AddCall(a, startX, startY, image.AddResult(expected), x.Length);
        if (expected.Length == x.Length && x.Length > 1)
        {
            int inPlace = image.AddResult(y, expected);
            image.AddCall(a, ReferenceEquals(x, y) ? inPlace : startX, inPlace, inPlace, x.Length);
        }
    }

    private static void AddProducts(
        MemoryImage image,
        int m,
        int n,
        int k,
        Func<Random, double> draw
    )
    {
        double[] a = Numbers.Draw(m * k, m, draw);
        double[] b = Numbers.Draw(k * n, n, draw);
        double[] bias = Numbers.Draw(n, k, draw);
        AddProduct(image, (m, n, k), a, b, bias, false, false);
        AddProduct(image, (m, n, k), a, b, null, true, false);
        AddProduct(image, (m, n, k), a, b, null, false, true);
        AddProduct(image, (m, n, k), a, b, bias, true, true);
    }

    private static void AddProduct(
        MemoryImage image,
        (int M, int N, int K) shape,
        double[] a,
        double[] b,
        double[]? bias,
        bool transposedA,
        bool transposedB
    )
    {
        (int m, int n, int k) = shape;
        (int rowA, int columnA) = transposedA ? (k, 1) : (1, m);
        (int rowB, int columnB) = transposedB ? (n, 1) : (1, k);
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = bias?[j] ?? 0;
                for (int term = 0; term < k; term++)
                {
                    sum = Math.FusedMultiplyAdd(
                        a[(i * rowA) + (term * columnA)],
                        b[(term * rowB) + (j * columnB)],
                        sum
                    );
                }

                c[i + (j * m)] = sum;
            }
        }

        int startA = image.Add<double>(a);
        int startB = image.Add<double>(b);
        int startBias = bias is null ? 0 : image.Add<double>(bias);
        int startC = image.AddResult(c);
        image.AddCall(m, n, k, startA, rowA, columnA, startB, rowB, columnB, startC, m, startBias);
    }
}
