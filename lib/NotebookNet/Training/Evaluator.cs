using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>Evaluates networks on a data set, in batches whose memory it keeps.</summary>
/// <param name="dataset">The data set.</param>
internal sealed class Evaluator(Dataset dataset)
{
    private const int BatchSize = 1000;
    private readonly int[] indices = new int[Math.Min(BatchSize, dataset.Count)];
    private readonly int[] scratch = new int[Math.Min(BatchSize, dataset.Count)];
    private readonly Batch full = dataset.NewBatch(Math.Min(BatchSize, dataset.Count));
    private readonly Batch? last =
        dataset.Count > BatchSize && dataset.Count % BatchSize > 0
            ? dataset.NewBatch(dataset.Count % BatchSize)
            : null;

    /// <summary>Mean loss (without regularization) and accuracy, in evaluation mode.</summary>
    /// <param name="network">A network of fitting inputs and outputs.</param>
    public Evaluation Evaluate(Network network)
    {
        double loss = 0;
        int right = 0;
        for (int start = 0; start < dataset.Count; start += indices.Length)
        {
            int count = Math.Min(indices.Length, dataset.Count - start);
            Span<int> chosen = indices.AsSpan(0, count);
            for (int i = 0; i < count; i++)
            {
                chosen[i] = start + i;
            }

            Batch batch = count == full.Count ? full : last!;
            dataset.Gather(chosen, batch, scratch);
            Matrix<double> output = network.Predict(batch.Input);
            loss += network.LossFunction.Forward(output, batch.Targets) * count;
            if (dataset.HasLabels)
            {
                right += Accuracies.CountRight(output, batch.Targets);
            }
        }

        return new Evaluation(
            loss / dataset.Count,
            dataset.HasLabels ? (double)right / dataset.Count : null
        );
    }
}
