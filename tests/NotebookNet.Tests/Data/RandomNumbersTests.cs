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
    public void Streams_of_one_seed_differ()
    {
        double[] first = Draws(RandomNumbers.Create(5));
        Assert.Equal(first, Draws(RandomNumbers.Create(5, stream: 0)));
        Assert.NotEqual(first, Draws(RandomNumbers.Create(5, stream: 1)));
        Assert.NotEqual(first, Draws(RandomNumbers.Create(6)));

        static double[] Draws(Random random) =>
            [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble())];
    }

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
}
