namespace NotebookNet;

/// <summary>Training was stopped since a loss or a parameter became infinite or not a number.</summary>
/// <param name="epoch">Index of the epoch, from 1; 0 before the first.</param>
/// <param name="step">Index of the update, from 1; 0 before the first.</param>
/// <param name="learningRate">The learning rate at that update.</param>
/// <param name="loss">The loss.</param>
/// <param name="history">What happened until then.</param>
/// <param name="what">What is infinite or not a number, as a clause; the loss where it is left out.</param>
/// <example><code>try { trainer.Train(training); } catch (TrainingDivergedException diverged) { history = diverged.History; }</code></example>
public sealed class TrainingDivergedException(
    int epoch,
    int step,
    double learningRate,
    double loss,
    TrainingHistory history,
    string? what = null
)
    : Exception(
        Invariant(
            $"Training diverged in epoch {epoch}, step {step}, at learning rate {learningRate}: {what ?? Invariant($"the loss is {loss}")}"
        )
            + (
                step <= 1 && history.Losses.Count == 0
                    ? " before the first update of this training, so its learning rate is not the cause. Look at the weights it begins with, at the loss, and at how large the data's numbers are."
                    : ". Try a smaller learning rate."
            )
    )
{
    /// <summary>Index of the epoch, from 1; 0 before the first.</summary>
    public int Epoch => epoch;

    /// <summary>Index of the update, from 1; 0 before the first.</summary>
    public int Step => step;

    /// <summary>The learning rate at that update.</summary>
    public double LearningRate => learningRate;

    /// <summary>The loss: NaN or infinite, or the last finite one where a parameter is.</summary>
    public double Loss => loss;

    /// <summary>The losses and evaluations until then: those that are finite. Their curve shows how it came.</summary>
    public TrainingHistory History => history;
}
