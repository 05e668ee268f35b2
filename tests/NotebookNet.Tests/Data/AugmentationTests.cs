using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Data;

public class AugmentationTests
{
    private static readonly ImageShape s_grey = new(28, 28);

    /// <summary>Every augmentation, as a course uses it; all fit images from 4×4 pixels.</summary>
    private static readonly Augmentation[] s_all =
    [
        new Shift(2),
        new HorizontalFlip(),
        new RandomCrop(3, 4),
        new RandomCrop(5, 4, padding: 1),
        new Brightness(0.5),
        new Resize(6, 9),
        new Resize(3, 2, smooth: false),
        new Erasing(0.1, 0.4),
        new GaussianBlur(0.8),
        new GaussianNoise(0.2),
        new ColorNoise(0.2),
        new Rotation(30),
        new ElasticDistortion(8, 2),
        new HorizontalFlip().WithProbability(0.5),
        new AugmentationSequence(
            new Rotation(10),
            new Resize(7, 5),
            new Shift(1),
            new GaussianNoise(0.1)
        ),
    ];

    private static readonly Augmentation[] s_identities =
    [
        new Shift(0),
        Shift.By(0, 0),
        Brightness.By(1),
        new Brightness(0),
        new Erasing(0, 0),
        new GaussianNoise(0),
        new ColorNoise(0),
        new Rotation(0),
        Rotation.By(360),
        Rotation.By(-720),
        new ElasticDistortion(alpha: 0),
        new AugmentationSequence(),
        new AugmentationSequence(new HorizontalFlip(), new HorizontalFlip()),
        new AugmentationSequence(Rotation.By(180), Rotation.By(180)),
        new GaussianNoise(1).WithProbability(0),
    ];

    [Fact]
    public void Every_augmentation_is_reached_from_one_name()
    {
        (Augmentation Named, Augmentation Made)[] pairs =
        [
            (Augmentation.HorizontalFlip, new HorizontalFlip()),
            (Augmentation.Shift(2), new Shift(2)),
            (Augmentation.ShiftBy(1, -2), Shift.By(1, -2)),
            (Augmentation.Rotation(20), new Rotation(20)),
            (Augmentation.RotationBy(-35), Rotation.By(-35)),
            (Augmentation.Brightness(0.5), new Brightness(0.5)),
            (Augmentation.BrightnessBy(0.5), Brightness.By(0.5)),
            (Augmentation.RandomCrop(3, 4, 1), new RandomCrop(3, 4, 1)),
            (Augmentation.Resize(3, 4), new Resize(3, 4)),
            (Augmentation.Resize(3, 4, smooth: false), new Resize(3, 4, smooth: false)),
            (Augmentation.Erasing(0.1, 0.3), new Erasing(0.1, 0.3)),
            (Augmentation.GaussianBlur(0.7), new GaussianBlur(0.7)),
            (Augmentation.GaussianNoise(0.2), new GaussianNoise(0.2)),
            (Augmentation.ColorNoise(0.2), new ColorNoise(0.2)),
            (Augmentation.ElasticDistortion(5, 2), new ElasticDistortion(5, 2)),
            (
                Augmentation.Sequence(Augmentation.Shift(1), Augmentation.RotationBy(90)),
                new AugmentationSequence(new Shift(1), Rotation.By(90))
            ),
        ];
        var shape = new ImageShape(5, 6);
        Vector<double> image = Vector<double>.Build.Dense(30, i => i / 30.0);
        foreach ((Augmentation named, Augmentation made) in pairs)
        {
            Assert.Equal($"{made}", $"{named}");
            Assert.Equal(made.Variants(image, shape, 3, 7), named.Variants(image, shape, 3, 7));
        }
    }

    [Fact]
    public void What_changes_nothing_gives_the_image_bit_for_bit() =>
        ForImages(
            (image, shape, seed) =>
                s_identities
                    .Append(new Resize(shape.Height, shape.Width))
                    .Append(new Resize(shape.Height, shape.Width, smooth: false))
                    .Append(new RandomCrop(shape.Height, shape.Width))
                    .All(a => Apply(a, image, shape, seed).AsSpan().SequenceEqual(image))
        );

