using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Compares the gradients that backpropagation computes with central differences: the test that a backward pass belongs to
/// its forward pass.
/// </summary>
/// <example><code>
/// Batch batch = training.Take(5).ToBatch();
/// GradientCheck.Run(network, batch.Input, batch.Targets, entriesPerParameter: 20)
/// </code></example>
public static class GradientCheck
{
    private const double RoundingUnits = 8;
    private const double Epsilon = 1.0 / (1L << 52);

    /// <summary>
    /// Checks the gradient of a network's training loss with respect to its parameters. Dropout keeps one mask throughout;
    /// values and running statistics are as they were when the call ends, and <see cref="Parameter.Gradient"/> holds what
    /// backpropagation gave. A ReLU whose input lies within about h of 0 shows a difference that is no error: the function
    /// has no derivative there.
    /// </summary>
    /// <param name="network">The network, with at least one parameter.</param>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="step">The step h, positive and finite; where the loss is near 1, 10⁻⁵ makes truncation and rounding about equal.</param>
    /// <param name="tolerance">The largest relative difference that passes, positive and finite.</param>
    /// <param name="entriesPerParameter">How many entries of each parameter to compare, chosen at random; all if <see langword="null"/>.</param>
    /// <param name="seed">Determines which.</param>
    /// <exception cref="ArgumentException">The network has no parameter.</exception>
    public static GradientCheckReport Run(
        Network network,
        Matrix<double> input,
        Targets targets,
        double step = 1e-5,
        double tolerance = 1e-7,
        int? entriesPerParameter = null,
        int seed = 0
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.PositiveFinite(step);
        Guard.PositiveFinite(tolerance);
        if (entriesPerParameter is { } entries)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entries, nameof(entriesPerParameter));
        }

        if (network.Parameters.Count == 0)
        {
            throw new ArgumentException(
                "A gradient check needs at least one parameter, and none of this network's layers has any.",
                nameof(network)
            );
        }

        using OneThread.Turn turn = network.Enter();
        using var frozen = new FrozenNetwork(network);
        double loss = network.Backpropagate(input, targets);
        double floor = RoundingUnits * Epsilon * Math.Abs(loss) / (step * tolerance);
        Random random = RandomNumbers.Create("gradient check", seed);
        var checks = new List<ParameterCheck>(network.Parameters.Count);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            ILayer layer = network.Layers[i];
            foreach (Parameter parameter in layer.Parameters)
            {
                GradientEntry[] compared =
                [
                    .. Choose(parameter.Count, entriesPerParameter, random)
                        .Select(index => Compare(parameter, index)),
                ];
                checks.Add(
                    new ParameterCheck(
                        $"{layer}",
                        $"{i}.{parameter.Name}",
                        compared.Length,
                        compared.MaxBy(entry => entry.AbsoluteDifference),
                        compared.MaxBy(entry => entry.RelativeDifference)
                    )
                );
            }
        }

        return new GradientCheckReport(checks, loss, step, tolerance, floor);

        GradientEntry Compare(Parameter parameter, int index)
        {
            (int column, int row) = Math.DivRem(index, parameter.Value.RowCount);
            double numerical = NumericalGradient.Entry(
                () => network.Loss(input, targets, training: true),
                parameter.Value,
                row,
                column,
                step
            );
            double analytic = parameter.Gradient[row, column];
            double difference = Math.Abs(analytic - numerical);
            if (!double.IsFinite(difference))
            {
                return new GradientEntry(
                    row,
                    column,
                    analytic,
                    numerical,
                    double.PositiveInfinity,
                    double.PositiveInfinity
                );
            }

            double size = Math.Max(floor, Math.Max(Math.Abs(analytic), Math.Abs(numerical)));
            return new GradientEntry(
                row,
                column,
                analytic,
                numerical,
                difference,
                difference == 0 ? 0 : difference / size
            );
        }
    }

    /// <summary>The indices of the entries to compare, ascending.</summary>
    private static int[] Choose(int count, int? wanted, Random random)
    {
        int[] indices = [.. Enumerable.Range(0, count)];
        if (wanted is { } chosen && chosen < count)
        {
            random.ShuffleInPlace<int>(indices);
            indices = indices[..chosen];
            Array.Sort(indices);
        }

        return indices;
    }
}
