using System.Text.Json.Serialization;

namespace NotebookNet;

/// <summary>How far a call of <see cref="Trainer.Train"/> is, and early stopping's best network so far.</summary>
internal sealed class TrainingCall
{
    public List<double> Losses { get; init; } = [];

    public List<EpochReport> Reports { get; init; } = [];

    /// <summary>Number of updates at the last evaluation; −1 before the first.</summary>
    public int Evaluated { get; set; } = -1;

    /// <summary>The evaluation with the lowest validation loss.</summary>
    public EpochReport? Best { get; set; }

    /// <summary>Number of evaluations since.</summary>
    public int EpochsSince { get; set; }

    /// <summary>The parameters and statistics at <see cref="Best"/>; none without early stopping.</summary>
    [JsonIgnore]
    public IReadOnlyList<NamedTensor> BestTensors { get; set; } = [];

    /// <summary>Takes note of an evaluation of the network in this state.</summary>
    public void Note(EpochReport report, EarlyStopping stopping, Network network)
    {
        EpochsSince++;
        if (!(report.Validation!.Loss >= Best?.Validation!.Loss - stopping.MinimumImprovement))
        {
            (Best, EpochsSince) = (report, 0);
            Copy(network.Tensors, BestTensors);
        }
    }

    /// <summary>Puts the network back into the state of <see cref="Best"/>.</summary>
    public void Restore(Network network)
    {
        if (Best is not null)
        {
            Copy(BestTensors, network.Tensors);
        }
    }

    private static void Copy(IReadOnlyList<NamedTensor> from, IReadOnlyList<NamedTensor> to)
    {
        for (int i = 0; i < from.Count; i++)
        {
            from[i].Value.CopyTo(to[i].Value);
        }
    }
}
