namespace NotebookNet;

/// <summary>An endless sequence of mini-batches from a data set, the same for the same seed.</summary>
public sealed class MiniBatches
{
    private readonly Dataset dataset;
    private readonly Random random;
    private readonly Sampling sampling;
    private readonly int[] order;
    private readonly int[] scratch;
    private readonly Batch full;
    private readonly Batch? last;
    private readonly Augmenter? augmenter;
    private int position;

    /// <summary>Mini-batches of a data set.</summary>
    /// <param name="dataset">Where the samples come from.</param>
    /// <param name="batchSize">Number of samples in a batch, in 1 … the number of samples.</param>
    /// <param name="seed">Determines which samples come when, and what the augmentation does to them.</param>
    /// <param name="sampling">With or without replacement.</param>
    /// <param name="augmentation">What is done to the images, anew each time one is read. The order of the samples is the same without it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or larger than the data set.</exception>
    /// <exception cref="ArgumentException">The samples are not images, or not such as the augmentation can change.</exception>
    public MiniBatches(
        Dataset dataset,
        int batchSize,
        int seed,
        Sampling sampling = Sampling.WithoutReplacement,
        IAugmentation? augmentation = null
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (batchSize > dataset.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                batchSize,
                $"A batch of {batchSize} is larger than the data set of {dataset.Count} samples."
            );
        }

        this.dataset = dataset;
        this.sampling = sampling;
        BatchSize = batchSize;
        random = RandomNumbers.Create(seed);
        order = [.. Enumerable.Range(0, dataset.Count)];
        scratch = new int[batchSize];
        augmenter = augmentation is null ? null : new Augmenter(augmentation, dataset, seed);
        full = dataset.NewBatch(batchSize, augmenter);
        int rest = dataset.Count % batchSize;
        last =
            sampling == Sampling.WithoutReplacement && rest > 0
                ? dataset.NewBatch(rest, augmenter)
                : null;
        position = order.Length;
    }

    /// <summary>Number of samples in a batch; the last of an epoch may be shorter.</summary>
    public int BatchSize { get; }

    /// <summary>Number of batches in an epoch: N/batch size, rounded up.</summary>
    public int PerEpoch => (order.Length + BatchSize - 1) / BatchSize;

    /// <summary>The next batch. Its memory is used again by later calls.</summary>
    public Batch Next()
    {
        if (sampling == Sampling.WithReplacement)
        {
            for (int i = 0; i < BatchSize; i++)
            {
                order[i] = random.Next(dataset.Count);
            }

            dataset.Gather(order.AsSpan(0, BatchSize), full, scratch, augmenter);
            return full;
        }

        if (position >= order.Length)
        {
            random.ShuffleInPlace<int>(order);
            position = 0;
        }

        int count = Math.Min(BatchSize, order.Length - position);
        Batch batch = count == BatchSize ? full : last!;
        dataset.Gather(order.AsSpan(position, count), batch, scratch, augmenter);
        position += count;
        return batch;
    }
}
