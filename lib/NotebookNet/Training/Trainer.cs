namespace NotebookNet;

/// <summary>Trains a network: mini-batch, gradient, update, repeat.</summary>
/// <param name="network">The network, trained in place.</param>
/// <param name="optimizer">The update rule.</param>
public sealed class Trainer(Network network, Optimizer optimizer)
{
    /// <summary>Number of passes over the training data, ≥ 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Number of samples in a mini-batch.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Determines the order of the samples.</summary>
    public int Seed { get; init; }

    /// <summary>Called after every update.</summary>
    public Action<StepReport>? OnStep { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>Trains the network.</summary>
    /// <param name="training">The data it learns from.</param>
    /// <param name="test">Data it is only evaluated on.</param>
    /// <param name="cancellation">Stops training between two updates.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    public TrainingHistory Train(
        Dataset training,
        Dataset? test = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(training);
        var batches = new MiniBatches(training, BatchSize, Seed);
        int totalSteps = Epochs * batches.PerEpoch;
        var losses = new List<double>(totalSteps);
        var epochs = new List<EpochReport>(Epochs + 1);
        Report(0);
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            for (int i = 0; i < batches.PerEpoch; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                double rate = optimizer.LearningRate.At(optimizer.Step);
                double loss = network.Gradient(batches.Next());
                if (!double.IsFinite(loss))
                {
                    throw new TrainingDivergedException(epoch, losses.Count + 1, rate, loss);
                }

                optimizer.Update(network.Parameters);
                losses.Add(loss);
                OnStep?.Invoke(new StepReport(epoch, losses.Count, totalSteps, rate, loss));
            }

            Report(epoch);
        }

        return new TrainingHistory(losses, epochs);

        void Report(int epoch)
        {
            var report = new EpochReport(
                epoch,
                losses.Count,
                optimizer.LearningRate.At(optimizer.Step),
                network.Evaluate(training),
                test is null ? null : network.Evaluate(test)
            );
            epochs.Add(report);
            OnEpoch?.Invoke(report);
        }
    }
}
