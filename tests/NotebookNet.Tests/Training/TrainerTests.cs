using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public class TrainerTests
{
    public static TheoryData<string, Func<Optimizer>> Optimizers =>
        new()
        {
            { "SGD", () => new SGD(0.1) },
            { "Momentum", () => new Momentum(0.1) },
            { "Nesterov", () => new Nesterov(0.1) },
            { "AdaGrad", () => new AdaGrad(0.1) },
            { "RMSProp", () => new RMSProp(0.01) },
            { "AdaDelta", () => new AdaDelta() },
            { "Adam", () => new Adam(LearningRateSchedule.Cosine(0.01, 1000).AfterWarmUp(10)) },
            { "AdamW", () => new AdamW(0.01) },
        };

    [Fact]
    public void A_network_learns_two_separable_classes()
    {
        Network network = SmallNetworks.Deep();
        TrainingHistory history = new Trainer(network, new Adam(0.01))
        {
            Epochs = 30,
            BatchSize = 20,
        }.Train(SmallNetworks.TwoClasses(200), SmallNetworks.TwoClasses(100, seed: 2));
        Assert.Equal(300, history.Losses.Count);
        Assert.Equal(31, history.Epochs.Count);
        Assert.True(history.ValidationLosses[^1] < history.ValidationLosses[0] / 4);
        Assert.True(history.ValidationAccuracies[^1] > 0.97);
        Assert.True(history.TrainingAccuracies[^1] > 0.97);
    }

    [Fact]
    public void Training_is_the_loop_of_batch_gradient_and_update()
    {
        Dataset data = SmallNetworks.TwoClasses(50);
        Network trained = SmallNetworks.Deep();
        TrainingHistory history = new Trainer(trained, new Momentum(0.05))
        {
            Epochs = 3,
            BatchSize = 16,
            Seed = 7,
        }.Train(data);

        Network byHand = SmallNetworks.Deep();
        var optimizer = new Momentum(0.05);
        var batches = new MiniBatches(data, 16, seed: 7);
        var losses = new List<double>();
        for (int step = 0; step < 12; step++)
        {
            losses.Add(byHand.Backpropagate(batches.Next()));
            optimizer.Update(byHand.Parameters);
        }

        Assert.Equal(losses, history.Losses);
        Assert.Equal(SmallNetworks.NumbersOf(byHand), SmallNetworks.NumbersOf(trained));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));

        static double[] Train(int seed)
        {
            Network network = SmallNetworks.Deep();
            new Trainer(network, new SGD(0.1)) { BatchSize = 8, Seed = seed }.Train(
                SmallNetworks.TwoClasses(50)
            );
            return SmallNetworks.NumbersOf(network);
        }
    }

    [Fact]
    public void A_number_of_steps_ends_within_an_epoch_and_the_end_is_evaluated()
    {
        var seen = new List<StepReport>();
        TrainingHistory history = new Trainer(SmallNetworks.Deep(), new SGD(0.1))
        {
            Steps = 7,
            BatchSize = 4,
            OnStep = seen.Add,
        }.Train(SmallNetworks.TwoClasses(10));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], history.Steps);
        Assert.Equal([0, 1, 2, 3], history.EpochNumbers);
        Assert.Equal([0, 3, 6, 7], history.EpochSteps);
        Assert.Equal([1, 1, 1, 2, 2, 2, 3], seen.Select(report => report.Epoch));
        Assert.Equal(history.Losses, seen.Select(report => report.Loss));
        Assert.All(seen, report => Assert.Equal(7, report.TotalSteps));
    }

    [Fact]
    public void Reports_tell_the_rate_of_their_update()
    {
        var schedule = LearningRateSchedule.Step(0.8, 0.5, every: 2);
        var rates = new List<double>();
        var epochRates = new List<double>();
        new Trainer(SmallNetworks.Deep(), new SGD(schedule))
        {
            Epochs = 2,
            BatchSize = 4,
            OnStep = report => rates.Add(report.LearningRate),
            OnEpoch = report => epochRates.Add(report.LearningRate),
        }.Train(SmallNetworks.TwoClasses(10));
        Assert.Equal(schedule.First(6), rates);
        Assert.Equal([schedule.At(0), schedule.At(3), schedule.At(6)], epochRates);
    }

    [Fact]
    public void Evaluation_can_be_limited_to_the_first_samples()
    {
        Dataset training = SmallNetworks.TwoClasses(50);
        Dataset test = SmallNetworks.TwoClasses(20, seed: 2);
        Network network = SmallNetworks.Deep();
        TrainingHistory history = new Trainer(network, new SGD(0.1))
        {
            Epochs = 1,
            BatchSize = 10,
            EvaluationLimit = 30,
        }.Train(training, test);
        Assert.Equal(network.Evaluate(training.Take(30)), history.Epochs[^1].Training);
        Assert.Equal(network.Evaluate(test), history.Epochs[^1].Validation);
    }

    [Fact]
    public void Evaluation_can_be_turned_off()
    {
        TrainingHistory history = new Trainer(SmallNetworks.Deep(), new SGD(0.1))
        {
            Epochs = 2,
            BatchSize = 10,
            EvaluationLimit = 0,
            OnEpoch = _ => Assert.Fail("evaluated"),
        }.Train(SmallNetworks.TwoClasses(50), SmallNetworks.TwoClasses(50));
        Assert.Equal(10, history.Losses.Count);
        Assert.Empty(history.Epochs);
    }

    [Fact]
    public void Early_stopping_waits_its_patience_and_goes_back_to_the_best()
    {
        // Training pulls w from 0 to 5 and past 2, where the validation loss is least.
        Network network = SmallNetworks.OneWeight();
        var weights = new List<double>();
        TrainingHistory history = new Trainer(network, new SGD(0.02))
        {
            Epochs = 100,
            BatchSize = 4,
            EarlyStopping = new EarlyStopping(patience: 3),
            OnEpoch = _ => weights.Add(network.Parameters[0].Value[0, 0]),
        }.Train(SmallNetworks.Line(5), SmallNetworks.Line(2));
        int best = history.ValidationLosses.ToList().IndexOf(history.ValidationLosses.Min());
        Assert.InRange(weights[best], 1.5, 2.5);
        Assert.Equal(best + 3, history.Epochs[^1].Epoch);
        Assert.True(history.StoppedEarly);
        Assert.Same(history.Epochs[best], history.Best);
        Assert.Equal(weights[best], network.Parameters[0].Value[0, 0]);
        Assert.NotEqual(weights[^1], network.Parameters[0].Value[0, 0]);
    }

    [Fact]
    public void Early_stopping_restores_the_best_also_after_the_last_epoch()
    {
        Network network = SmallNetworks.OneWeight();
        TrainingHistory history = new Trainer(network, new SGD(0.02))
        {
            Epochs = 60,
            BatchSize = 4,
            EarlyStopping = new EarlyStopping(patience: 1000),
        }.Train(SmallNetworks.Line(5), SmallNetworks.Line(2));
        Assert.False(history.StoppedEarly);
        Assert.Equal(61, history.Epochs.Count);
        Assert.Equal(history.ValidationLosses.Min(), network.Evaluate(SmallNetworks.Line(2)).Loss);
        Assert.Equal(history.ValidationLosses.Min(), history.Best!.Validation!.Loss);
    }

    [Fact]
    public void Early_stopping_restores_batch_normalizations_statistics_too()
    {
        Network network = SmallNetworks.Deep();
        var states = new List<double[]>();
        TrainingHistory history = new Trainer(network, new SGD(3))
        {
            Epochs = 20,
            BatchSize = 10,
            EarlyStopping = new EarlyStopping(patience: 5),
            OnEpoch = _ => states.Add(SmallNetworks.NumbersOf(network)),
        }.Train(SmallNetworks.TwoClasses(50), SmallNetworks.TwoClasses(50, seed: 2));
        Assert.Contains(network.Tensors, tensor => tensor.Name == "1.running_mean");
        Assert.NotEqual(history.Epochs[^1], history.Best);
        Assert.Equal(states[history.Best!.Epoch], SmallNetworks.NumbersOf(network));
    }

    [Fact]
    public void An_improvement_below_the_least_one_does_not_count()
    {
        TrainingHistory history = new Trainer(SmallNetworks.OneWeight(), new SGD(0.001))
        {
            Epochs = 100,
            BatchSize = 4,
            EarlyStopping = new EarlyStopping(patience: 4, minimumImprovement: 1),
        }.Train(SmallNetworks.Line(5), SmallNetworks.Line(5));
        Assert.Equal(4, history.Epochs[^1].Epoch);
        Assert.Equal(0, history.Best!.Epoch);
        Assert.True(history.ValidationLosses[4] < history.ValidationLosses[0]);
    }

    [Fact]
    public void Cancellation_leaves_the_network_as_the_last_whole_update_left_it()
    {
        using var source = new CancellationTokenSource();
        Network network = SmallNetworks.Deep();
        double[] last = [];
        int steps = 0;
        List<double> seen = [];
        var trainer = new Trainer(network, new Adam(0.01))
        {
            BatchSize = 10,
            OnStep = report =>
            {
                last = SmallNetworks.NumbersOf(network);
                steps = report.Step;
                seen.Add(report.Loss);
                if (report.Step == 8)
                {
                    source.Cancel();
                }
            },
        };
        TrainingCancelledException cancelled = Assert.Throws<TrainingCancelledException>(() =>
            trainer.Train(SmallNetworks.TwoClasses(50), cancellation: source.Token)
        );
        Assert.Equal(8, steps);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Equal(seen, cancelled.History.Losses);
        // Five batches an epoch: one evaluation before the first update, one after it.
        Assert.Equal([0, 1], cancelled.History.EpochNumbers);
        Assert.Null(cancelled.History.Best);
        Assert.Contains("after 8 updates", cancelled.Message, StringComparison.Ordinal);
        Assert.Equal(last, SmallNetworks.NumbersOf(network));

        Network untouched = SmallNetworks.Deep();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Trainer(untouched, new SGD(0.1)) { BatchSize = 10 }.Train(
                SmallNetworks.TwoClasses(50),
                cancellation: source.Token
            )
        );
        Assert.Equal(
            SmallNetworks.NumbersOf(SmallNetworks.Deep()),
            SmallNetworks.NumbersOf(untouched)
        );
    }

    [Fact]
    public void A_loss_that_overflows_stops_training_and_names_epoch_step_and_rate()
    {
        int steps = 0;
        List<double> seen = [];
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(SmallNetworks.OneWeight(), new SGD(1e30))
            {
                Epochs = 5,
                BatchSize = 1,
                EvaluationLimit = 0,
                OnStep = report =>
                {
                    steps = report.Step;
                    seen.Add(report.Loss);
                },
            }.Train(SmallNetworks.Line(2))
        );
        Assert.NotEmpty(seen);
        Assert.Equal(seen, exception.History.Losses);
        Assert.All(exception.History.Losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.False(double.IsFinite(exception.Loss));
        Assert.Equal(steps + 1, exception.Step);
        Assert.Equal((steps / 4) + 1, exception.Epoch);
        Assert.Equal(1e30, exception.LearningRate);
        Assert.Contains($"epoch {exception.Epoch}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"step {exception.Step}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("rate 1E+30", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_curve_up_to_a_divergence_is_kept()
    {
        // L = (w − 2)² and w ← w − 2η(w − 2), so Lₙ = 4·(1 − 2η)²ⁿ: with η = 10³⁰ the sixth is the last that a double holds.
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(SmallNetworks.OneWeight(), new SGD(1e30)) { BatchSize = 4 }.Train(
                SmallNetworks.Line(2)
            )
        );
        double[] expected = [.. Enumerable.Range(0, 6).Select(n => 4 * Math.Pow(2e30, 2 * n))];
        Assert.Equal(expected.Length, exception.History.Losses.Count);
        for (int n = 0; n < expected.Length; n++)
        {
            Close.Relative(expected[n], exception.History.Losses[n], 1e-12);
            Close.Relative(expected[n], exception.History.TrainingLosses[n], 1e-12);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], exception.History.EpochNumbers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void A_parameter_that_overflows_behind_a_finite_loss_stops_training_too(int limit)
    {
        Random random = RandomNumbers.Create(1);
        var network = new Network(
            2,
            [new Affine(2, 2, Initializer.Normal(0.1), random), new Unused()],
            new SoftmaxCrossEntropy()
        );
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(network, new SGD(0.1))
            {
                Epochs = 2,
                BatchSize = 5,
                EvaluationLimit = limit,
            }.Train(SmallNetworks.TwoClasses(10))
        );
        Assert.Equal(1, exception.Epoch);
        Assert.Equal(2, exception.Step);
        Assert.True(double.IsFinite(exception.Loss));
        Assert.Contains("1.unused", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, exception.History.Losses.Count);
        Assert.Equal(limit == 0 ? 0 : 1, exception.History.Epochs.Count);
    }

    [Theory]
    [MemberData(nameof(Optimizers), DisableDiscoveryEnumeration = true)]
    public void A_whole_step_allocates_nothing_after_the_first(
        string name,
        Func<Optimizer> optimizer
    )
    {
        // Four batches an epoch, the last one short. What one epoch of all does not allocate, no step has to.
        const int perEpoch = 4;
        const int epochs = 12;
        long[] allocated = new long[(perEpoch * epochs) + 1];
        Network network = SmallNetworks.Deep(regularizer: new L2(0.01));
        new Trainer(network, optimizer())
        {
            Epochs = epochs,
            BatchSize = 30,
            EvaluationLimit = 0,
            OnStep = report => allocated[report.Step] = GC.GetAllocatedBytesForCurrentThread(),
        }.Train(SmallNetworks.TwoClasses(100));
        long least = Enumerable
            .Range(1, epochs - 1)
            .Min(epoch => allocated[(epoch + 1) * perEpoch] - allocated[epoch * perEpoch]);
        Assert.True(least == 0, $"{name}: {least} bytes an epoch");
    }

    [Fact]
    public void A_setting_outside_its_range_is_named()
    {
        Network network = SmallNetworks.OneWeight();
        var sgd = new SGD(0.1);
        Refuses("Epochs", () => new Trainer(network, sgd) { Epochs = 0 });
        Refuses("Steps", () => new Trainer(network, sgd) { Steps = -1 });
        Refuses("BatchSize", () => new Trainer(network, sgd) { BatchSize = 0 });
        Refuses("EvaluationLimit", () => new Trainer(network, sgd) { EvaluationLimit = -1 });
        Refuses("patience", () => new EarlyStopping(0));
        Refuses("minimumImprovement", () => new EarlyStopping(1, -0.1));
        Refuses("minimumImprovement", () => new EarlyStopping(1, double.NaN));
        Assert.Throws<ArgumentNullException>(() => new Trainer(null!, sgd));
        Assert.Throws<ArgumentNullException>(() => new Trainer(network, null!));

        static void Refuses(string name, Func<object> make) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_before_anything_changes()
    {
        Dataset fitting = SmallNetworks.TwoClasses(50);
        Matrix<double> wide = Matrix<double>.Build.Dense(50, 3, 1);
        Dataset wrongWidth = Dataset.FromMatrix(wide, new int[50], 2);
        Dataset wrongClasses = Dataset.FromMatrix(wide.SubMatrix(0, 50, 0, 2), new int[50], 5);
        var stopping = new EarlyStopping(3);

        Refuses("takes 2 values a sample, got 3", wrongWidth, null);
        Refuses("gives 2 outputs, the targets have 5", wrongClasses, null);
        Refuses("takes 2 values a sample, got 3", fitting, wrongWidth);
        Refuses("gives 2 outputs, the targets have 5", fitting, wrongClasses);
        Refuses("larger than the data set of 9", fitting.Take(9), fitting);
        Refuses("leave one of 1", fitting.Take(41), fitting);
        Refuses("needs validation data", fitting, null, stopping);
        Refuses("EvaluationLimit is 0", fitting, fitting, stopping, evaluationLimit: 0);

        static void Refuses(
            string message,
            Dataset training,
            Dataset? test,
            EarlyStopping? stopping = null,
            int evaluationLimit = int.MaxValue
        )
        {
            Network network = SmallNetworks.Deep();
            double[] before = SmallNetworks.NumbersOf(network);
            var optimizer = new Adam(0.1);
            var trainer = new Trainer(network, optimizer)
            {
                BatchSize = 10,
                EarlyStopping = stopping,
                EvaluationLimit = evaluationLimit,
                OnStep = _ => Assert.Fail("stepped"),
                OnEpoch = _ => Assert.Fail("evaluated"),
            };
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() =>
                trainer.Train(training, test)
            );
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
            Assert.Equal(0, optimizer.Step);
            Assert.Equal(before, SmallNetworks.NumbersOf(network));
        }
    }

    [Fact]
    public void Missing_data_is_refused() =>
        Assert.Throws<ArgumentNullException>(() =>
            new Trainer(SmallNetworks.OneWeight(), new SGD(0.1)).Train(null!)
        );

    [Fact]
    public void More_updates_than_can_be_counted_are_refused()
    {
        Network network = SmallNetworks.OneWeight();
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            new Trainer(network, new SGD(0.1)) { Epochs = int.MaxValue, BatchSize = 1 }.Train(
                SmallNetworks.Line(2)
            )
        );
        Assert.Contains("2147483647 epochs of 4", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Parameters[0].Value[0, 0]);
    }

    [Fact]
    public void Training_images_are_augmented_and_evaluation_sees_them_as_they_are()
    {
        // Two images of two pixels, the left one white: flipped, it is black.
        Dataset data = Dataset.FromImages([255, 0, 255, 0], new ImageShape(1, 2), [0, 1], 2);
        var network = new Network(2, [new Recorder()], new SoftmaxCrossEntropy());
        var recorder = (Recorder)network.Layers[0];
        new Trainer(network, new SGD(0.1))
        {
            Epochs = 1,
            BatchSize = 2,
            Augmentation = new HorizontalFlip(),
        }.Train(data);
        Assert.Equal([(false, 1.0), (true, 0.0), (false, 1.0)], recorder.Seen);
    }

    [Fact]
    public void An_augmentation_that_does_not_fit_the_network_is_refused()
    {
        Dataset images = Dataset.FromImages([255, 0, 255, 0], new ImageShape(1, 2), [0, 1], 2);
        var network = new Network(2, [new ReLU()], new SoftmaxCrossEntropy());
        var trainer = new Trainer(network, new SGD(0.1))
        {
            BatchSize = 2,
            Augmentation = new Cut(),
        };
        Assert.Contains(
            "takes 2 values a sample, but the left half makes images of 1×1",
            Assert.Throws<ArgumentException>(() => trainer.Train(images)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Only images can be augmented",
            Assert
                .Throws<ArgumentException>(() => trainer.Train(SmallNetworks.TwoClasses(10)))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Training_again_goes_on_where_the_optimizer_stands()
    {
        Dataset data = SmallNetworks.TwoClasses(50);
        var optimizer = new Adam(LearningRateSchedule.Step(0.1, 0.5, 5));
        Network network = SmallNetworks.Deep();
        var rates = new List<double>();
        for (int part = 0; part < 2; part++)
        {
            new Trainer(network, optimizer)
            {
                Epochs = 1,
                BatchSize = 10,
                OnStep = report => rates.Add(report.LearningRate),
            }.Train(data);
        }

        Assert.Equal(10, optimizer.Step);
        Assert.Equal(optimizer.LearningRate.First(10), rates);
    }

    /// <summary>An augmentation that changes the shape of an image.</summary>
    private sealed class Cut : Augmentation
    {
        public override ImageShape OutputShape(ImageShape shape) => new(1, 1);

        public override void Apply(
            ReadOnlySpan<double> image,
            ImageShape shape,
            Span<double> result,
            Random random
        ) => result[0] = image[0];

        public override string ToString() => "the left half";
    }

    /// <summary>A layer that remembers the first number of each input, and whether it came in training.</summary>
    private sealed class Recorder : ILayer
    {
        public List<(bool Training, double First)> Seen { get; } = [];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            Seen.Add((training, input[0, 0]));
            return input;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>A layer whose parameter has no effect on the output but an infinite gradient.</summary>
    private sealed class Unused : ILayer
    {
        public IReadOnlyList<Parameter> Parameters { get; } =
        [new("unused", Matrix<double>.Build.Dense(1, 1))];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient)
        {
            Parameters[0].Gradient[0, 0] = double.PositiveInfinity;
            return outputGradient;
        }
    }
}
