using System.Text.Json.Serialization;

namespace NotebookNet;

/// <summary>How a network does on a data set.</summary>
/// <example><code>network.Evaluate(validation).Accuracy</code></example>
public sealed record Evaluation
{
    /// <summary>An evaluation.</summary>
    /// <param name="loss">The mean loss per sample, without regularization.</param>
    /// <param name="accuracy">The share of samples whose largest output is the right class, in 0 … 1; <see langword="null"/> for a regression.</param>
    public Evaluation(double loss, double? accuracy = null)
    {
        Loss = loss;
        AccuracyOrNone = accuracy;
    }

    [JsonConstructor]
    private Evaluation() { }

    /// <summary>The mean loss per sample, without regularization.</summary>
    [JsonInclude]
    public double Loss { get; private init; }

    /// <summary>Whether there is an <see cref="Accuracy"/>: the samples belong to classes.</summary>
    [JsonIgnore]
    public bool HasAccuracy => AccuracyOrNone is not null;

    /// <summary>The share of samples whose largest output is the right class, in 0 … 1.</summary>
    /// <exception cref="InvalidOperationException">The targets were values, not classes.</exception>
    [JsonIgnore]
    public double Accuracy =>
        AccuracyOrNone
        ?? throw new InvalidOperationException(
            "A regression has no accuracy: its targets are values, not classes. See Loss, and ask HasAccuracy first where both may come."
        );

    /// <summary>The accuracy, where there is one.</summary>
    [JsonInclude]
    internal double? AccuracyOrNone { get; private init; }

    /// <summary>Loss and accuracy, such as "loss 0.1234, accuracy 0.9700".</summary>
    public override string ToString() =>
        $"loss {TableColumn.Alone(Loss)}"
        + (AccuracyOrNone is { } accuracy ? $", accuracy {TableColumn.Alone(accuracy)}" : "");
}
