namespace NotebookNet;

/// <summary>
/// Stops a training whose validation loss no longer falls, and goes back to the parameters of the lowest one: the number of
/// updates is chosen by data the network does not learn from (Prechelt, 1998).
/// </summary>
/// <example><code>new Trainer(network, new SGD(0.1)) { EarlyStopping = new EarlyStopping(patience: 5) }.Train(training, validation)</code></example>
public sealed record EarlyStopping
{
    /// <summary>Early stopping on the validation loss.</summary>
    /// <param name="patience">Number of epochs in a row without an improvement after which training stops, ≥ 1.</param>
    /// <param name="minimumImprovement">By how much a validation loss must lie below the lowest so far to count as an improvement, ≥ 0 and finite.</param>
    public EarlyStopping(int patience, double minimumImprovement = 0)
    {
        Patience = Guard.AtLeastOne(patience);
        MinimumImprovement = Guard.NotNegativeFinite(minimumImprovement);
    }

    /// <summary>Number of epochs in a row without an improvement after which training stops.</summary>
    public int Patience { get; }

    /// <summary>By how much a validation loss must lie below the lowest so far to count as an improvement.</summary>
    public double MinimumImprovement { get; }

    /// <summary>Such as "early stopping after 5 epochs without an improvement above 0.001".</summary>
    public override string ToString() =>
        Invariant(
            $"early stopping after {Patience} epochs without an improvement above {MinimumImprovement}"
        );
}
