namespace NotebookNet;

/// <summary>What happened in a training.</summary>
/// <param name="Losses">Each update's mini-batch loss, in order, the regularizer's penalty included.</param>
/// <param name="Epochs">The evaluation before the first update and after each epoch; empty where evaluation was turned off.</param>
/// <example><code>Plot.Line(history.Steps, history.SmoothedLosses())</code></example>
public sealed record TrainingHistory(
    IReadOnlyList<double> Losses,
    IReadOnlyList<EpochReport> Epochs
)
{
    /// <summary>The evaluation whose parameters the network was left with, where early stopping was asked for.</summary>
    public EpochReport? Best { get; init; }

    /// <summary>Whether early stopping ended the training before its last epoch.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The epoch in which the reader stopped the training by Stop in an editor; <see langword="null"/> where nobody did.</summary>
    public int? StoppedInEpoch { get; init; }

    /// <summary>1, 2, … : the updates' numbers, one for each of <see cref="Losses"/>.</summary>
    public IReadOnlyList<double> Steps =>
        [.. Enumerable.Range(1, Losses.Count).Select(i => (double)i)];

    /// <summary>0, 1, … : the epochs' numbers, one for each of <see cref="Epochs"/>.</summary>
    public IReadOnlyList<double> EpochNumbers => [.. Epochs.Select(report => (double)report.Epoch)];

    /// <summary>The number of updates at each of <see cref="Epochs"/>: where they stand beside <see cref="Losses"/>.</summary>
    public IReadOnlyList<double> EpochSteps => [.. Epochs.Select(report => (double)report.Step)];

    /// <summary>The loss on the training data at each of <see cref="Epochs"/>.</summary>
    public IReadOnlyList<double> TrainingLosses =>
        [.. Epochs.Select(report => report.Training.Loss)];

    /// <summary>The accuracy on the training data, 0 … 1, at each of <see cref="Epochs"/>; empty for a regression.</summary>
    public IReadOnlyList<double> TrainingAccuracies => Accuracies(report => report.Training);

    /// <summary>The loss on the validation data at each of <see cref="Epochs"/>; empty without validation data.</summary>
    public IReadOnlyList<double> ValidationLosses =>
        [.. Epochs.Select(report => report.Validation?.Loss).OfType<double>()];

    /// <summary>The accuracy on the validation data, 0 … 1, at each of <see cref="Epochs"/>; empty without validation data and for a regression.</summary>
    public IReadOnlyList<double> ValidationAccuracies => Accuracies(report => report.Validation);

    /// <summary>
    /// An exponential moving average of <see cref="Losses"/>: s₁ = L₁, sᵢ = β·sᵢ₋₁ + (1 − β)·Lᵢ, about the mean of the last 1/(1 − β) losses.
    /// </summary>
    /// <param name="smoothing">β, 0 ≤ β &lt; 1.</param>
    public IReadOnlyList<double> SmoothedLosses(double smoothing = 0.98)
    {
        Guard.FractionBelowOne(smoothing);
        var smoothed = new double[Losses.Count];
        for (int i = 0; i < smoothed.Length; i++)
        {
            smoothed[i] =
                i == 0 ? Losses[0] : (smoothing * smoothed[i - 1]) + ((1 - smoothing) * Losses[i]);
        }

        return smoothed;
    }

    /// <summary>A table of the evaluations; of a long training, the first and the last ones.</summary>
    public override string ToString()
    {
        string updates = Invariant($"{Losses.Count} updates");
        string?[] remarks =
        [
            StoppedEarly ? "stopped early" : null,
            StoppedInEpoch is { } epoch ? Invariant($"stopped at epoch {epoch}") : null,
            Best is null ? null : Invariant($"parameters of epoch {Best.Epoch} kept"),
        ];
        string title = string.Join("; ", remarks.OfType<string>());
        if (Epochs.Count == 0)
        {
            updates += title.Length == 0 ? "" : $", {title}";
            return Losses.Count == 0
                ? updates
                : Invariant(
                    $"{updates}, loss {TableColumn.Alone(Losses[0])} at the first, {TableColumn.Alone(SmoothedLosses()[^1])} on average at the last"
                );
        }

        Table table = Table
            .Of(
                Epochs,
                ("epoch", report => report.Epoch),
                ("updates", report => report.Step),
                ("training loss", report => report.Training.Loss),
                ("accuracy", report => report.Training.AccuracyOrNone),
                ("validation loss", report => report.Validation?.Loss),
                ("accuracy", report => report.Validation?.AccuracyOrNone)
            )
            .Format("accuracy", "0.0000");
        return title.Length == 0
            ? table.ToString()
            : table.Titled(char.ToUpperInvariant(title[0]) + title[1..]).ToString();
    }

    private double[] Accuracies(Func<EpochReport, Evaluation?> part) =>
        [.. Epochs.Select(report => part(report)?.AccuracyOrNone).OfType<double>()];
}