    [Fact]
    public void Every_result_has_the_output_shape_and_values_in_0_to_1() =>
        ForImages(
            (image, shape, seed) =>
                s_all.All(a =>
                    a.OutputShape(shape).Channels == shape.Channels
                    && Apply(a, image, shape, seed).All(v => v is >= 0 and <= 1)
                )
        );

    [Fact]
    public void A_white_image_stays_within_0_to_1() =>
        ForImages(
            (image, shape, seed) =>
            {
                Array.Fill(image, 1);
                return s_all.All(a => Apply(a, image, shape, seed).All(v => v is >= 0 and <= 1));
            }
        );

    [Fact]
    public void Equal_seeds_give_equal_images_and_leave_the_original_alone() =>
        ForImages(
            (image, shape, seed) =>
            {
                double[] original = [.. image];
                return s_all.All(a =>
                        Apply(a, image, shape, seed)
                            .AsSpan()
                            .SequenceEqual(Apply(a, image, shape, seed))
                    ) && image.AsSpan().SequenceEqual(original);
            }
        );

    [Fact]
    public void Different_seeds_give_different_images()
    {
        double[] image = RandomImage(s_grey, 1);
        foreach (
            Augmentation random in s_all.Where(a =>
                a is not (HorizontalFlip or Resize or GaussianBlur)
            )
        )
        {
            Assert.True(
                Enumerable
                    .Range(0, 20)
                    .Select(seed => Apply(random, image, s_grey, seed))
                    .DistinctBy(result => string.Join(' ', result))
                    .Count() > 1,
                random.ToString()
            );
        }
    }

    [Fact]
    public void No_augmentation_allocates_after_its_first_image()
    {
        var shape = new ImageShape(28, 28, 3);
        double[] image = RandomImage(shape, 1);
        Random random = RandomNumbers.Create(2);
        foreach (Augmentation augmentation in s_all)
        {
            var result = new double[augmentation.OutputShape(shape).Size];
            long allocated = Allocations.Of(() => augmentation.Apply(image, shape, result, random));
            Assert.True(allocated == 0, $"{augmentation}: {allocated} bytes");
        }
    }

    [Fact]
    public void A_shift_moves_every_pixel_and_fills_with_zeros() =>
        ForImages(
            (image, shape, seed) =>
            {
                Random random = RandomNumbers.Create(seed);
                int right = random.Next(-10, 11);
                int down = random.Next(-10, 11);
                double[] result = Apply(Shift.By(right, down), image, shape, seed);
                return AllPixels(shape)
                    .All(p =>
                        result[Index(shape, p.Y, p.X, p.C)]
                        == At(image, shape, p.Y - down, p.X - right, p.C)
                    );
            }
        );

    [Fact]
    public void A_random_shift_reaches_every_place_up_to_its_maximum()
    {
        var shape = new ImageShape(5, 5);
        var image = new double[25];
        image[12] = 1;
        HashSet<int> places = [];
        for (int seed = 0; seed < 1000; seed++)
        {
            places.Add(Array.IndexOf(Apply(new Shift(2), image, shape, seed), 1));
        }

        Assert.Equal(Enumerable.Range(0, 25), places.Order());
    }

    [Fact]
    public void A_flip_mirrors_left_to_right() =>
        ForImages(
            (image, shape, seed) =>
            {
                double[] result = Apply(new HorizontalFlip(), image, shape, seed);
                return AllPixels(shape)
                    .All(p =>
                        result[Index(shape, p.Y, p.X, p.C)]
                        == At(image, shape, p.Y, shape.Width - 1 - p.X, p.C)
                    );
            }
        );

    [Fact]
    public void A_quarter_turn_of_a_square_image_is_exact_and_counter_clockwise() =>
        ForImages(
            (_, shape, seed) =>
            {
                shape = shape with { Width = shape.Height };
                double[] image = RandomImage(shape, seed);
                int last = shape.Height - 1;
                double[] left = Apply(Rotation.By(90), image, shape, seed);
                double[] half = Apply(Rotation.By(180), image, shape, seed);
                double[] right = Apply(Rotation.By(-90), image, shape, seed);
                return AllPixels(shape)
                    .All(p =>
                        left[Index(shape, p.Y, p.X, p.C)] == At(image, shape, p.X, last - p.Y, p.C)
                        && half[Index(shape, p.Y, p.X, p.C)]
                            == At(image, shape, last - p.Y, last - p.X, p.C)
                        && right[Index(shape, p.Y, p.X, p.C)]
                            == At(image, shape, last - p.X, p.Y, p.C)
                    );
            }
        );

