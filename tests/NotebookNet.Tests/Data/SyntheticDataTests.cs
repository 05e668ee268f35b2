using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Data;

public class SyntheticDataTests
{
    [Fact]
    public void Spiral_without_noise_lies_on_its_arms()
    {
        Dataset spiral = SyntheticData.Spiral(3, 50, noise: 0, seed: 1);
        Assert.Equal(150, spiral.Count);
        Assert.Equal(3, spiral.OutputCount);
        for (int i = 0; i < spiral.Count; i++)
        {
            Assert.Equal(i / 50, spiral.Label(i));
            double radius = i % 50 / 50.0;
            double angle = (2 * Math.PI * (i / 50) / 3) + (4 * radius);
            Assert.Equal(radius * Math.Sin(angle), spiral.Sample(i)[0], 1e-14);
            Assert.Equal(radius * Math.Cos(angle), spiral.Sample(i)[1], 1e-14);
        }
    }

    [Fact]
    public void Two_moons_without_noise_are_two_half_circles()
    {
        Dataset moons = SyntheticData.TwoMoons(21, noise: 0, seed: 1);
        Assert.Equal(42, moons.Count);
        for (int i = 0; i < 42; i++)
        {
            double t = Math.PI * (i % 21) / 20;
            Vector<double> point = moons.Sample(i);
            Assert.Equal(i / 21, moons.Label(i));
            Assert.Equal(i < 21 ? Math.Cos(t) : 1 - Math.Cos(t), point[0], 1e-14);
            Assert.Equal(i < 21 ? Math.Sin(t) : 0.5 - Math.Sin(t), point[1], 1e-14);
        }
    }

    [Fact]
    public void Noise_has_its_standard_deviation()
    {
        const int Count = 20_000;
        Matrix<double> moonNoise =
            SyntheticData.TwoMoons(Count, 0.2, seed: 1).ToBatch().Input
            - SyntheticData.TwoMoons(Count, 0, seed: 1).ToBatch().Input;
        Assert.Equal(
            0.2,
            Math.Sqrt(moonNoise.Enumerate().Average(v => v * v)),
            0.2 * 4 / Math.Sqrt(8 * Count)
        );
        Assert.Equal(0, moonNoise.Enumerate().Average(), 0.2 * 4 / Math.Sqrt(4 * Count));
    }

    [Fact]
    public void Noise_of_any_size_leaves_a_spiral_on_its_radii_or_is_refused()
    {
        Dataset spiral = SyntheticData.Spiral(2, 100, noise: 1e300, seed: 1);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(i % 100 / 100.0, spiral.Sample(i).L2Norm(), 1e-14);
        }

        Action[] wrong =
        [
            () => SyntheticData.Spiral(2, 100, noise: 1e308, seed: 1),
            () => SyntheticData.TwoMoons(100, noise: 1e308, seed: 1),
        ];
        Assert.All(
            wrong,
            action =>
                Assert.Contains(
                    "Expected finite values",
                    Assert.Throws<ArgumentException>(action).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Equal_seeds_give_equal_sets_and_others_do_not()
    {
        Func<int, Dataset>[] sets =
        [
            seed => SyntheticData.Spiral(3, 20, 0.2, seed),
            seed => SyntheticData.TwoMoons(20, 0.1, seed: seed),
        ];
        foreach (Func<int, Dataset> set in sets)
        {
            Assert.Equal(set(1).ToBatch().Input, set(1).ToBatch().Input);
            Assert.NotEqual(set(1).ToBatch().Input, set(2).ToBatch().Input);
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_rejected()
    {
        Action[] wrong =
        [
            () => SyntheticData.Spiral(0, 5, 0, 1),
            () => SyntheticData.Spiral(2, 0, 0, seed: 1),
            () => SyntheticData.Spiral(2, 5, -1, 1),
            () => SyntheticData.TwoMoons(1, 0, 1),
            () => SyntheticData.TwoMoons(5, double.NaN, 1),
            () => SyntheticData.TwoMoons(5, double.PositiveInfinity, 1),
        ];
        Assert.All(wrong, action => Assert.Throws<ArgumentOutOfRangeException>(action));
        Action[] large =
        [
            () => SyntheticData.Spiral(100_000, 100_000, 0, seed: 1),
            () => SyntheticData.Spiral(int.MaxValue, int.MaxValue, 0, seed: 1),
            () => SyntheticData.TwoMoons(int.MaxValue, 0, seed: 1),
        ];
        Assert.All(
            large,
            action => Assert.Contains("too large", Assert.Throws<ArgumentException>(action).Message)
        );
    }
}
