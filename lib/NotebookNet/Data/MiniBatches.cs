namespace NotebookNet;

/// <summary>An endless sequence of mini-batches from a data set, the same for the same seed: each epoch goes through all samples once, in a new random order.</summary>
/// <example><code>
/// var batches = new MiniBatches(training, batchSize: 100, seed: 1);
/// double loss = network.Backpropagate(batches.Next());
/// </code></example>
public sealed class MiniBatches
{
    private readonly Dataset _dataset;
    private readonly Random _random;
    private readonly int[] _order;
    private readonly int _end;
    private readonly int[] _scratch;
    private readonly Batch _full;
    private readonly Batch? _last;
    private readonly Augmenter? _augmenter;
    private int _position;

    /// <summary>Mini-batches of a data set.</summary>
    /// <param name="dataset">Where the samples come from.</param>
    /// <param name="batchSize">Number of samples in a batch, in 1 … the number of samples.</param>
    /// <param name="augmentation">What is done to the images, anew each time one is read. The order of the samples is the same without it.</param>
    /// <param name="seed">Determines which samples come when, and what the augmentation does to them.</param>
    /// <param name="dropLast">Whether the last batch of an epoch is left out where it would be shorter than the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or larger than the data set.</exception>
    /// <exception cref="ArgumentException">The samples are not images, or not such as the augmentation can change.</exception>
    public MiniBatches(
        Dataset dataset,
        int batchSize,
        Augmentation? augmentation = null,
        int seed = 0,
        bool dropLast = false
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (batchSize > dataset.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                Invariant(
                    $"A batch of {batchSize} is larger than the data set of {dataset.Count} samples."
                )
            );
        }

        _dataset = dataset;
        BatchSize = batchSize;
        _random = RandomNumbers.Create("batches", seed);
        _order = [.. Enumerable.Range(0, dataset.Count)];
        _scratch = new int[batchSize];
        _augmenter = augmentation is null ? null : new Augmenter(augmentation, dataset, seed);
        _full = dataset.NewBatch(batchSize, _augmenter);
        int rest = dataset.Count % batchSize;
        _last = rest > 0 && !dropLast ? dataset.NewBatch(rest, _augmenter) : null;
        _end = dropLast ? dataset.Count - rest : dataset.Count;
        _position = _end;
    }

    /// <summary>Number of samples in a batch; the last of an epoch may be shorter.</summary>
    public int BatchSize { get; }

    /// <summary>Number of batches in an epoch: N/batch size, rounded up, or down where the last one is left out.</summary>
    public int PerEpoch => ((_end - 1) / BatchSize) + 1;

    /// <summary>How many batches there are until an epoch ends, its last one included.</summary>
    internal int UntilEpochEnds => PerEpoch - (_position == _end ? 0 : _position / BatchSize);

    /// <summary>Where the sequence stands: the samples in their order, how many of them are through, and its generators' words.</summary>
    internal BatchState State
    {
        get => new([.. _order], _position, [.. Generators.Select(RandomState.Read)]);
        set
        {
            value.Order.CopyTo(_order, 0);
            _position = value.Position;
            for (int i = 0; i < Generators.Length; i++)
            {
                RandomState.Write(Generators[i], value.Words[i]);
            }
        }
    }

    private Random[] Generators => _augmenter is null ? [_random] : [_random, _augmenter.Random];

    /// <summary>The next batch, lent until a later call overwrites it; <see cref="Batch.Clone"/> gives a copy to keep.</summary>
    public Batch Next()
    {
        if (_position == _end)
        {
            _random.ShuffleInPlace<int>(_order);
            _position = 0;
        }

        int count = Math.Min(BatchSize, _end - _position);
        Batch batch = count == BatchSize ? _full : _last!;
        _dataset.Gather(_order.AsSpan(_position, count), batch, _scratch, _augmenter);
        _position += count;
        return batch;
    }
}