    [Fact]
    public void A_random_crop_is_a_window_and_reaches_every_place()
    {
        var shape = new ImageShape(4, 5, 3);
        double[] image = RandomImage(shape, 3);
        HashSet<(int, int)> places = [];
        for (int seed = 0; seed < 500; seed++)
        {
            double[] crop = Apply(new RandomCrop(3, 3, padding: 1), image, shape, seed);
            var window = new ImageShape(3, 3, 3);
            places.Add(
                Enumerable
                    .Range(-1, 4)
                    .SelectMany(top => Enumerable.Range(-1, 5).Select(left => (top, left)))
                    .Single(place =>
                        AllPixels(window)
                            .All(p =>
                                crop[Index(window, p.Y, p.X, p.C)]
                                == At(image, shape, place.top + p.Y, place.left + p.X, p.C)
                            )
                    )
            );
        }

        Assert.Equal(20, places.Count);
    }

    [Fact]
    public void Brightness_multiplies_by_one_factor_in_its_range_and_clips_at_1() =>
        ForImages(
            (image, shape, seed) =>
            {
                image[0] = 0.25;
                double[] result = Apply(new Brightness(0.4), image, shape, seed);
                double factor = result[0] / 0.25;
                return factor is >= 0.6 and <= 1.4
                    && image.Zip(result).All(p => p.Second == Math.Min(1, factor * p.First));
            }
        );

    [Fact]
    public void A_resized_constant_image_is_constant() =>
        ForImages(
            (image, shape, seed) =>
            {
                Array.Fill(image, image[0]);
                return new Resize[] { new(9, 3), new(2, 11, smooth: false) }.All(r =>
                    Apply(r, image, shape, seed).All(v => v == image[0])
                );
            }
        );

    [Fact]
    public void Erasing_zeroes_one_rectangle_of_the_drawn_area()
    {
        var shape = new ImageShape(40, 30, 3);
        double[] image = [.. Enumerable.Repeat(0.5, shape.Size)];
        for (int seed = 0; seed < 300; seed++)
        {
            double[] result = Apply(new Erasing(0.1, 0.2), image, shape, seed);
            (int Y, int X, int C)[] erased =
            [
                .. AllPixels(shape).Where(p => result[Index(shape, p.Y, p.X, p.C)] == 0),
            ];
            int height = erased.Max(p => p.Y) - erased.Min(p => p.Y) + 1;
            int width = erased.Max(p => p.X) - erased.Min(p => p.X) + 1;
            Assert.Equal(height * width * 3, erased.Length);
            Assert.Equal(shape.Size, erased.Length + result.Count(v => v == 0.5));

            // Each side is rounded to whole pixels.
            Assert.InRange((height + 0.5) * (width + 0.5), 0.1 * 1200, 1200);
            Assert.InRange((height - 0.5) * (width - 0.5), 0, 0.2 * 1200);
            Assert.InRange((double)height / width, 0.27, 3.7);
        }
    }

    [Fact]
    public void A_blur_keeps_the_sum_and_the_places_far_from_an_edge()
    {
        double[] image = RandomImage(s_grey, 5);
        double[] blurred = Apply(new GaussianBlur(2), image, s_grey, 0);
        Assert.Equal(image.Sum(), blurred.Sum(), 1e-10);

        double[] halves = [.. AllPixels(s_grey).Select(p => p.X < 14 ? 0.2 : 0.8)];
        double[] soft = Apply(new GaussianBlur(1), halves, s_grey, 0);
        foreach ((int y, int x, int c) in AllPixels(s_grey).Where(p => p.X is < 10 or > 17))
        {
            Assert.Equal(x < 14 ? 0.2 : 0.8, soft[Index(s_grey, y, x, c)], 1e-15);
        }
    }

