using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

public class AffineTests
{
    [Fact]
    public void Weights_are_regularized_and_biases_are_not()
    {
        var layer = new Affine(3, 2, Initializer.He, RandomNumbers.Create(71));
        Assert.Equal(
            [("weight 3×2", true), ("bias 1×2", false)],
            layer.Parameters.Select(parameter => (parameter.ToString(), parameter.IsRegularized))
        );
    }

    [Fact]
    public void Biases_start_at_0()
    {
        var layer = new Affine(3, 2, Initializer.He, RandomNumbers.Create(72));
        Assert.Equal(Matrix<double>.Build.Dense(1, 2), layer.Bias);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        Matrix<double> Weights(int seed) =>
            new Affine(30, 20, Initializer.He, RandomNumbers.Create(seed)).Weight;
        Assert.Equal(Weights(73), Weights(73));
        Assert.NotEqual(Weights(73), Weights(74));
    }

    [Theory]
    [InlineData(0, 3, "inputs")]
    [InlineData(-1, 3, "inputs")]
    [InlineData(3, 0, "outputs")]
    public void Sizes_below_1_are_rejected(int inputs, int outputs, string name)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Affine(inputs, outputs, Initializer.He, RandomNumbers.Create(75))
        );
        Assert.Equal(name, exception.ParamName);
    }
}
