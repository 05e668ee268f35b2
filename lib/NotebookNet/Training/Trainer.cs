namespace NotebookNet;

/// <summary>
/// Trains a network: mini-batch, gradient, update, repeat. Training a second time on the same <see cref="Dataset"/> goes on where it stopped, so
/// that two calls give what one longer one gives: network, optimizer, order of the data and augmentation. On another data set the order begins
/// anew, as it does in a new trainer. A call's history counts its updates and epochs from its own beginning.
/// </summary>
/// <param name="network">The network, trained in place.</param>
/// <param name="optimizer">The update rule, with its velocities and its step.</param>
/// <example><code>
/// Mnist mnist = Mnist.Load();
/// Network network = Network.FullyConnected(784, [50], 10, seed: 1);
/// var (training, validation) = mnist.Train.Split(validationCount: 10_000, seed: 1);
/// TrainingHistory history = new Trainer(network, new SGD(0.1)) { Epochs = 5, BatchSize = 100 }.Train(training, validation);
/// Plot.History(history)
/// </code></example>
public sealed partial class Trainer(Network network, Optimizer optimizer)
{
    // A longer training's list of losses grows on the way, rather than to be paid for at once.
    private const int MaximumFirstCapacity = 1 << 20;
    private const int DefaultBatchSize = 100;
    private readonly Network _network = network ?? throw new ArgumentNullException(nameof(network));
    private readonly Optimizer _optimizer =
        optimizer ?? throw new ArgumentNullException(nameof(optimizer));
    private Dataset? _data;
    private Dataset? _validation;
    private MiniBatches? _batches;
    private TrainingCall? _call;
    private bool _isTraining;