    [Fact]
    public void Smoothing_gives_the_bits_of_one_sum_in_a_fixed_order()
    {
        const double Sigma = 4;
        const int Radius = 16;
        var weights = new double[Radius + 1];
        double total = 0;
        for (int i = Radius; i >= 0; i--)
        {
            weights[i] = Elementwise.Exp(-0.5 * (i / Sigma) * (i / Sigma));
            total += i == 0 ? weights[i] : 2 * weights[i];
        }

        for (int width = 1; width <= 11; width++)
        {
            var shape = new ImageShape(3, width, 1);
            double[] image = RandomImage(shape, width);
            var result = new double[shape.Size];
            new GaussianSmoothing(Sigma).Smooth(
                image,
                shape.Height,
                shape.Width,
                shape.Channels,
                result
            );
            var rows = new double[shape.Size];
            foreach ((int y, int x, _) in AllPixels(shape))
            {
                rows[(y * width) + x] = Sum(k => image[(y * width) + Mirrored(x + k, width)]);
            }

            foreach ((int y, int x, _) in AllPixels(shape))
            {
                double expected = Sum(k => rows[(Mirrored(y + k, 3) * width) + x]);
                Assert.True(expected == result[(y * width) + x]);
            }
        }

        double Sum(Func<int, double> value)
        {
            double sum = weights[0] / total * value(0);
            for (int k = 1; k <= Radius; k++)
            {
                sum += weights[k] / total * (value(-k) + value(k));
            }

            return sum;
        }

        static int Mirrored(int index, int length)
        {
            while (index < 0 || index >= length)
            {
                index = index < 0 ? -1 - index : (2 * length) - 1 - index;
            }

            return index;
        }
    }

    [Fact]
    public void Gaussian_noise_has_its_standard_deviation_and_is_drawn_for_each_value()
    {
        var shape = new ImageShape(100, 100, 3);
        double[] image = [.. Enumerable.Repeat(0.5, shape.Size)];
        double[] noise = [.. Apply(new GaussianNoise(0.05), image, shape, 1).Select(v => v - 0.5)];
        Assert.Equal(0, noise.Average(), 4 * 0.05 / Math.Sqrt(shape.Size));
        Assert.Equal(
            0.05,
            Math.Sqrt(noise.Average(v => v * v)),
            0.05 * 4 / Math.Sqrt(2 * shape.Size)
        );
        Assert.Equal(shape.Size, noise.Distinct().Count());
    }

    [Fact]
    public void Color_noise_adds_one_number_a_channel()
    {
        var shape = new ImageShape(4, 4, 3);
        double[] image = [.. Enumerable.Repeat(0.5, shape.Size)];
        List<double> drawn = [];
        for (int seed = 0; seed < 1000; seed++)
        {
            double[] result = Apply(new ColorNoise(0.05), image, shape, seed);
            for (int c = 0; c < 3; c++)
            {
                double[] channel = [.. result.Where((_, i) => i % 3 == c)];
                Assert.Single(channel.Distinct());
                drawn.Add(channel[0] - 0.5);
            }
        }

        Assert.Equal(3000, drawn.Distinct().Count());
        Assert.Equal(0.05, Math.Sqrt(drawn.Average(v => v * v)), 0.05 * 4 / Math.Sqrt(2 * 3000));
    }

    [Fact]
    public void Elastic_displacements_have_the_spread_that_alpha_and_sigma_say()
    {
        // On a ramp along x the change of a value is the displacement times the slope. A Gaussian of σ pixels leaves noise of
        // standard deviation s with s·Σw² = s/(4πσ²)^½ in each direction; numbers in −1 … 1 have s = 1/√3.
        const double Alpha = 20;
        const double Sigma = 3;
        var shape = new ImageShape(100, 100);
        double[] ramp = [.. AllPixels(shape).Select(p => p.X / 100.0)];
        double expected = Alpha / Math.Sqrt(3) / (Math.Sqrt(4 * Math.PI) * Sigma);
        List<double> displacements = [];
        for (int seed = 0; seed < 10; seed++)
        {
            double[] result = Apply(new ElasticDistortion(Alpha, Sigma), ramp, shape, seed);
            displacements.AddRange(
                AllPixels(shape)
                    .Where(p => p.X is >= 20 and < 80 && p.Y is >= 20 and < 80)
                    .Select(p => (result[Index(shape, p.Y, p.X, 0)] * 100) - p.X)
            );
        }

        Assert.Equal(0, displacements.Average(), 0.15 * expected);
        Assert.Equal(expected, Math.Sqrt(displacements.Average(d => d * d)), 0.1 * expected);
    }

