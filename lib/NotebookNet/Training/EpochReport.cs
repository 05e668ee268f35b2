namespace NotebookNet;

/// <summary>Where training stands after an epoch.</summary>
/// <param name="Epoch">Number of finished epochs: 0 before the first update.</param>
/// <param name="Step">Number of updates so far.</param>
/// <param name="LearningRate">The learning rate of the next update.</param>
/// <param name="Training">Loss and accuracy on the training data.</param>
/// <param name="Validation">Loss and accuracy on the validation data, where there is any.</param>
/// <example><code>new Trainer(network, new SGD(0.1)) { OnEpoch = report => Console.WriteLine(report) }.Train(training, validation)</code></example>
public sealed record EpochReport(
    int Epoch,
    int Step,
    double LearningRate,
    Evaluation Training,
    Evaluation? Validation
)
{
    /// <summary>Such as "epoch 1, step 600: training loss 0.1234, accuracy 0.9700; validation loss 0.1567, accuracy 0.9600".</summary>
    public override string ToString() =>
        Invariant($"epoch {Epoch}, step {Step}: training {Training}")
        + (Validation is null ? "" : $"; validation {Validation}");
}
