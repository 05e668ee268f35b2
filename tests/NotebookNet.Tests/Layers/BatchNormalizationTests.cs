using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace NotebookNet.Tests.Layers;

public class BatchNormalizationTests
{
    [Fact]
    public void A_training_batch_comes_out_with_mean_0_and_variance_1()
    {
        var layer = new BatchNormalization(3, epsilon: 1e-12);
        Matrix<double> input = Draw.Normal(50, 3, 51, scale: 20) + 7;
        Matrix<double> output = layer.Forward(input, training: true);
        foreach (Vector<double> column in output.EnumerateColumns())
        {
            Assert.Equal(0, column.Mean(), 1e-14);
            Assert.Equal(1, column.PopulationVariance(), 1e-12);
        }
    }

    [Fact]
    public void Running_statistics_converge_to_mean_and_unbiased_variance_of_a_repeated_batch()
    {
        var layer = new BatchNormalization(2);
        Matrix<double> input = Draw.Normal(10, 2, 52, scale: 3) + 5;
        for (int i = 0; i < 400; i++)
        {
            layer.Forward(input, training: true);
        }

        for (int j = 0; j < 2; j++)
        {
            Close.Relative(input.Column(j).Mean(), layer.RunningMean[0, j], 1e-12);
            Close.Relative(input.Column(j).Variance(), layer.RunningVariance[0, j], 1e-12);
        }
    }

    [Fact]
    public void A_pass_outside_training_leaves_the_running_statistics_alone()
    {
        var layer = new BatchNormalization(2);
        layer.Forward(Draw.Normal(10, 2, 53), training: true);
        Matrix<double> mean = layer.RunningMean.Clone();
        Matrix<double> variance = layer.RunningVariance.Clone();
        layer.Forward(Draw.Normal(10, 2, 54), training: false);
        Assert.Equal(mean, layer.RunningMean);
        Assert.Equal(variance, layer.RunningVariance);
    }

    [Fact]
    public void Statistics_are_the_layer_s_own_matrices_under_their_names()
    {
        ILayer layer = new BatchNormalization(2);
        Assert.Equal(
            ["running_mean", "running_variance"],
            layer.Statistics.Select(statistic => statistic.Key)
        );
        layer.Statistics[0].Value[0, 0] = 4;
        layer.Statistics[1].Value[0, 0] = 9;
        Matrix<double> output = layer.Forward(Matrix<double>.Build.Dense(1, 2, 10), false);
        Assert.Equal((10 - 4) / Math.Sqrt(9 + 1e-5), output[0, 0], 1e-14);
    }

    [Fact]
    public void A_batch_of_one_is_rejected_in_training_and_changes_nothing()
    {
        var layer = new BatchNormalization(3);
        var exception = Assert.Throws<ArgumentException>(() =>
            layer.Forward(Draw.Normal(1, 3, 55), training: true)
        );
        Assert.Contains("at least 2 samples", exception.Message, StringComparison.Ordinal);
        Assert.Contains("got 1 (input is 1×3)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, layer.RunningMean.L2Norm());
    }

    [Fact]
    public void A_constant_column_becomes_beta()
    {
        var layer = new BatchNormalization(1);
        layer.Beta[0, 0] = 0.25;
        Matrix<double> output = layer.Forward(Matrix<double>.Build.Dense(8, 1, 3.5), true);
        Assert.All(output.Enumerate(), value => Assert.Equal(0.25, value));
    }

    [Fact]
    public void Its_parameters_are_not_regularized() =>
        Assert.All(
            new BatchNormalization(3).Parameters,
            parameter => Assert.False(parameter.IsRegularized)
        );

    [Theory]
    [InlineData(0, 0.9, 1e-5, "inputs")]
    [InlineData(3, -0.1, 1e-5, "momentum")]
    [InlineData(3, 1, 1e-5, "momentum")]
    [InlineData(3, double.NaN, 1e-5, "momentum")]
    [InlineData(3, 0.9, 0, "epsilon")]
    [InlineData(3, 0.9, double.NaN, "epsilon")]
    public void Values_out_of_range_are_rejected(
        int inputs,
        double momentum,
        double epsilon,
        string name
    )
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new BatchNormalization(inputs, momentum, epsilon)
        );
        Assert.Equal(name, exception.ParamName);
    }
}
