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
    /// <summary>
    /// Checks the gradient of a network's training loss with respect to its parameters. Dropout keeps one mask throughout; values, running
    /// statistics and generators are as they were when the call ends, and <see cref="Parameter.Gradient"/> holds what backpropagation
    /// gave. Where an entry fails, it is compared again a little to both sides: where it passes there, the loss has a kink within h of the point (a ReLU whose
    /// input is near 0), and the report counts it as one.
    /// </summary>
    /// <param name="network">The network, with at least one parameter.</param>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="step">The step h, positive and finite; where the loss is near 1, 10⁻⁵ makes truncation and rounding about equal.</param>
    /// <param name="tolerance">The largest relative difference that passes, positive and finite.</param>
    /// <param name="entriesPerParameter">How many entries of each parameter to compare, chosen at random; all if <see langword="null"/>.</param>
    /// <param name="seed">Determines which.</param>
    /// <returns>The report; of the entries compared until then where the reader pressed Stop in an editor.</returns>
    /// <exception cref="ArgumentException">The network has no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is so small that rounding swallows it.</exception>
    /// <exception cref="InvalidOperationException">Two passes give two losses: a layer draws random numbers and does not tell its <see cref="ILayer.Random"/>.</exception>
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
        Matrix<double>[] first = [.. network.Parameters.Select(item => item.Gradient.Clone())];
        double again = network.Backpropagate(input, targets);
        if (!again.Equals(loss))
        {
            throw new InvalidOperationException(
                Invariant(
                    $"Two training passes with the same parameters gave the losses {loss} and {again}: does a layer draw random numbers without telling where from ({nameof(ILayer)}.{nameof(ILayer.Random)})?"
                )
            );
        }

        string? unsteady = null;
        for (int i = 0; i < first.Length && unsteady is null; i++)
        {
            unsteady = first[i].Equals(network.Parameters[i].Gradient)
                ? null
                : network.Tensors.First(tensor => tensor.Value == network.Parameters[i].Value).Name;
        }

        var differences = new CentralDifferences(
            () => network.Loss(input, targets, training: true),
            () => network.Backpropagate(input, targets),
            tolerance
        );
        Random random = RandomNumbers.Create("gradient check", seed);
        CancellationToken stop = Interruption.Token;
        int wanted = 0;
        var checks = new List<ParameterCheck>(network.Parameters.Count);
        foreach ((string path, ILayer layer) in network.EveryLayer)
        {
            foreach (Parameter parameter in layer.Parameters)
            {
                int[] chosen = Choose(parameter.Count, entriesPerParameter, random);
                wanted += chosen.Length;
                GradientEntry[] compared =
                [
                    .. chosen
                        .TakeWhile(_ => !stop.IsCancellationRequested)
                        .Select(index => differences.Compare(parameter, index, loss, step)),
                ];
                checks.Add(
                    new ParameterCheck(
                        PlacedLayer.NameOf(layer),
                        $"{path}.{parameter.Name}",
                        compared
                    )
                );
            }
        }

        double largest = checks.Max(check => check.LargestSize);
        double rounding = CentralDifferences.RoundingAt(loss, step);
        // A gradient of nothing but rounding is 0; a step below 1e-8 would hide one that is not.
        bool isZero = step >= 1e-8 && largest <= rounding;
        return double.IsNaN(largest) || rounding <= largest / 100 || isZero
            ? new GradientCheckReport(
                checks,
                loss,
                step,
                tolerance,
                rounding / tolerance,
                wanted,
                unsteady
            )
            : throw new ArgumentOutOfRangeException(
                nameof(step),
                Invariant(
                    $"With the step {step} rounding alone makes differences of {rounding:0.0e-0}, and the gradient's largest entry is {largest:0.0e-0}: an error of a hundredth would not show. Take a larger step, 1e-5 for instance."
                )
            );
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
