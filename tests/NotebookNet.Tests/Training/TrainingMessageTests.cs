namespace NotebookNet.Tests.Training;

/// <summary>What training says, word for word, and the cases at the edges of what it refuses.</summary>
public sealed class TrainingMessageTests
{
    private const string AtTheStart =
        " before the first update of this training, so its learning rate is not the cause."
        + " Look at the weights it begins with, at the loss, and at how large the data's numbers are.";

    [Fact]
    public void Early_stopping_and_reports_print_themselves()
    {
        Assert.Equal(
            "early stopping after 5 epochs without an improvement above 0.001",
            $"{new EarlyStopping(5, 0.001)}"
        );
        Assert.Equal(
            "epoch 1, step 2: training loss 0.5000",
            $"{new EpochReport(1, 2, 0.1, new Evaluation(0.5), null)}"
        );
        Assert.Equal(
            "A regression has no accuracy: its targets are values, not classes. See Loss, and ask HasAccuracy first where both may come.",
            Assert.Throws<InvalidOperationException>(() => new Evaluation(0.5).Accuracy).Message
        );
    }

    [Fact]
    public void A_history_without_evaluations_says_how_it_ended()
    {
        // 0.98·4 + 0.02·2 = 3.96.
        var history = new TrainingHistory([4, 2], []);
        const string Losses = "loss 4.0000 at the first, 3.9600 on average at the last";
        Assert.Equal($"2 updates, {Losses}", $"{history}");
        Assert.Equal(
            $"2 updates, stopped at epoch 3, {Losses}",
            $"{history with { StoppedInEpoch = 3 }}"
        );
    }

    [Theory]
    [InlineData(0, 0, AtTheStart)]
    [InlineData(1, 0, AtTheStart)]
    [InlineData(1, 1, ". Try a smaller learning rate.")]
    [InlineData(2, 0, ". Try a smaller learning rate.")]
    public void A_divergence_blames_the_learning_rate_once_there_was_an_update(
        int step,
        int updates,
        string advice
    )
    {
        var history = new TrainingHistory([.. new double[updates]], []);
        Assert.Equal(
            $"Training diverged in epoch 4, step {step}, at learning rate 0.5: the loss is Infinity{advice}",
            new TrainingDivergedException(4, step, 0.5, double.PositiveInfinity, history).Message
        );
        Assert.Equal(
            $"Training diverged in epoch 4, step {step}, at learning rate 0.5: the sky falls{advice}",
            new TrainingDivergedException(4, step, 0.5, 1, history, "the sky falls").Message
        );
    }

    [Fact]
    public void The_first_number_that_is_none_is_named_before_the_first_update()
    {
        Network network = SmallNetworks.Deep();
        network["0.weight"].Value[1, 2] = double.NegativeInfinity;
        network["4.weight"].Value[0, 0] = double.NaN;
        TrainingDivergedException exception = Diverges(network, SmallNetworks.TwoClasses(20), null);
        Assert.Equal(
            $"Training diverged in epoch 0, step 0, at learning rate 0.1: 0.weight has the value -Infinity{AtTheStart}",
            exception.Message
        );
        Assert.Equal((0, 0, 0.1), (exception.Epoch, exception.Step, exception.LearningRate));
        Assert.Equal(double.NaN, exception.Loss);
    }