    /// <summary>Number of passes over the training data, ≥ 1.</summary>
    public int Epochs
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Epochs));
    } = 10;

    /// <summary>
    /// Number of updates in all, ≥ 1, in place of <see cref="Epochs"/>. Where it is not a whole number of epochs, the last one is shorter.
    /// </summary>
    public int? Steps
    {
        get;
        init => field = value is { } count ? Guard.AtLeastOne(count, nameof(Steps)) : null;
    }

    /// <summary>Number of samples in a mini-batch, in 1 … the number N of training samples; min(100, N) where it is left out.</summary>
    public int? BatchSize
    {
        get;
        init => field = value is { } count ? Guard.AtLeastOne(count, nameof(BatchSize)) : null;
    }

    /// <summary>Whether an epoch's last batch is left out where it would be shorter.</summary>
    public bool DropLast { get; init; }

    /// <summary>What is done to the training images, anew each time one is read; evaluation sees them as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Determines the order of the samples, and what the augmentation does to them.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// At most how many samples of the training and of the validation data are evaluated before the first update and after each epoch: the
    /// first ones. All of them where it is left out; 0 turns evaluation off, and <see cref="OnEpoch"/> with it.
    /// </summary>
    public int EvaluationLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(EvaluationLimit));
            field = value;
        }
    } = int.MaxValue;

    /// <summary>
    /// When to stop before the last epoch; <see langword="null"/> for never. With it, the network is left in the state of its lowest
    /// validation loss, whether training stopped early or not, or ended by an exception.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Called after every update.</summary>
    public Action<StepReport>? OnStep { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>Trains the network.</summary>
    /// <param name="training">The data it learns from.</param>
    /// <param name="validation">Data it is only evaluated on.</param>
    /// <param name="cancellation">Stops training between two updates: without early stopping, the network stays as the last whole update left it.</param>
    /// <returns>What happened: until the end, or until the reader pressed Stop in an editor.</returns>
    /// <exception cref="ArgumentException">
    /// The data does not fit the network, has fewer samples than a batch, has another size than that of the checkpoint that was loaded, or early stopping has no
    /// validation data to go by. Nothing has been changed then.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A loss or a parameter became infinite or not a number. It has the history until then.</exception>
    /// <exception cref="TrainingCancelledException">Training was cancelled. It has the history until then.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the network, its loss or the optimizer, or a callback called it.</exception>
    public TrainingHistory Train(
        Dataset training,
        Dataset? validation = null,
        CancellationToken cancellation = default
    )
    {
        using OneThread.Turn networkTurn = _network.Enter();
        using OneThread.Turn lossTurn = _network.EnterLoss();
        using OneThread.Turn optimizerTurn = OneThread.Of(_optimizer).Enter("optimizer");
        CheckIdle();
        Check(training, validation);
        if (_loaded?.Call is null && _loaded?.Batches?.Order.Length != training.Count)
        {
            _loaded = null;
        }
        else if (
            _loaded is not null
            && Difference(_loaded, Setup(true, training.Count, training, validation))
                is { } difference
        )
        {
            throw new ArgumentException(
                $"The checkpoint that was loaded goes on with what it was written with; {difference}.",
                nameof(training)
            );
        }

        MiniBatches batches = ReferenceEquals(training, _data) ? _batches! : NewBatches(training);
        int totalSteps = TotalSteps(batches.PerEpoch);
        CheckShortBatch(batches, training.Count, totalSteps - (_call?.Losses.Count ?? 0));
        Evaluator? trainingEvaluator = EvaluatorOf(training);
        Evaluator? validationEvaluator = EvaluatorOf(validation);
        double rate = _optimizer.RateAt(_optimizer.Step);
        TrainingCall call =
            _call ?? new() { BestTensors = BestTensors(tensor => tensor.Value.Clone()) };
        List<double> losses = call.Losses;
        losses.EnsureCapacity(Math.Min(totalSteps, MaximumFirstCapacity));
        (_data, _validation, _batches) = (training, validation, batches);
        (_call, _loaded) = (call, null);
        CancellationToken stop = Interruption.Token;
        _isTraining = true;
        try
        {
            while (true)
            {
                int step = losses.Count;
                bool isLast = step == totalSteps;
                if ((isLast || step % batches.PerEpoch == 0) && call.Evaluated < step)
                {
                    Evaluate();
                }

                if (isLast || call.EpochsSince >= EarlyStopping?.Patience)
                {
                    return History() with { StoppedEarly = !isLast };
                }

                Step();
            }
        }
        catch (OperationCanceledException stopped)
            when (stopped is not TrainingCancelledException && stop.IsCancellationRequested)
        {
            return History() with { StoppedInEpoch = Epoch() };
        }
        finally
        {
            call.Restore(_network);
            _call = null;
            _isTraining = false;
        }

        int Epoch() =>
            (losses.Count / batches.PerEpoch) + (losses.Count % batches.PerEpoch > 0 ? 1 : 0);

        TrainingHistory History() => new(losses, call.Reports) { Best = call.Best };

        TrainingDivergedException Diverged(int epoch, int step, double loss, string? what = null) =>
            new(epoch, step, rate, loss, History(), what);

        void Step()
        {
            if (cancellation.IsCancellationRequested)
            {
                throw new TrainingCancelledException(History(), cancellation);
            }

            stop.ThrowIfCancellationRequested();
            int epoch = (losses.Count / batches.PerEpoch) + 1;
            rate = _optimizer.RateAt(_optimizer.Step);
            double loss = _network.Backpropagate(batches.Next());
            if (!double.IsFinite(loss))
            {
                throw Diverged(epoch, losses.Count + 1, loss);
            }

            _optimizer.Update(_network.Parameters);
            losses.Add(loss);
            OnStep?.Invoke(new StepReport(epoch, losses.Count, totalSteps, rate, loss));
        }

        void Evaluate()
        {
            if (NotFinite() is { } what)
            {
                double loss = losses.Count == 0 ? double.NaN : losses[^1];
                throw Diverged(Epoch(), losses.Count, loss, what);
            }

            if (trainingEvaluator is null)
            {
                return;
            }

            var report = new EpochReport(
                Epoch(),
                losses.Count,
                _optimizer.RateAt(_optimizer.Step),
                trainingEvaluator.Evaluate(_network, stop),
                validationEvaluator?.Evaluate(_network, stop)
            );
            double sum = report.Training.Loss + (report.Validation?.Loss ?? 0);
            if (!double.IsFinite(sum))
            {
                throw Diverged(Epoch(), losses.Count, sum);
            }

            call.Reports.Add(report);
            call.Evaluated = losses.Count;
            if (EarlyStopping is not null)
            {
                call.Note(report, EarlyStopping, _network);
            }

            OnEpoch?.Invoke(report);
        }
    }

    private void Check(Dataset training, Dataset? validation)
    {
        ArgumentNullException.ThrowIfNull(training);
        _network.CheckFits(training, nameof(training));
        if (validation is not null)
        {
            _network.CheckFits(validation, nameof(validation));
        }

        if (
            Augmentation is not null
            && training.ImageShape is { } shape
            && Augmentation.OutputShape(shape) is var changed
            && changed.Size != _network.Inputs
        )
        {
            throw new ArgumentException(
                $"The network takes {_network.Inputs} values a sample, but {Augmentation} makes images of {changed} ({changed.Size} values) of those of {shape}.",
                nameof(training)
            );
        }

        if (EarlyStopping is not null && (validation is null || EvaluationLimit == 0))
        {
            throw new ArgumentException(
                "Early stopping goes by the validation loss: it needs validation data"
                    + (
                        validation is null
                            ? ", got none."
                            : " to be evaluated, but EvaluationLimit is 0."
                    ),
                nameof(validation)
            );
        }
    }

    /// <summary>Batch normalization cannot take a batch of one sample; only one that comes is refused.</summary>
    private void CheckShortBatch(MiniBatches batches, int count, int steps)
    {
        bool comes =
            batches.BatchSize == 1
            || (count % batches.BatchSize == 1 && !DropLast && steps >= batches.UntilEpochEnds);
        if (comes && _network.EveryLayer.Any(placed => placed.Layer is BatchNormalization))
        {
            throw new ArgumentException(
                $"Batch normalization needs batches of 2 samples or more; {count} samples in batches of {batches.BatchSize} leave one of 1. DropLast leaves it out."
            );
        }
    }

    private void CheckIdle()
    {
        if (_isTraining)
        {
            throw new InvalidOperationException(
                "This trainer is training: a callback can read, and Save, but neither Train nor Load."
            );
        }
    }

    private int TotalSteps(int perEpoch)
    {
        long steps = Steps ?? ((long)Epochs * perEpoch);
        return steps <= int.MaxValue
            ? (int)steps
            : throw new InvalidOperationException(
                Invariant(
                    $"A training has at most {int.MaxValue} updates; {Epochs} epochs of {perEpoch} are {steps}."
                )
            );
    }

    private MiniBatches NewBatches(Dataset training)
    {
        var batches = new MiniBatches(
            training,
            BatchSizeFor(training.Count),
            Augmentation,
            Seed,
            DropLast
        );
        batches.State = _loaded?.Batches ?? batches.State;
        return batches;
    }

    private int BatchSizeFor(int count) => BatchSize ?? Math.Min(DefaultBatchSize, count);

    private Evaluator? EvaluatorOf(Dataset? dataset) =>
        dataset is null || EvaluationLimit == 0
            ? null
            : new Evaluator(
                dataset.Count <= EvaluationLimit ? dataset : dataset.Take(EvaluationLimit)
            );

    /// <summary>The first of the network's numbers that is infinite or not a number, as a clause; <see langword="null"/> where there is none.</summary>
    private string? NotFinite()
    {
        for (int i = 0; i < _network.Tensors.Count; i++)
        {
            NamedTensor tensor = _network.Tensors[i];
            double[] values = tensor.Value.AsDense().Values;
            if (Guard.IndexOfNotFinite(values) is >= 0 and int index)
            {
                return Invariant($"{tensor.Name} has the value {values[index]}");
            }
        }

        return null;
    }
}
