namespace NotebookNet;

public sealed partial class Dataset
{
    /// <summary>The first samples.</summary>
    /// <param name="count">How many, in 1 … N.</param>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return Subset(AllIndices(count));
    }

    /// <summary>Chosen samples, in the given order; an index may occur more than once.</summary>
    /// <param name="indices">Indices in 0 … N−1, at least one.</param>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        RejectEmpty(indices.Length);
        var chosen = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            chosen[i] = _sampleIndices[Checked(indices[i])];
        }

        return new Dataset(_samples, chosen, _labels, _values, OutputCount, ImageShape);
    }

    /// <summary>All samples in a random order.</summary>
    /// <param name="seed">Determines the order.</param>
    public Dataset Shuffle(int seed) => Subset(Order("order", seed));

    /// <summary>Parts at random: some samples for validation, all others for training.</summary>
    /// <param name="validationCount">Number of samples for validation, in 1 … N−1.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation) Split(int validationCount, int seed)
    {
        Dataset[] parts = Parts(seed, (long)Count - validationCount, validationCount);
        return (parts[0], parts[1]);
    }

    /// <summary>Parts at random: some samples for validation, some for the test, all others for training.</summary>
    /// <param name="validationCount">Number of samples for validation, ≥ 1.</param>
    /// <param name="testCount">Number of samples for the test, ≥ 1.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <exception cref="ArgumentException">No sample would be left for a part.</exception>
    public (Dataset Train, Dataset Validation, Dataset Test) Split(
        int validationCount,
        int testCount,
        int seed
    )
    {
        long trainCount = (long)Count - validationCount - testCount;
        Dataset[] parts = Parts(seed, trainCount, validationCount, testCount);
        return (parts[0], parts[1], parts[2]);
    }

    /// <summary>
    /// Folds for k-fold cross-validation (Stone, 1974): the samples in a random order in k parts whose sizes differ by one at most, each
    /// part once for validation while all others train.
    /// </summary>
    /// <param name="count">Number of folds k, in 2 … N; N leaves one sample out each time.</param>
    /// <param name="seed">Determines which samples go where.</param>
    /// <returns>k pairs; every sample is in one of the validation parts and in k − 1 of the training parts.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There would be one fold, or one without a sample.</exception>
    /// <example><code>
    /// double accuracy = training.Take(1000).Folds(count: 5, seed: 1).Average(fold =>
    /// {
    ///     Network network = Network.FullyConnected(784, [50], 10, seed: 1);
    ///     new Trainer(network, new Adam(0.001)).Train(fold.Train);
    ///     return network.Evaluate(fold.Validation).Accuracy;
    /// });
    /// </code></example>
    public IReadOnlyList<(Dataset Train, Dataset Validation)> Folds(int count, int seed)
    {
        if (count < 2 || count > Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                Invariant($"{Count} samples make 2 … {Count} folds, got {count}.")
            );
        }

        int[] order = Order("folds", seed);
        int Start(int fold) => (int)((long)fold * Count / count);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(fold => (Start(fold)..Start(fold + 1)))
                .Select(part =>
                    (Subset([.. order[..part.Start], .. order[part.End..]]), Subset(order[part]))
                ),
        ];
    }

    private Dataset[] Parts(int seed, params ReadOnlySpan<long> counts)
    {
        foreach (long count in counts)
        {
            if (count < 1)
            {
                throw new ArgumentException(
                    $"Each part of {Count} samples needs at least one, got parts of {string.Join(", ", counts.ToArray())}."
                );
            }
        }

        int[] order = Order("split", seed);
        var parts = new Dataset[counts.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Subset(order.AsSpan(start, (int)counts[i]));
            start += (int)counts[i];
        }

        return parts;
    }

    private int[] Order(string purpose, int seed)
    {
        int[] order = AllIndices(Count);
        RandomNumbers.Create(purpose, seed).ShuffleInPlace<int>(order);
        return order;
    }
}
