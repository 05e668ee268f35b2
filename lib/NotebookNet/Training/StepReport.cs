namespace NotebookNet;

/// <summary>Where training stands after an update.</summary>
/// <param name="Epoch">Index of the epoch under way, from 1.</param>
/// <param name="Step">Number of updates so far, from 1.</param>
/// <param name="TotalSteps">Number of updates that the training is to have.</param>
/// <param name="LearningRate">The learning rate of this update.</param>
/// <param name="Loss">The mini-batch's mean loss before the update, the regularizer's penalty included.</param>
/// <example><code>new Trainer(network, new SGD(0.1)) { OnStep = report => losses[report.Step - 1] = report.Loss }.Train(training)</code></example>
public readonly record struct StepReport(
    int Epoch,
    int Step,
    int TotalSteps,
    double LearningRate,
    double Loss
)
{
    /// <summary>Such as "epoch 1, step 20 of 600, learning rate 0.1, loss 0.1234".</summary>
    public override string ToString() =>
        Invariant(
            $"epoch {Epoch}, step {Step} of {TotalSteps}, learning rate {LearningRate}, loss {TableColumn.Alone(Loss)}"
        );
}