    [Fact]
    public void A_number_that_is_none_after_an_update_comes_with_the_last_loss()
    {
        Network network = SmallNetworks.Deep();
        var losses = new List<double>();
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(network, new SGD(0.1))
            {
                BatchSize = 10,
                OnStep = report =>
                {
                    losses.Add(report.Loss);
                    if (report.Step == 2)
                    {
                        network.Tensors.First(tensor => tensor.Name == "1.running_mean").Value[
                            0,
                            3
                        ] = double.NaN;
                    }
                },
            }.Train(SmallNetworks.TwoClasses(20))
        );
        Assert.Equal(
            "Training diverged in epoch 1, step 2, at learning rate 0.1: 1.running_mean has the value NaN. Try a smaller learning rate.",
            exception.Message
        );
        Assert.Equal(2, losses.Count);
        Assert.Equal(losses[1], exception.Loss);
    }

    [Fact]
    public void An_infinite_loss_on_the_validation_data_alone_is_a_divergence()
    {
        TrainingDivergedException exception = Diverges(
            SmallNetworks.OneWeight(),
            SmallNetworks.Line(2),
            SmallNetworks.Line(1e200)
        );
        Assert.Equal(
            $"Training diverged in epoch 0, step 0, at learning rate 0.1: the loss is Infinity{AtTheStart}",
            exception.Message
        );
        Assert.Equal(double.PositiveInfinity, exception.Loss);
        Assert.Empty(exception.History.Epochs);
    }

    [Fact]
    public void As_many_updates_as_can_be_counted_are_begun_and_one_epoch_more_is_refused()
    {
        int seen = 0;
        Assert.Throws<TimeoutException>(() =>
            new Trainer(SmallNetworks.OneWeight(), new SGD(0.1))
            {
                Epochs = int.MaxValue,
                OnStep = report =>
                {
                    seen = report.TotalSteps;
                    throw new TimeoutException();
                },
            }.Train(SmallNetworks.Line(2))
        );
        Assert.Equal(int.MaxValue, seen);

        Assert.Equal(
            "A training has at most 2147483647 updates; 2147483647 epochs of 2 are 4294967294.",
            Assert
                .Throws<InvalidOperationException>(() =>
                    new Trainer(SmallNetworks.OneWeight(), new SGD(0.1))
                    {
                        Epochs = int.MaxValue,
                        BatchSize = 2,
                    }.Train(SmallNetworks.Line(2))
                )
                .Message
        );
    }

    [Fact]
    public void A_batch_of_one_is_refused_with_its_numbers()
    {
        Dataset data = SmallNetworks.TwoClasses(21);
        Assert.Equal(
            "Batch normalization needs batches of 2 samples or more; 21 samples in batches of 5 leave one of 1. DropLast leaves it out.",
            Assert.Throws<ArgumentException>(() => New(5, dropLast: false).Train(data)).Message
        );
        Assert.Equal(5, New(5, dropLast: true).Train(data).Losses.Count);
        Assert.Throws<ArgumentException>(() => New(1, dropLast: true).Train(data));

        static Trainer New(int batchSize, bool dropLast) =>
            new(SmallNetworks.Deep(), new SGD(0.1))
            {
                Steps = 5,
                BatchSize = batchSize,
                DropLast = dropLast,
            };
    }

    [Fact]
    public void Early_stopping_says_what_it_needs_and_whose_argument_is_wrong()
    {
        Dataset data = SmallNetworks.Line(2);
        Refuses("Early stopping goes by the validation loss: it needs validation data, got none.");
        Refuses(
            "Early stopping goes by the validation loss: it needs validation data to be evaluated, but EvaluationLimit is 0.",
            data,
            limit: 0
        );

        void Refuses(string message, Dataset? held = null, int limit = 10)
        {
            var trainer = new Trainer(SmallNetworks.OneWeight(), new SGD(0.1))
            {
                EarlyStopping = new EarlyStopping(1),
                EvaluationLimit = limit,
            };
            Assert.StartsWith(
                message,
                Assert
                    .Throws<ArgumentException>("validation", () => trainer.Train(data, held))
                    .Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_callback_that_trains_is_told_what_it_may_do()
    {
        Trainer trainer = null!;
        trainer = new Trainer(SmallNetworks.OneWeight(), new SGD(0.1))
        {
            OnStep = _ => trainer.Train(SmallNetworks.Line(2)),
        };
        Assert.Equal(
            "This trainer is training: a callback can read, and Save, but neither Train nor Load.",
            Assert
                .Throws<InvalidOperationException>(() => trainer.Train(SmallNetworks.Line(2)))
                .Message
        );
    }

    [Fact]
    public void A_cancellation_of_a_callbacks_own_is_no_stop()
    {
        Trainer trainer = new(SmallNetworks.OneWeight(), new SGD(0.1))
        {
            OnStep = _ => throw new OperationCanceledException("mine"),
        };
        Assert.Equal(
            "mine",
            Assert
                .Throws<OperationCanceledException>(() => trainer.Train(SmallNetworks.Line(2)))
                .Message
        );
    }

    private static TrainingDivergedException Diverges(
        Network network,
        Dataset training,
        Dataset? validation
    ) =>
        Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(network, new SGD(0.1)) { OnStep = _ => Assert.Fail("stepped") }.Train(
                training,
                validation
            )
        );
}
