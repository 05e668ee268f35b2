namespace NotebookNet;

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">The mean loss per sample, without regularization.</param>
/// <param name="Accuracy">The share of samples whose largest output is the right class, in 0 … 1; <see langword="null"/> for a regression.</param>
public readonly record struct Evaluation(double Loss, double? Accuracy);
