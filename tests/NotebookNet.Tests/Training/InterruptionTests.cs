using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public sealed class InterruptionTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public InterruptionTests() => StandInKernel.Token = () => _stop.Token;

    public void Dispose()
    {
        StandInKernel.Token = null;
        _stop.Dispose();
    }

    [Fact]
    public void The_token_is_that_of_the_cell_also_on_a_thread_that_the_cell_started()
    {
        Assert.Equal(_stop.Token, Interruption.Token);
        CancellationToken there = default;
        var thread = new Thread(() => there = Interruption.Token);
        thread.Start();
        thread.Join();
        Assert.Equal(_stop.Token, there);
    }

    [Fact]
    public void Where_no_cell_is_running_or_its_token_throws_nothing_can_stop()
    {
        StandInKernel.Token = () => throw new ObjectDisposedException("cell");
        Assert.False(Interruption.Token.CanBeCanceled);
        StandInKernel.Token = null;
        Assert.False(Interruption.Token.CanBeCanceled);
        Trainer trainer = new(SmallNetworks.OneWeight(), new SGD(0.1)) { Epochs = 1 };
        Assert.Single(trainer.Train(SmallNetworks.Line(1)).Losses);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(30)]
    public void A_gradient_check_that_is_stopped_tells_of_what_it_compared_and_does_not_pass(
        int passes
    )
    {
        // Two backward passes come first, then two passes for each entry.
        Network network = new(
            2,
            [
                new Stopping(passes, _stop),
                new Affine(2, 3, Initializer.He, RandomNumbers.Create(1)),
            ],
            new SoftmaxCrossEntropy()
        );
        Matrix<double> input = Draw.Normal(5, 2, 1);
        var targets = Targets.FromLabels(Draw.Labels(5, 3, 2), 3);
        GradientCheckReport report = GradientCheck.Run(network, input, targets);
        int compared = (passes - 1) / 2;
        Assert.Equal(compared >= 9, report.Passed);
        Assert.Equal(Math.Min(9, compared), report.Parameters.Sum(item => item.Compared.Count));
        Assert.Equal(
            compared < 9,
            report
                .ToString()
                .StartsWith(
                    $"Gradient check FAILED: stopped after {compared} of 9 entries; ",
                    StringComparison.Ordinal
                )
        );
        _stop.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            NumericalGradient.Of(network, input, targets)
        );
    }

    [Fact]
    public void A_training_that_is_stopped_returns_what_it_has_and_says_where()
    {
        Network network = SmallNetworks.Deep();
        double[] last = [];
        TrainingHistory history = new Trainer(network, new SGD(0.1))
        {
            Steps = int.MaxValue,
            BatchSize = 10,
            OnStep = report =>
            {
                if (report.Step == 12)
                {
                    last = SmallNetworks.NumbersOf(network);
                    _stop.Cancel();
                }
            },
        }.Train(SmallNetworks.TwoClasses(50));
        Assert.Equal(12, history.Losses.Count);
        Assert.Equal([0, 1, 2], history.EpochNumbers);
        Assert.Equal(3, history.StoppedInEpoch);
        Assert.False(history.StoppedEarly);
        Assert.StartsWith("Stopped at epoch 3\n", history.ToString(), StringComparison.Ordinal);
        Assert.Equal(last, SmallNetworks.NumbersOf(network));
    }

    [Fact]
    public void Stopped_with_early_stopping_the_network_is_the_best_one()
    {
        Network network = SmallNetworks.OneWeight();
        var weights = new List<double>();
        TrainingHistory history = new Trainer(network, new SGD(0.02))
        {
            Epochs = 100,
            EarlyStopping = new EarlyStopping(1000),
            OnEpoch = report =>
            {
                weights.Add(network.Parameters[0].Value[0, 0]);
                if (report.Epoch == 40)
                {
                    _stop.Cancel();
                }
            },
        }.Train(SmallNetworks.Line(5), SmallNetworks.Line(2));
        Assert.NotEqual(40, history.Best!.Epoch);
        Assert.Equal(weights[history.Best.Epoch], network.Parameters[0].Value[0, 0]);
        Assert.StartsWith(
            $"Stopped at epoch 40; parameters of epoch {history.Best.Epoch} kept\n",
            history.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    public void Stopped_before_it_began_a_training_changes_nothing_and_prints_itself(int limit)
    {
        _stop.Cancel();
        Network network = SmallNetworks.Deep();
        TrainingHistory history = new Trainer(network, new SGD(0.1))
        {
            EvaluationLimit = limit,
            OnStep = _ => Assert.Fail("stepped"),
            OnEpoch = _ => Assert.Fail("evaluated"),
        }.Train(SmallNetworks.TwoClasses(50), SmallNetworks.TwoClasses(50));
        Assert.Empty(history.Losses);
        Assert.Empty(history.Epochs);
        Assert.Equal("0 updates, stopped at epoch 0", history.ToString());
        Assert.Equal(
            SmallNetworks.NumbersOf(SmallNetworks.Deep()),
            SmallNetworks.NumbersOf(network)
        );
    }

    [Fact]
    public void An_evaluation_within_a_training_stops_between_two_batches()
    {
        // Evaluation goes through 1000 samples at a time: 3 batches of the training data, and Stop comes in the second.
        int passes = 0;
        var network = new Network(
            2,
            [
                new Affine(2, 2, Initializer.He, RandomNumbers.Create(1)),
                new Counting(() =>
                {
                    if (++passes == 2)
                    {
                        _stop.Cancel();
                    }
                }),
            ],
            new SoftmaxCrossEntropy()
        );
        TrainingHistory history = new Trainer(network, new SGD(0.1)).Train(
            SmallNetworks.TwoClasses(2500)
        );
        Assert.Equal(2, passes);
        Assert.Empty(history.Epochs);
        Assert.Equal(0, history.StoppedInEpoch);
        Assert.Equal(
            _stop.Token,
            Assert
                .Throws<OperationCanceledException>(() =>
                    network.Evaluate(SmallNetworks.TwoClasses(10))
                )
                .CancellationToken
        );
    }

    [Fact]
    public void The_callers_own_token_throws_as_it_does_without_a_kernel() =>
        Assert.Throws<TrainingCancelledException>(() =>
            new Trainer(SmallNetworks.Deep(), new SGD(0.1)).Train(
                SmallNetworks.TwoClasses(50),
                cancellation: new CancellationToken(true)
            )
        );

    [Fact]
    public void The_callers_own_token_throws_also_where_the_reader_pressed_stop()
    {
        using var own = new CancellationTokenSource();
        Assert.Equal(
            own.Token,
            Assert
                .Throws<TrainingCancelledException>(() =>
                    new Trainer(SmallNetworks.OneWeight(), new SGD(0.1))
                    {
                        OnStep = _ =>
                        {
                            own.Cancel();
                            _stop.Cancel();
                        },
                        EvaluationLimit = 0,
                    }.Train(SmallNetworks.Line(2), cancellation: own.Token)
                )
                .CancellationToken
        );
    }

    [Fact]
    public void After_a_stop_the_next_call_goes_on_in_the_order()
    {
        Dataset data = SmallNetworks.TwoClasses(50);
        Network whole = SmallNetworks.Deep();
        TrainingHistory expected = new Trainer(whole, new Adam(0.01))
        {
            Steps = 10,
            BatchSize = 8,
        }.Train(data);

        Network network = SmallNetworks.Deep();
        var trainer = new Trainer(network, new Adam(0.01))
        {
            Steps = 10,
            BatchSize = 8,
            OnStep = report =>
            {
                if (report.Step == 4)
                {
                    _stop.Cancel();
                }
            },
        };
        TrainingHistory first = trainer.Train(data);
        StandInKernel.Token = null;
        TrainingHistory second = trainer.Train(data);
        Assert.Equal(expected.Losses, first.Losses.Concat(second.Losses.Take(6)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_search_that_is_stopped_returns_the_trials_that_had_finished(int threads)
    {
        int run = 0;
        SearchResults results = new SearchSpace
        {
            ["rate"] = SearchRange.Uniform(0.01, 0.1),
        }.RandomSearch(
            trials: 20,
            trial =>
            {
                // The training of a later trial is the one that Stop reaches: its score would be that of half of it.
                Network network = SmallNetworks.OneWeight();
                TrainingHistory history = new Trainer(network, new SGD(trial["rate"]))
                {
                    OnStep = report =>
                    {
                        if (report.Step == 3 && Interlocked.Increment(ref run) == 8)
                        {
                            _stop.Cancel();
                        }
                    },
                }.Train(SmallNetworks.Line(2));
                return history.StoppedInEpoch is null ? 1 : throw new FormatException("half");
            },
            threads,
            seed: 1
        );
        Assert.InRange(results.Trials.Count, 8 - threads, 7);
        Assert.All(results.Trials, result => Assert.Equal(1, result.Score));
        Assert.Equal(results.Trials.Count, results.TotalBudget);
        Assert.StartsWith(
            $"stopped after {results.Trials.Count} of 20 trials",
            results.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_halving_that_is_stopped_begins_no_further_round()
    {
        int run = 0;
        SearchResults results = new SearchSpace
        {
            ["x"] = SearchRange.Uniform(0, 1),
        }.SuccessiveHalving(
            4,
            1,
            2,
            trial => trial.Index,
            threads: 1,
            onTrial: _ =>
            {
                if (++run == 4)
                {
                    _stop.Cancel();
                }
            }
        );
        Assert.Equal([0, 1, 2, 3], results.Trials.Select(result => result.Score));
        Assert.StartsWith(
            "stopped after 4 of 7 trials",
            results.ToString(),
            StringComparison.Ordinal
        );
    }

    /// <summary>A layer that does nothing but tell of each pass.</summary>
    private sealed class Counting(Action onPass) : ILayer
    {
        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            onPass();
            return input;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>The identity, which presses Stop in one of its passes.</summary>
    private sealed class Stopping(int pass, CancellationTokenSource stop) : ILayer
    {
        private int _passes;

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            if (++_passes == pass)
            {
                stop.Cancel();
            }

            return input;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }
}
