namespace NotebookNet;

/// <summary>What happened in a training.</summary>
/// <param name="Losses">Each update's mini-batch loss, in order.</param>
/// <param name="Epochs">The evaluation before the first update and after each epoch.</param>
public sealed record TrainingHistory(
    IReadOnlyList<double> Losses,
    IReadOnlyList<EpochReport> Epochs
);
