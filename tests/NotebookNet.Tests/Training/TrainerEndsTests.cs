using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

/// <summary>How a training begins with what it was given and ends with nothing lost.</summary>
public class TrainerEndsTests
{
    [Theory]
    [InlineData("token")]
    [InlineData("callback")]
    [InlineData("divergence")]
    public void Early_stopping_puts_the_best_network_back_however_a_training_ends(string end)
    {
        // Training pulls w from 0 to 5 and past 2, where the validation loss is least.
        Network network = SmallNetworks.OneWeight();
        using var source = new CancellationTokenSource();
        var weights = new List<double>();
        var trainer = new Trainer(network, new SGD(0.02))
        {
            Epochs = 100,
            EarlyStopping = new EarlyStopping(1000),
            OnEpoch = report =>
            {
                weights.Add(network.Parameters[0].Value[0, 0]);
                if (report.Epoch == 40)
                {
                    Action ending = end switch
                    {
                        "token" => source.Cancel,
                        "callback" => () => throw new TimeoutException(),
                        _ => () => network.Parameters[0].Value[0, 0] = double.NaN,
                    };
                    ending();
                }
            },
        };
        Exception exception = Assert.ThrowsAny<Exception>(() =>
            trainer.Train(SmallNetworks.Line(5), SmallNetworks.Line(2), source.Token)
        );
        TrainingHistory? history = exception switch
        {
            TrainingCancelledException cancelled => cancelled.History,
            TrainingDivergedException diverged => diverged.History,
            _ => null,
        };
        Assert.Equal(end == "callback", history is null);
        int best = Enumerable.Range(0, weights.Count).MinBy(i => Math.Abs(weights[i] - 2));
        Assert.InRange(best, 1, 39);
        Assert.Equal(weights[best], network.Parameters[0].Value[0, 0]);
        Assert.Equal(best, history?.Best?.Epoch ?? best);
    }

    [Fact]
    public void Four_samples_train_in_one_batch_unless_another_size_is_asked_for()
    {
        Dataset xor = Dataset.FromMatrix(
            Matrix<double>.Build.DenseOfRowArrays([0.0, 0], [0.0, 1], [1.0, 0], [1.0, 1]),
            [0, 1, 1, 0],
            2
        );
        Network network = Network.FullyConnected(2, [4], 2, seed: 1);
        Assert.Single(
            new Trainer(network, new SGD(0.1)) { Epochs = 1 }
                .Train(xor)
                .Losses
        );
        Assert.Contains(
            "A batch of 100 is larger than the data set of 4",
            Assert
                .ThrowsAny<ArgumentException>(() =>
                    new Trainer(network, new SGD(0.1)) { BatchSize = 100 }.Train(xor)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            3,
            new Trainer(network, new SGD(0.1)) { Epochs = 1 }
                .Train(SmallNetworks.TwoClasses(250))
                .Losses.Count
        );
    }

    [Fact]
    public void An_epochs_last_batch_is_left_out_where_that_is_asked_for()
    {
        Dataset data = SmallNetworks.TwoClasses(23);
        var batches = new MiniBatches(data, 5, seed: 1, dropLast: true);
        Assert.Equal(4, batches.PerEpoch);
        var whole = new MiniBatches(data, 5, seed: 1);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            // The same order as with the last batch, epoch after epoch.
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(whole.Next().Input, batches.Next().Input);
            }

            Assert.Equal(3, whole.Next().Count);
        }

        Assert.Equal(5, new MiniBatches(data.Take(20), 4, dropLast: true).PerEpoch);
        Assert.Equal(
            8,
            new Trainer(SmallNetworks.Deep(), new SGD(0.1))
            {
                Epochs = 2,
                BatchSize = 5,
                DropLast = true,
            }
                .Train(data)
                .Losses.Count
        );
    }

    [Fact]
    public void Batch_normalization_refuses_a_batch_of_one_only_where_it_comes()
    {
        // 21 samples in batches of 5: the fifth batch of each epoch has one.
        Dataset data = SmallNetworks.TwoClasses(21);
        Assert.Equal(4, New(4).Train(data).Losses.Count);
        Assert.Equal(9, New(9, dropLast: true).Train(data).Losses.Count);
        Refuses(New(5), data);
        Trainer twice = New(4);
        twice.Train(data);
        // The next batch is the one of one sample.
        Refuses(twice, data);
        Refuses(
            new Trainer(SmallNetworks.Deep(), new SGD(0.1)),
            SmallNetworks.TwoClasses(2).Take(1)
        );

        Trainer inBlock = new(
            new Network(
                2,
                [new Block(new Block(new BatchNormalization(2)))],
                new SoftmaxCrossEntropy()
            ),
            new SGD(0.1)
        )
        {
            BatchSize = 5,
        };
        Refuses(inBlock, data);

        static Trainer New(int steps, bool dropLast = false) =>
            new(SmallNetworks.Deep(), new SGD(0.1))
            {
                Steps = steps,
                BatchSize = 5,
                DropLast = dropLast,
            };

        static void Refuses(Trainer trainer, Dataset data) =>
            Assert.Contains(
                "leave one of 1",
                Assert.Throws<ArgumentException>(() => trainer.Train(data)).Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void A_first_loss_that_is_infinite_does_not_blame_the_learning_rate(int limit)
    {
        Network network = SmallNetworks.OneWeight();
        network.Parameters[0].Value[0, 0] = 1e200;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() =>
            new Trainer(network, new SGD(0.1)) { EvaluationLimit = limit }.Train(
                SmallNetworks.Line(2)
            )
        );
        Assert.Contains("before the first update", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("smaller learning rate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_infinite_after_the_first_update_blames_it() =>
        Assert.Contains(
            "smaller learning rate",
            Assert
                .Throws<TrainingDivergedException>(() =>
                    new Trainer(SmallNetworks.OneWeight(), new SGD(1e200)) { BatchSize = 4 }.Train(
                        SmallNetworks.Line(2)
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_history_of_nothing_prints_itself_and_all_its_lists_are_empty()
    {
        var history = new TrainingHistory([], []);
        Assert.Equal("0 updates", history.ToString());
        Assert.Empty(history.Steps);
        Assert.Empty(history.EpochNumbers);
        Assert.Empty(history.EpochSteps);
        Assert.Empty(history.TrainingLosses);
        Assert.Empty(history.TrainingAccuracies);
        Assert.Empty(history.ValidationLosses);
        Assert.Empty(history.ValidationAccuracies);
        Assert.Empty(history.SmoothedLosses());
    }
}
