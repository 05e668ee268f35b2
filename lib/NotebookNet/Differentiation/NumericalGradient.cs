namespace NotebookNet;

/// <summary>
/// Gradients from a function's values alone, by central differences in one variable after the other: two evaluations a
/// variable, where backpropagation needs about two in all.
/// </summary>
/// <example><code>
/// // ∂/∂x and ∂/∂y of x² + 3y, at (2, 1)
/// Vector&lt;double&gt; g = NumericalGradient.Of(p => p[0] * p[0] + 3 * p[1], Vector&lt;double&gt;.Build.DenseOfArray([2, 1]));
/// </code></example>
public static class NumericalGradient
{
    /// <summary>The gradient of a function of a vector, ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ))/(2h).</summary>
    /// <param name="function">f. It is handed <paramref name="at"/> itself with one element moved.</param>
    /// <param name="at">x; as it was when the call ends.</param>
    /// <param name="step">h, positive and finite.</param>
    public static Vector<double> Of(
        Func<Vector<double>, double> function,
        Vector<double> at,
        double step = 1e-4
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        Guard.PositiveFinite(step);
        Vector<double> gradient = Vector<double>.Build.Dense(at.Count);
        for (int i = 0; i < at.Count; i++)
        {
            double kept = at[i];
            try
            {
                at[i] = kept + step;
                double above = function(at);
                at[i] = kept - step;
                gradient[i] = (above - function(at)) / (2 * step);
            }
            finally
            {
                at[i] = kept;
            }
        }

        return gradient;
    }

    /// <summary>The gradient of a function of a matrix, of the matrix's shape: ∂f/∂xᵢⱼ in row i and column j.</summary>
    /// <param name="function">
    /// f. It is handed <paramref name="at"/> itself with one element moved, so it may as well be a loss that reads a
    /// parameter: <c>_ => network.Loss(input, targets)</c>.
    /// </param>
    /// <param name="at">X; as it was when the call ends.</param>
    /// <param name="step">h, positive and finite.</param>
    public static Matrix<double> Of(
        Func<Matrix<double>, double> function,
        Matrix<double> at,
        double step = 1e-4
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(at);
        Guard.PositiveFinite(step);
        return Of(function, at, step, CancellationToken.None);
    }

    private static Matrix<double> Of(
        Func<Matrix<double>, double> function,
        Matrix<double> at,
        double step,
        CancellationToken stop
    )
    {
        Matrix<double> gradient = Matrix<double>.Build.Dense(at.RowCount, at.ColumnCount);
        for (int column = 0; column < at.ColumnCount; column++)
        {
            for (int row = 0; row < at.RowCount; row++)
            {
                stop.ThrowIfCancellationRequested();
                double kept = at[row, column];
                try
                {
                    at[row, column] = kept + step;
                    double above = function(at);
                    at[row, column] = kept - step;
                    gradient[row, column] = (above - function(at)) / (2 * step);
                }
                finally
                {
                    at[row, column] = kept;
                }
            }
        }

        return gradient;
    }

    /// <summary>
    /// The gradient of a network's training loss with respect to every parameter, in the order of
    /// <see cref="Network.Parameters"/>. Each pass draws what the network's last training pass drew (dropout keeps its mask); generators and running
    /// statistics are as they were when the call ends.
    /// </summary>
    /// <param name="network">The network; as it was when the call ends.</param>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="step">h, positive and finite.</param>
    /// <exception cref="OperationCanceledException">The reader pressed Stop in an editor.</exception>
    public static IReadOnlyList<Matrix<double>> Of(
        Network network,
        Matrix<double> input,
        Targets targets,
        double step = 1e-4
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        Guard.PositiveFinite(step);
        using OneThread.Turn turn = network.Enter();
        using var frozen = new FrozenNetwork(network);
        CancellationToken stop = Interruption.Token;
        return
        [
            .. network.Parameters.Select(parameter =>
                Of(_ => network.Loss(input, targets, training: true), parameter.Value, step, stop)
            ),
        ];
    }
}
