using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

/// <summary>Activations that a reader derives, and the library's own in the same form.</summary>
public class OwnActivationTests
{
    public static TheoryData<string> Kernels => ["ReLU", "sigmoid", "tanh"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_kernels_and_the_matrices_are_one_function(string name)
    {
        var layer = (Activation)LayerCases.Create(name, 7);
        Matrix<double> x = Draw.Normal(13, 7, seed: 1, scale: 3);
        x[0, 0] = 0;
        (Matrix<double> value, Matrix<double> derivative) = layer.InMatrices(x);
        Matrix<double> dy = Draw.Normal(13, 7, seed: 2);
        Assert.All(
            (layer.Forward(x, training: true) - value).Enumerate(),
            difference => Assert.InRange(difference, -1e-15, 1e-15)
        );
        Assert.All(
            (layer.Backward(dy) - dy.PointwiseMultiply(derivative)).Enumerate(),
            difference => Assert.InRange(difference, -1e-14, 1e-14)
        );
    }

    [Fact]
    public void An_activation_of_ones_own_follows_its_equation()
    {
        var layer = new Swish();
        Matrix<double> x = Matrix<double>.Build.Dense(1, 3, [-1.0, 0.0, 2.0]);
        double[] sigmoid = [1 / (1 + Math.E), 0.5, 1 / (1 + Math.Exp(-2))];
        Matrix<double> y = layer.Forward(x, training: false);
        Matrix<double> dx = layer.Backward(Matrix<double>.Build.Dense(1, 3, 2));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(x[0, i] * sigmoid[i], y[0, i], 1e-15);
            double slope = sigmoid[i] * (1 + (x[0, i] * (1 - sigmoid[i])));
            Assert.Equal(2 * slope, dx[0, i], 1e-15);
        }
    }

    [Fact]
    public void An_activation_of_ones_own_trains_a_network_and_passes_the_gradient_check()
    {
        Dataset data = SyntheticData.Spiral(classCount: 3, pointsPerClass: 50, noise: 0.1, seed: 1);
        Network network = Network.FullyConnected(
            data.InputCount,
            [20, 10],
            data.OutputCount,
            activation: () => new Swish(),
            seed: 2
        );
        Assert.Contains("Swish", network.ToString(), StringComparison.Ordinal);
        GradientCheckReport report = Check(network, data);
        Assert.True(report.Passed, report.ToString());
        double before = network.Evaluate(data).Loss;
        new Trainer(network, new Adam(0.01)) { Steps = 300, BatchSize = 30 }.Train(data);
        double after = network.Evaluate(data).Loss;
        Assert.True(after < before / 2, $"from {before} to {after}");
    }

    [Fact]
    public void The_gradient_check_finds_a_derivative_that_is_not_the_value_s()
    {
        Dataset data = SyntheticData.Spiral(classCount: 3, pointsPerClass: 10, noise: 0.1, seed: 1);
        Network network = Network.FullyConnected(
            data.InputCount,
            [8],
            data.OutputCount,
            // Softplus with the derivative of the sigmoid, not the sigmoid.
            activation: () =>
                new ActivationOf(
                    x => (1 + x.PointwiseExp()).PointwiseLog(),
                    (x, _) => (1 / (1 + (-x).PointwiseExp())).Map(s => s * (1 - s))
                ),
            seed: 2
        );
        GradientCheckReport report = Check(network, data);
        Assert.False(report.Passed, report.ToString());

        // The parameters before it are wrong, those after it are not.
        Assert.Equal(
            [false, false, true, true],
            report.Parameters.Select(parameter =>
                parameter.LargestRelative.RelativeDifference <= report.Tolerance
            )
        );
    }

    [Fact]
    public void A_value_or_a_derivative_of_another_shape_is_named()
    {
        Matrix<double> x = Draw.Normal(4, 3, seed: 5);
        (ActivationOf Layer, string Message)[] wrong =
        [
            (
                new(x => x.Transpose(), (x, _) => x),
                "ActivationOf: what Value returns must be a 4×3 matrix, got 3×4."
            ),
            (
                new(_ => null!, (x, _) => x),
                "ActivationOf: what Value returns must be a 4×3 matrix, got null."
            ),
            (
                new(x => x, (x, _) => x.Row(0).ToRowMatrix()),
                "ActivationOf: what Derivative returns must be a 4×3 matrix, got 1×3."
            ),
            (
                new(x => x, (_, _) => null!),
                "ActivationOf: what Derivative returns must be a 4×3 matrix, got null."
            ),
        ];
        foreach ((ActivationOf layer, string message) in wrong)
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            {
                layer.Forward(x, training: true);
                layer.Backward(x);
            });
            Assert.Equal(message, exception.Message);
        }
    }

    [Fact]
    public void A_value_that_is_the_input_itself_or_sparse_is_copied()
    {
        Matrix<double> x = Draw.Normal(3, 3, seed: 6);
        var identity = new ActivationOf(
            x => x,
            (x, _) => Matrix<double>.Build.Sparse(x.RowCount, x.ColumnCount, 1)
        );
        Matrix<double> y = identity.Forward(x, training: true);
        Assert.NotSame(x, y);
        Assert.Equal(x, y);
        Assert.Equal(x, identity.Backward(x));
    }

    private static GradientCheckReport Check(Network network, Dataset data)
    {
        Batch batch = new MiniBatches(data, data.Count, seed: 3).Next();
        return GradientCheck.Run(network, batch.Input, batch.Targets);
    }
}
