namespace NotebookNet;

/// <summary>Evaluates networks on a data set, in batches whose memory it keeps.</summary>
internal sealed class Evaluator(Dataset dataset)
{
    private const int BatchSize = 1000;
    private readonly int[] _indices = new int[Math.Min(BatchSize, dataset.Count)];
    private readonly Batch _full = dataset.NewBatch(Math.Min(BatchSize, dataset.Count));
    private readonly Batch? _last =
        dataset.Count > BatchSize && dataset.Count % BatchSize > 0
            ? dataset.NewBatch(dataset.Count % BatchSize)
            : null;

    /// <summary>Mean loss (without regularization) and accuracy of a network whose turn the caller has, in evaluation mode.</summary>
    /// <exception cref="OperationCanceledException">It was ended between two batches.</exception>
    public Evaluation Evaluate(Network network, CancellationToken stop)
    {
        double loss = 0;
        int right = 0;
        for (int start = 0; start < dataset.Count; start += _indices.Length)
        {
            stop.ThrowIfCancellationRequested();
            int count = Math.Min(_indices.Length, dataset.Count - start);
            Span<int> chosen = _indices.AsSpan(0, count);
            for (int i = 0; i < count; i++)
            {
                chosen[i] = start + i;
            }

            Batch batch = count == _full.Count ? _full : _last!;
            dataset.Gather(chosen, batch, chosen);
            Matrix<double> output = network.Output(batch.Input, training: false);
            loss += network.LossFunction.Forward(output, batch.Targets) * count;
            for (int row = 0; dataset.HasLabels && row < count; row++)
            {
                right += output.IndexOfRowMaximum(row) == batch.Targets.ClassOf(row) ? 1 : 0;
            }
        }

        return new Evaluation(
            loss / dataset.Count,
            dataset.HasLabels ? (double)right / dataset.Count : null
        );
    }
}
