using MathNet.Numerics.Random;

namespace NotebookNet.Tests.Data;

public class RandomStateTests
{
    [Fact]
    public void A_generator_put_where_another_stood_gives_the_same_numbers()
    {
        Random random = RandomNumbers.Create(1);
        _ = random.Next();
        ulong[] words = RandomState.Read(random);
        double[] expected = Numbers(random);

        Random other = RandomNumbers.Create("another purpose", 7);
        RandomState.Write(other, words);
        Assert.Equal(expected, Numbers(other));
        RandomState.Write(random, words);
        Assert.Equal(expected, Numbers(random));
    }

    // D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators, 2018: what MathNet calls its four fields is
    // known by the numbers that follow from them.
    [Fact]
    public void The_words_are_the_state_of_xoshiro256_in_the_papers_order()
    {
        Random random = RandomNumbers.Create(3);
        RandomState.Write(random, [1, 2, 3, 4]);
        ulong[] s = [1, 2, 3, 4];
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(s, RandomState.Read(random));
            double expected = (ulong.RotateLeft(s[1] * 5, 7) * 9 >> 11) * Math.Pow(2, -53);
            ulong t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = ulong.RotateLeft(s[3], 45);
            Assert.Equal(expected, random.NextDouble());
        }
    }

    [Fact]
    public void Only_generators_of_RandomNumbers_have_a_known_state()
    {
        Assert.True(RandomState.CanKeep(RandomNumbers.Create(1)));
        Assert.True(RandomState.CanKeep(RandomNumbers.Create("batches", 1)));
        Assert.False(RandomState.CanKeep(new Random(1)));
        Assert.False(RandomState.CanKeep(new MersenneTwister(1)));
        Assert.Throws<InvalidCastException>(() => RandomState.Read(new Random(1)));
        Assert.Throws<InvalidCastException>(() => RandomState.Write(new Random(1), [1, 2, 3, 4]));
    }

    private static double[] Numbers(Random random) =>
        [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
}
