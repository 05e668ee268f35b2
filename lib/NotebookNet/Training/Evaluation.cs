namespace NotebookNet;

/// <summary>How a network does on a data set.</summary>
public sealed record Evaluation
{
    private readonly double? _accuracy;

    /// <summary>An evaluation.</summary>
    /// <param name="loss">The mean loss per sample, without regularization.</param>
    /// <param name="accuracy">The share of samples whose largest output is the right class, in 0 … 1; <see langword="null"/> for a regression.</param>
    public Evaluation(double loss, double? accuracy = null)
    {
        Loss = loss;
        _accuracy = accuracy;
    }

    /// <summary>The mean loss per sample, without regularization.</summary>
    public double Loss { get; }

    /// <summary>Whether there is an <see cref="Accuracy"/>: the samples belong to classes.</summary>
    public bool HasAccuracy => _accuracy is not null;

    /// <summary>The share of samples whose largest output is the right class, in 0 … 1.</summary>
    /// <exception cref="InvalidOperationException">The targets were values, not classes.</exception>
    public double Accuracy =>
        _accuracy
        ?? throw new InvalidOperationException(
            "A regression has no accuracy: its targets are values, not classes. See Loss, and ask HasAccuracy first where both may come."
        );

    /// <summary>Loss and accuracy, such as "loss 0.1234, accuracy 0.9700".</summary>
    public override string ToString() =>
        $"loss {TableColumn.Alone(Loss)}"
        + (_accuracy is { } accuracy ? $", accuracy {TableColumn.Alone(accuracy)}" : "");
}