    [Fact]
    public void Augmentations_follow_one_another_with_one_source_of_random_numbers() =>
        ForImages(
            (image, shape, seed) =>
            {
                Augmentation[] steps = [new Rotation(20), new Resize(5, 6), new GaussianNoise(0.1)];
                Random random = RandomNumbers.Create(seed);
                double[] expected = image;
                ImageShape at = shape;
                foreach (Augmentation step in steps)
                {
                    var next = new double[step.OutputShape(at).Size];
                    step.Apply(expected, at, next, random);
                    (expected, at) = (next, step.OutputShape(at));
                }

                return Apply(new AugmentationSequence(steps), image, shape, seed)
                    .AsSpan()
                    .SequenceEqual(expected);
            }
        );

    [Fact]
    public void With_probability_changes_about_that_share_of_the_images()
    {
        double[] image = RandomImage(s_grey, 1);
        Augmentation sometimes = new HorizontalFlip().WithProbability(0.3);
        int changed = Enumerable
            .Range(0, 2000)
            .Count(seed => !Apply(sometimes, image, s_grey, seed).AsSpan().SequenceEqual(image));
        Assert.InRange(changed, 600 - 90, 600 + 90);
        Assert.All(
            Enumerable.Range(0, 50),
            seed =>
                Assert.Equal(
                    Apply(new HorizontalFlip(), image, s_grey, 0),
                    Apply(new HorizontalFlip().WithProbability(1), image, s_grey, seed)
                )
        );
    }

    [Fact]
    public void Variants_are_rows_that_differ_and_the_first_is_what_Apply_gives()
    {
        Vector<double> image = Vector<double>.Build.Dense(RandomImage(s_grey, 1));
        Augmentation noise = new AugmentationSequence(new Resize(14, 14), new GaussianNoise(0.1));
        Matrix<double> variants = noise.Variants(image, s_grey, 5, seed: 3);
        Assert.Equal((5, 196), (variants.RowCount, variants.ColumnCount));
        Assert.Equal(5, variants.EnumerateRows().Distinct().Count());
        Assert.Equal(variants.Row(0), noise.Apply(image, s_grey, seed: 3));
    }

    [Fact]
    public void An_augmentation_says_what_it_does() =>
        Assert.Equal(
            "rotation by up to 15° (probability 0.5), then shift by up to 2 pixels, then brightness × 0.5 … 1.5",
            new AugmentationSequence(
                new Rotation(15).WithProbability(0.5),
                new Shift(2),
                new Brightness(0.5)
            ).ToString()
        );

