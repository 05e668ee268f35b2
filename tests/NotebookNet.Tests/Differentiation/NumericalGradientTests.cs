using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

public class NumericalGradientTests
{
    [Theory]
    [InlineData(3, 4)]
    [InlineData(0, 2)]
    [InlineData(3, 0)]
    public void The_gradient_of_the_sum_of_squares_is_twice_the_point(double x0, double x1)
    {
        Vector<double> point = Vector<double>.Build.Dense([x0, x1]);
        Vector<double> gradient = NumericalGradient.Of(x => (x[0] * x[0]) + (x[1] * x[1]), point);
        Assert.Equal(2 * x0, gradient[0], 1e-10);
        Assert.Equal(2 * x1, gradient[1], 1e-10);
        Assert.Equal((x0, x1), (point[0], point[1]));
    }

    [Fact]
    public void The_gradient_of_a_matrix_function_has_the_matrix_s_shape()
    {
        Matrix<double> weights = Draw.Normal(2, 3, 101);
        Matrix<double> at = Draw.Normal(2, 3, 102);
        Matrix<double> before = at.Clone();
        Matrix<double> gradient = NumericalGradient.Of(
            x => x.PointwiseMultiply(weights).Enumerate().Sum(),
            at
        );
        Close.Matrices(weights, gradient, 1e-10);
        Assert.Equal(before, at);
    }

    [Fact]
    public void The_point_is_restored_when_the_function_throws()
    {
        Vector<double> vector = Vector<double>.Build.Dense([1, 2]);
        Matrix<double> matrix = Matrix<double>.Build.Dense(1, 2, 3);
        Assert.Throws<InvalidOperationException>(() =>
            NumericalGradient.Of(
                (Vector<double> _) => throw new InvalidOperationException(),
                vector
            )
        );
        Assert.Throws<InvalidOperationException>(() =>
            NumericalGradient.Of(
                (Matrix<double> _) => throw new InvalidOperationException(),
                matrix
            )
        );
        Assert.Equal(Vector<double>.Build.Dense([1, 2]), vector);
        Assert.Equal(Matrix<double>.Build.Dense(1, 2, 3), matrix);
    }

    [Fact]
    public void A_network_s_gradient_is_that_of_backpropagation_and_leaves_the_network_as_it_was()
    {
        Network network = Network.FullyConnected(
            4,
            [6],
            3,
            activation: () => new Tanh(),
            batchNormalization: true,
            dropout: 0.3,
            regularizer: new L2(0.1),
            seed: 3
        );
        Matrix<double> input = Draw.Normal(10, 4, 103);
        Targets targets = Targets.FromLabels(Draw.Labels(10, 3, 104), 3);
        network.Backpropagate(input, targets);
        Matrix<double>[] before = Everything(network);

        IReadOnlyList<Matrix<double>> gradients = NumericalGradient.Of(
            network,
            input,
            targets,
            1e-5
        );

        Assert.Equal(before, Everything(network));
        double largest = network.Parameters.Max(item => item.Gradient.Enumerate().Max(Math.Abs));
        Assert.Equal(network.Parameters.Count, gradients.Count);
        foreach (
            (Parameter parameter, Matrix<double> gradient) in network.Parameters.Zip(gradients)
        )
        {
            Close.Matrices(parameter.Gradient / largest, gradient / largest, 1e-8);
        }

        Assert.Null(network.Draws.Repeated);
    }

    [Fact]
    public void A_step_out_of_range_is_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            NumericalGradient.Of(x => x[0], Vector<double>.Build.Dense(1), 0)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            NumericalGradient.Of(x => x[0, 0], Matrix<double>.Build.Dense(1, 1), double.NaN)
        );
    }

    private static Matrix<double>[] Everything(Network network) =>
        [
            .. network.Parameters.Select(parameter => parameter.Value.Clone()),
            .. network
                .Layers.SelectMany(layer => layer.Statistics)
                .Select(statistic => statistic.Value.Clone()),
        ];
}
