using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Data;

public class RandomNumbersTests
{
    [Fact]
    public void The_generator_is_xoshiro256_with_its_state_from_splitmix64()
    {
        // D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators, 2018; the state from G. Steele, D. Lea,
        // C. Flood, Fast splittable pseudorandom number generators, 2014.
        const int Seed = 42;
        ulong mixer = Seed;
        ulong SplitMix()
        {
            mixer += 0x9E3779B97F4A7C15;
            ulong z = mixer;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        ulong[] s = [SplitMix(), SplitMix(), SplitMix(), SplitMix()];
        ulong Xoshiro()
        {
            ulong result = ulong.RotateLeft(s[1] * 5, 7) * 9;
            ulong t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = ulong.RotateLeft(s[3], 45);
            return result;
        }

        Random random = RandomNumbers.Create(Seed);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal((Xoshiro() >> 11) * Math.Pow(2, -53), random.NextDouble());
        }
    }

    [Fact]
    public void Whatever_takes_a_seed_draws_numbers_of_its_own()
    {
        // What is handed a generator takes from it what the others are known by: an order, a number or a Gaussian one.
        Func<Random, string>[] kinds =
        [
            random => string.Join(' ', Shuffled(random)),
            random => Round(random.NextDouble()),
            random => Round(random.NextGaussian()),
        ];
        foreach (int seed in (int[])[0, 1, 2, 3, 7, 42, -1, int.MaxValue])
        {
            Dictionary<string, string>[] drawn =
            [
                .. kinds.Select(kind => new Dictionary<string, string>
                {
                    ["a purpose"] = kind(RandomNumbers.Create("a purpose", seed)),
                    ["another"] = kind(RandomNumbers.Create("another", seed)),
                    ["weights"] = OfWeights(seed, kind),
                    ["first dropout"] = OfDropout(seed, 2, kind),
                    ["second dropout"] = OfDropout(seed, 5, kind),
                    ["augmentation"] = OfAugmentation(seed, kind),
                    ["variants"] = OfVariants(seed, kind),
                }),
            ];
            Dataset numbered = DatasetTests.Numbered(Count);
            drawn[0]["batches"] = Order(new MiniBatches(numbered, Count, seed: seed).Next());
            drawn[0]["shuffle"] = Order(numbered.Shuffle(seed).ToBatch());
            drawn[0]["split"] = Order(numbered.Split(1, seed).Train.ToBatch());
            drawn[0]["folds"] = string.Join(
                ' ',
                numbered.Folds(Count, seed).Select(fold => fold.Validation.Sample(0)[0]).SkipLast(1)
            );
            drawn[1]["search"] = Round(
                new SearchSpace { ["x"] = SearchRange.Uniform(0, 1) }
                    .RandomSearch(1, _ => 0, seed: seed)
                    .Trials[0]
                    .Trial["x"]
            );
            drawn[2]["moons"] = Round(SyntheticData.TwoMoons(2, 1, seed).Sample(0)[0] - 1);
            foreach (Dictionary<string, string> numbers in drawn)
            {
                string[] same =
                [
                    .. numbers
                        .GroupBy(pair => pair.Value)
                        .Where(group => group.Count() > 1)
                        .Select(group => string.Join(" = ", group.Select(pair => pair.Key))),
                ];
                Assert.Empty(same);
            }
        }
    }

    [Fact]
    public void Weights_come_from_the_plain_generator_of_their_seed()
    {
        Random random = RandomNumbers.Create(5);
        Matrix<double> first = Initializer.He.Create(3, 4, random);
        Network network = Network.FullyConnected(3, [4], 2, seed: 5);
        Assert.Equal(first, network["0.weight"].Value);
        Assert.Equal(Initializer.He.Create(4, 2, random), network["2.weight"].Value);
    }

    [Fact]
    public void A_purpose_is_not_left_out() =>
        Assert.Throws<ArgumentException>(() => RandomNumbers.Create(" ", 1));

    [Fact]
    public void Gaussian_draws_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 200_000;
        Random random = RandomNumbers.Create(1);
        double[] draws = [.. Enumerable.Range(0, Count).Select(_ => random.NextGaussian())];

        // The variance of the mean of xᵏ is (E x²ᵏ − (E xᵏ)²)/N: 1, 2, 15, 96.
        Assert.Equal(0, draws.Average(), 4 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, draws.Average(x => x * x), 4 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, draws.Average(x => x * x * x), 4 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, draws.Average(x => x * x * x * x), 4 * Math.Sqrt(96.0 / Count));
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        Random random = RandomNumbers.Create(1);
        Dictionary<string, int> orders = [];
        for (int i = 0; i < 24_000; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.ShuffleInPlace<char>(items);
            string order = new(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 1000 - 150, 1000 + 150));
    }

    [Fact]
    public void Sine_and_cosine_are_exact_at_quarter_turns_and_close_to_those_of_the_platform()
    {
        Assert.Equal((0.0, 1.0), SinCos.OfTurns(0));
        Assert.Equal((1.0, 0.0), SinCos.OfTurns(0.25));
        Assert.Equal((0.0, -1.0), SinCos.OfTurns(0.5));
        Assert.Equal((-1.0, 0.0), SinCos.OfTurns(-0.25));
        Assert.Equal((-1.0, 0.0), SinCos.OfTurns(3.75));
        for (int i = -3000; i <= 3000; i++)
        {
            double turns = i / 1024.0;
            (double sin, double cos) = SinCos.OfTurns(turns);
            Assert.Equal(Math.Sin(2 * Math.PI * turns), sin, 4e-15);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), cos, 4e-15);
        }
    }

    private const int Count = 50;

    private static string Round(double value) =>
        value.ToString("F12", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<int> Shuffled(Random random)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.ShuffleInPlace<int>(order);
        return order.Take(Count - 1);
    }

    private static string Order(Batch batch) =>
        string.Join(' ', batch.Input.Column(0).Take(Count - 1).Select(value => (int)value));

    private static string OfWeights(int seed, Func<Random, string> kind)
    {
        string? drawn = null;
        var listening = new Initializer("listening", (_, random) => drawn ??= kind(random));
        Network.FullyConnected(1, [1], 1, initializer: listening, seed: seed);
        return drawn!;
    }

    private static string OfDropout(int seed, int layer, Func<Random, string> kind)
    {
        Network network = Network.FullyConnected(1, [1, 1], 1, dropout: 0.1, seed: seed);
        return kind(network.Layers[layer].Random!);
    }

    private static string OfAugmentation(int seed, Func<Random, string> kind)
    {
        var listening = new Listening(kind);
        new MiniBatches(DatasetTests.Images(5), 5, augmentation: listening, seed: seed).Next();
        return listening.Drawn!;
    }

    private static string OfVariants(int seed, Func<Random, string> kind)
    {
        var listening = new Listening(kind);
        listening.Variants(Vector<double>.Build.Dense(4), new ImageShape(2, 2), 1, seed);
        return listening.Drawn!;
    }

    /// <summary>Leaves the image as it is and notes what it could have drawn.</summary>
    private sealed class Listening(Func<Random, string> kind) : Augmentation
    {
        public string? Drawn { get; private set; }

        public override void Apply(
            ReadOnlySpan<double> image,
            ImageShape shape,
            Span<double> result,
            Random random
        )
        {
            Drawn ??= kind(random);
            image.CopyTo(result);
        }
    }
}
