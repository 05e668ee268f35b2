using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

public class ActivationTests
{
    [Fact]
    public void ReLU_has_derivative_0_at_0()
    {
        var layer = new ReLU();
        layer.Forward(Row(-1, 0, 2), training: true);
        Assert.Equal(Row(0, 0, 5), layer.Backward(Row(5, 5, 5)));
    }

    [Fact]
    public void Sigmoid_saturates_without_overflow()
    {
        var layer = new Sigmoid();
        Assert.Equal(Row(0, 0.5, 1), layer.Forward(Row(-1e4, 0, 1e4), training: true));
        Assert.Equal(Row(0, 0.25, 0), layer.Backward(Row(1, 1, 1)));
    }

    [Fact]
    public void Sigmoid_keeps_its_relative_accuracy_far_below_0()
    {
        double actual = new Sigmoid().Forward(Row(-600), training: false)[0, 0];
        Close.Relative(Math.Exp(-600), actual, 1e-14);
    }

    [Fact]
    public void Tanh_saturates_without_overflow()
    {
        var layer = new Tanh();
        Assert.Equal(Row(-1, 0, 1), layer.Forward(Row(-1e4, 0, 1e4), training: true));
        Assert.Equal(Row(0, 1, 0), layer.Backward(Row(1, 1, 1)));
    }

    private static Matrix<double> Row(params double[] values) =>
        Matrix<double>.Build.Dense(1, values.Length, values);
}
