namespace NotebookNet;

/// <summary>
/// A loss: how far a batch's outputs are from their targets, as one number, and its gradient. It keeps the last batch, so it
/// serves one thread at a time, and the losses of this library refuse a second one that calls meanwhile.
/// </summary>
/// <example><code>
/// ILoss loss = new MeanSquaredError();
/// double value = loss.Forward(network.Predict(X), Targets.FromValues(dY));
/// Matrix&lt;double&gt; gradient = loss.Backward();
/// </code></example>
public interface ILoss
{
    /// <summary>The mean loss over the batch's N samples; keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="output">The network's output, N×C, one sample a row.</param>
    /// <param name="targets">What it should be: N targets of C columns or classes.</param>
    /// <exception cref="ArgumentException">Output and targets differ in N or C, or the batch is empty.</exception>
    double Forward(Matrix<double> output, Targets targets);

    /// <summary>The gradient of the last <see cref="Forward"/> with respect to its output: N×C, lent until the next call; <c>Clone()</c> gives a copy to keep.</summary>
    /// <exception cref="InvalidOperationException">There was no <see cref="Forward"/> before.</exception>
    Matrix<double> Backward();
}