    [Fact]
    public void Shapes_that_do_not_fit_are_rejected_with_both()
    {
        Augmentation crop = new RandomCrop(29, 20);
        Assert.Contains(
            "29×20",
            Assert.Throws<ArgumentException>(() => crop.OutputShape(s_grey)).Message
        );
        Augmentation sometimes = new Resize(14, 14).WithProbability(0.5);
        Assert.Contains(
            "14×14",
            Assert.Throws<ArgumentException>(() => sometimes.OutputShape(s_grey)).Message
        );
        foreach (Augmentation augmentation in s_all)
        {
            var result = new double[augmentation.OutputShape(s_grey).Size];
            var image = new double[784];
            Random random = RandomNumbers.Create(0);
            Assert.Contains(
                "got 783",
                Assert
                    .Throws<ArgumentException>(() =>
                        augmentation.Apply(image.AsSpan(1), s_grey, result, random)
                    )
                    .Message
            );
            Assert.Contains(
                $"got {result.Length - 1}",
                Assert
                    .Throws<ArgumentException>(() =>
                        augmentation.Apply(image, s_grey, result.AsSpan(1), random)
                    )
                    .Message
            );
            Assert.Throws<ArgumentException>(() =>
                augmentation.Apply([], new ImageShape(0, 28), [], random)
            );
            var both = new double[784 + result.Length];
            Assert.Throws<ArgumentException>(() =>
                augmentation.Apply(
                    both.AsSpan(0, 784),
                    s_grey,
                    both.AsSpan(783, result.Length),
                    random
                )
            );
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_rejected()
    {
        Action[] wrong =
        [
            () => _ = new Shift(-1),
            () => _ = new RandomCrop(0, 1),
            () => _ = new RandomCrop(1, -1),
            () => _ = new RandomCrop(1, 1, -1),
            () => _ = new Brightness(1.5),
            () => _ = new Brightness(double.NaN),
            () => _ = Brightness.By(-0.1),
            () => _ = new Resize(0, 5),
            () => _ = new Resize(5, 0),
            () => _ = new Erasing(-0.1),
            () => _ = new Erasing(0.3, 0.2),
            () => _ = new Erasing(0.3, 1.2),
            () => _ = new GaussianBlur(0),
            () => _ = new GaussianBlur(double.PositiveInfinity),
            () => _ = new GaussianNoise(-1),
            () => _ = new ColorNoise(double.NaN),
            () => _ = new Rotation(-1),
            () => _ = new Rotation(1e308),
            () => _ = new Rotation(360.5),
            () => _ = new Rotation(double.NaN),
            () => _ = new Shift(int.MinValue),
            () => _ = new Shift((1 << 28) + 1),
            () => _ = new Shift(int.MaxValue),
            () => _ = new Erasing(double.NaN),
            () => _ = new Erasing(0, double.NaN),
            () => _ = new GaussianBlur(1001),
            () => _ = new GaussianNoise(double.PositiveInfinity),
            () => _ = Brightness.By(double.PositiveInfinity),
            () => _ = new ElasticDistortion(alpha: double.NaN),
            () => _ = new ElasticDistortion(sigma: double.NaN),
            () => _ = Rotation.By(double.NaN),
            () => _ = new ElasticDistortion(alpha: -1),
            () => _ = new ElasticDistortion(sigma: 0),
            () => _ = new HorizontalFlip().WithProbability(1.1),
            () => _ = new HorizontalFlip().WithProbability(double.NaN),
        ];
        Assert.All(wrong, action => Assert.Throws<ArgumentOutOfRangeException>(action));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(255)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_image_with_values_outside_0_to_1_is_refused_by_name_place_and_value(double value)
    {
        var shape = new ImageShape(5, 6, 3);
        Vector<double> image = Vector<double>.Build.Dense(RandomImage(shape, 1));
        image[Index(shape, 3, 4, 2)] = value;
        Dataset data = Dataset.FromMatrix(
            image.Map(v => double.IsFinite(v) ? v : 7).ToRowMatrix(),
            [0],
            1,
            shape
        );
        foreach (Augmentation augmentation in s_all)
        {
            string expected = FormattableString.Invariant(
                $"{augmentation}: the values of an image are in 0 … 1, got {value} in row 3, column 4, channel 2."
            );
            Assert.StartsWith(
                expected,
                Assert.Throws<ArgumentException>(() => augmentation.Apply(image, shape, 1)).Message,
                StringComparison.Ordinal
            );
            Assert.Throws<ArgumentException>(() => augmentation.Variants(image, shape, 2, 1));
            Assert.Throws<ArgumentException>(() => data.Augment(augmentation, 1));
            Assert.Throws<ArgumentException>(() =>
                new MiniBatches(data, 1, augmentation: augmentation).Next()
            );
        }
    }

    [Fact]
    public void The_rounding_of_a_formula_may_leave_0_to_1()
    {
        var image = new double[784];
        (image[3], image[5]) = (-1e-17, Math.BitIncrement(1.0));
        Assert.All(s_all, augmentation => Apply(augmentation, image, s_grey, seed: 1));
    }

    [Fact]
    public void Erasing_erases_the_area_that_is_asked_for_whatever_the_shape() =>
        ForImages(
            (image, shape, seed) =>
            {
                Array.Fill(image, 0.5);
                double[] whole = Apply(new Erasing(1, 1), image, shape, seed);
                double area = 0.3 + (0.7 * RandomNumbers.Create(seed).NextDouble());
                double[] part = Apply(new Erasing(area, area), image, shape, seed);
                double asked = area * shape.Height * shape.Width;
                double erased = part.Count(v => v == 0) / (double)shape.Channels;

                // Half a pixel along each side, the longest being the image's own.
                double rounding = (0.5 * (shape.Height + shape.Width)) + 0.25;
                return whole.All(v => v == 0) && Math.Abs(erased - asked) <= rounding;
            }
        );

    [Fact]
    public void The_largest_arguments_do_what_they_say()
    {
        double[] image = RandomImage(s_grey, 1);
        double[] Of(Augmentation augmentation, int seed = 1) =>
            Apply(augmentation, image, s_grey, seed);
        Assert.Equal(Of(Rotation.By(1e308 % 360)), Of(Rotation.By(1e308)));
        Assert.Equal(Of(Rotation.By(-(1e308 % 360))), Of(Rotation.By(-1e308)));
        Assert.All(Of(Brightness.By(double.MaxValue)), v => Assert.Equal(1, v));
        Assert.All(Of(new GaussianNoise(double.MaxValue)), v => Assert.True(v is 0 or 1));
        Assert.All(Of(new ColorNoise(double.MaxValue)), v => Assert.True(v is 0 or 1));
        Assert.All(Of(new ElasticDistortion(double.MaxValue)), v => Assert.Equal(0, v));
        Assert.All(Of(new Shift(1 << 28)), v => Assert.Equal(0, v));
        Assert.All(Of(Shift.By(int.MinValue, int.MaxValue)), v => Assert.Equal(0, v));
        Assert.All(Of(new RandomCrop(28, 28, int.MaxValue)), v => Assert.Equal(0, v));
        Assert.Equal(image.Sum(), Of(new GaussianBlur(1000)).Sum(), 1e-9);
        Assert.Equal(image, Of(new GaussianBlur(double.Epsilon)));
        Assert.NotEqual(Of(new Rotation(360), 1), Of(new Rotation(360), 2));
        Assert.Throws<ArgumentException>(() =>
            new RandomCrop(60_000, 60_000, 60_000).OutputShape(s_grey)
        );
        Assert.Throws<ArgumentException>(() => new Resize(60_000, 60_000).OutputShape(s_grey));
    }

    private static void ForImages(Func<double[], ImageShape, int, bool> holds)
    {
        Gen<(ImageShape Shape, int Seed)> cases =
            from height in Gen.Choose(4, 12)
            from width in Gen.Choose(4, 12)
            from channels in Gen.Elements(1, 3)
            from seed in Gen.Choose(0, int.MaxValue)
            select (new ImageShape(height, width, channels), seed);
        Prop.ForAll(cases.ToArbitrary(), c => holds(RandomImage(c.Shape, c.Seed), c.Shape, c.Seed))
            .QuickCheckThrowOnFailure();
    }

    private static double[] RandomImage(ImageShape shape, int seed)
    {
        Random random = RandomNumbers.Create("noise", seed);
        return [.. Enumerable.Range(0, shape.Size).Select(_ => random.NextDouble())];
    }

    private static double[] Apply(
        Augmentation augmentation,
        double[] image,
        ImageShape shape,
        int seed
    )
    {
        var result = new double[augmentation.OutputShape(shape).Size];
        augmentation.Apply(image, shape, result, RandomNumbers.Create(seed));
        return result;
    }

    private static IEnumerable<(int Y, int X, int C)> AllPixels(ImageShape shape) =>
        from y in Enumerable.Range(0, shape.Height)
        from x in Enumerable.Range(0, shape.Width)
        from c in Enumerable.Range(0, shape.Channels)
        select (y, x, c);

    private static int Index(ImageShape shape, int y, int x, int c) =>
        (((y * shape.Width) + x) * shape.Channels) + c;

    private static double At(double[] image, ImageShape shape, int y, int x, int c) =>
        y >= 0 && y < shape.Height && x >= 0 && x < shape.Width ? image[Index(shape, y, x, c)] : 0;
}
