namespace NotebookNet.Tests.Training;

public sealed class ResumedTrainingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notebooknet-");

    private string File => Path.Combine(_folder.FullName, "run.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(3, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(1, 13, false)]
    [InlineData(9, 11, false)]
    public void Two_calls_give_what_one_longer_call_gives(int first, int second, bool dropLast)
    {
        Dataset images = Images(23);
        Run long_ = NewRun(first + second, dropLast);
        TrainingHistory whole = long_.Trainer.Train(images);

        Run one = NewRun(first, dropLast);
        TrainingHistory head = one.Trainer.Train(images);
        TrainingHistory same = one.Trainer.Train(images);
        Assert.Equal(first, same.Losses.Count);
        int steps = 2 * first;
        if (steps <= whole.Losses.Count)
        {
            Assert.Equal(whole.Losses.Take(steps), head.Losses.Concat(same.Losses));
        }

        Run thrice = NewRun(1, dropLast);
        var losses = new List<double>();
        for (int i = 0; i < first + second; i++)
        {
            losses.AddRange(thrice.Trainer.Train(images).Losses);
        }

        Assert.Equal(whole.Losses, losses);
        AssertSame(long_, thrice);
    }

    [Fact]
    public void Another_data_set_and_another_trainer_begin_the_order_of_their_seed()
    {
        Dataset images = Images(12);
        Run run = NewRun(3);
        run.Trainer.Train(images);
        int at = run.Drawn.Count;
        run.Trainer.Train(Images(12));
        Assert.Equal(run.Drawn.Take(at), run.Drawn.Skip(at));

        int next = run.Drawn.Count;
        new Trainer(run.Network, run.Optimizer)
        {
            Steps = 3,
            BatchSize = 5,
            Seed = 4,
            Augmentation = new Listening(run.Drawn),
            EvaluationLimit = 0,
        }.Train(images);
        Assert.Equal(run.Drawn.Take(at), run.Drawn.Skip(next));
    }

    public static TheoryData<string, Func<Optimizer>> Optimizers => TrainerTests.Optimizers;

    [Theory]
    [MemberData(nameof(Optimizers), DisableDiscoveryEnumeration = true)]
    public void A_run_that_dies_goes_on_bit_for_bit(string name, Func<Optimizer> optimizer)
    {
        Assert.NotEmpty(name);
        Dataset training = Images(23);
        Dataset validation = Images(10, seed: 2);
        Run whole = NewRun(13, optimizer: optimizer(), stopping: new EarlyStopping(2));
        TrainingHistory expected = whole.Trainer.Train(training, validation);

        for (int death = 1; death <= expected.Losses.Count; death++)
        {
            Run dying = NewRun(13, optimizer: optimizer(), stopping: new EarlyStopping(2));
            dying.AfterStep = step =>
            {
                if (step == death)
                {
                    dying.Trainer.Save(File);
                    throw new TimeoutException();
                }
            };
            Assert.Throws<TimeoutException>(() => dying.Trainer.Train(training, validation));

            Run again = NewRun(
                13,
                optimizer: optimizer(),
                stopping: new EarlyStopping(2),
                networkSeed: 99
            );
            again.Trainer.Load(File);
            if (death % 2 == 0)
            {
                // What was loaded can be saved again, and loaded twice.
                again.Trainer.Save(File);
                again.Trainer.Load(File);
            }

            TrainingHistory history = again.Trainer.Train(training, validation);
            AssertSame(expected, history);
            AssertSame(whole, again);
            AssertSame(
                whole.Trainer.Train(training, validation),
                again.Trainer.Train(training, validation)
            );
            AssertSame(whole, again);
            whole = NewRun(13, optimizer: optimizer(), stopping: new EarlyStopping(2));
            whole.Trainer.Train(training, validation);
        }
    }

    [Fact]
    public void A_checkpoint_of_an_epochs_end_holds_its_evaluation_and_early_stoppings_patience()
    {
        Dataset training = SmallNetworks.Line(5);
        Dataset validation = SmallNetworks.Line(2);
        Trainer whole = New(_ => { });
        TrainingHistory expected = whole.Train(training, validation);
        Assert.True(expected.StoppedEarly);
        for (int epoch = 0; epoch < expected.Epochs.Count; epoch++)
        {
            Trainer dying = null!;
            dying = New(report =>
            {
                if (report.Epoch == epoch)
                {
                    dying.Save(File);
                    throw new TimeoutException();
                }
            });
            Assert.Throws<TimeoutException>(() => dying.Train(training, validation));
            Trainer again = New(_ => { });
            again.Load(File);
            AssertSame(expected, again.Train(training, validation));
        }

        static Trainer New(Action<EpochReport> onEpoch) =>
            new(SmallNetworks.OneWeight(), new Momentum(0.02))
            {
                Epochs = 100,
                EarlyStopping = new EarlyStopping(3),
                OnEpoch = onEpoch,
            };
    }

    [Fact]
    public void A_batch_of_one_beyond_the_end_of_a_call_does_not_stop_it_from_going_on()
    {
        // The fifth batch of 21 samples would have one.
        Dataset images = Images(21);
        Run dying = NewRun(4);
        dying.AfterStep = step =>
        {
            if (step == 3)
            {
                dying.Trainer.Save(File);
            }
        };
        TrainingHistory expected = dying.Trainer.Train(images);
        Run again = NewRun(4);
        again.Trainer.Load(File);
        AssertSame(expected, again.Trainer.Train(images));
    }

    [Fact]
    public void Between_two_calls_the_next_one_is_a_whole_one()
    {
        Dataset images = Images(23);
        Run run = NewRun(7);
        run.Trainer.Train(images);
        run.Trainer.Save(File);
        TrainingHistory expected = run.Trainer.Train(images);

        // The length of a call belongs to the call.
        Run again = NewRun(7, networkSeed: 5);
        again.Trainer.Load(File);
        AssertSame(expected, again.Trainer.Train(images));
        AssertSame(run, again);
        Run longer = NewRun(9);
        longer.Trainer.Load(File);
        Assert.Equal(9, longer.Trainer.Train(images).Losses.Count);
    }

    [Fact]
    public void A_trainer_that_has_not_trained_can_be_saved()
    {
        Run run = NewRun(7);
        run.Trainer.Save(File);
        Run again = NewRun(7, networkSeed: 5);
        again.Trainer.Load(File);
        AssertSame(run.Trainer.Train(Images(23)), again.Trainer.Train(Images(23)));
        AssertSame(run, again);
    }

    [Fact]
    public void What_was_frozen_is_frozen_again()
    {
        Dataset images = Images(23);
        Run run = NewRun(4);
        run.Network.Parameters[1].IsFrozen = true;
        run.Trainer.Train(images);
        run.Trainer.Save(File);
        Run again = NewRun(4);
        again.Trainer.Load(File);
        Assert.Equal(
            run.Network.Parameters.Select(parameter => parameter.IsFrozen),
            again.Network.Parameters.Select(parameter => parameter.IsFrozen)
        );
        AssertSame(run.Trainer.Train(images), again.Trainer.Train(images));
    }

    [Fact]
    public void What_differs_is_named_and_nothing_is_changed()
    {
        Dataset data = SmallNetworks.TwoClasses(50);
        Trainer trainer = null!;
        trainer = new Trainer(SmallNetworks.Deep(), new Adam(0.01))
        {
            Epochs = 2,
            BatchSize = 10,
            Seed = 3,
            OnStep = report =>
            {
                if (report.Step == 7)
                {
                    trainer.Save(File);
                }
            },
        };
        trainer.Train(data, data);
        Network same = SmallNetworks.Deep();
        Refuses("layers: Affine", Network.FullyConnected(2, [3], 2), new Adam(0.01));
        Refuses("optimizer: SGD (learning rate 0.01) here, Adam", same, new SGD(0.01));
        Refuses("optimizer: Adam (learning rate 0.1", same, new Adam(0.1));
        Refuses("β₂ 0.999, ε 0.1) here, Adam", same, new Adam(0.01, epsilon: 0.1));
        Random random = RandomNumbers.Create(1);
        Refuses(
            "Batch normalization 8, momentum 0.5",
            new Network(
                2,
                [
                    new Affine(2, 8, Initializer.He, random),
                    new BatchNormalization(8, momentum: 0.5),
                    new ReLU(),
                    new Dropout(0.2, random),
                    new Affine(8, 2, Initializer.He, random),
                ],
                new SoftmaxCrossEntropy()
            ),
            new Adam(0.01)
        );
        Refuses("regularizer: L2", SmallNetworks.Deep(regularizer: new L2(0.1)), new Adam(0.01));
        Refuses("seed: 4 here, 3 in the checkpoint", same, new Adam(0.01), seed: 4);
        Refuses("batch size: 20 here, 10 in", same, new Adam(0.01), batchSize: 20);
        Refuses("batch size: 50 here, 10 in", same, new Adam(0.01), batchSize: null);
        Refuses("epochs: 3 here, 2 in", same, new Adam(0.01), epochs: 3);

        var other = new Trainer(same, new Adam(0.01))
        {
            Epochs = 2,
            BatchSize = 10,
            Seed = 3,
        };
        other.Load(File);
        double[] before = SmallNetworks.NumbersOf(same);
        RefusesData(
            "training data: 40 samples of 2 values, 2 classes here, 50",
            data.Take(40),
            data
        );
        RefusesData("validation data: none here, 50 samples", data, null);
        Assert.Equal(10, other.Train(data, data).Losses.Count);

        void RefusesData(string message, Dataset training, Dataset? validation)
        {
            Assert.Contains(
                message,
                Assert.Throws<ArgumentException>(() => other.Train(training, validation)).Message,
                StringComparison.Ordinal
            );
            Assert.Equal(before, SmallNetworks.NumbersOf(same));
        }

        void Refuses(
            string message,
            Network network,
            Optimizer optimizer,
            int seed = 3,
            int? batchSize = 10,
            int epochs = 2
        )
        {
            double[] numbers = SmallNetworks.NumbersOf(network);
            var loading = new Trainer(network, optimizer)
            {
                Epochs = epochs,
                BatchSize = batchSize,
                Seed = seed,
            };
            string refusal = Assert.Throws<InvalidDataException>(() => loading.Load(File)).Message;
            Assert.Contains(message, refusal, StringComparison.Ordinal);
            Assert.StartsWith(File, refusal, StringComparison.Ordinal);
            Assert.Equal(numbers, SmallNetworks.NumbersOf(network));
            Assert.Equal(0, optimizer.Step);
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_wherever_the_damage_is_and_nothing_is_changed()
    {
        Dataset images = Images(23);
        Run run = NewRun(4);
        run.Trainer.Train(images);
        run.Trainer.Save(File);
        byte[] good = System.IO.File.ReadAllBytes(File);
        Run other = NewRun(4, networkSeed: 8);
        double[] before = SmallNetworks.NumbersOf(other.Network);
        Random random = RandomNumbers.Create(1);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            System.IO.File.WriteAllBytes(
                File,
                i % 10 == 0 ? good[..random.Next(good.Length)] : bad
            );
            try
            {
                other.Trainer.Load(File);
                // The one text that nothing depends on is the producer's name, and spaces after the header.
                string header = System.Text.Encoding.Latin1.GetString(
                    System.IO.File.ReadAllBytes(File)
                );
                Assert.DoesNotContain(
                    "\"producer\":\"NotebookNet\"",
                    header,
                    StringComparison.Ordinal
                );
                other = NewRun(4, networkSeed: 8);
            }
            catch (InvalidDataException refusal)
            {
                Assert.StartsWith(File, refusal.Message, StringComparison.Ordinal);
                Assert.Equal(before, SmallNetworks.NumbersOf(other.Network));
                Assert.Equal(0, other.Optimizer.Step);
                refused++;
            }
        }

        Assert.True(refused > 250, $"{refused}");
        System.IO.File.WriteAllBytes(File, good);
        other.Trainer.Load(File);
        AssertSame(run.Trainer.Train(images), other.Trainer.Train(images));
    }

    [Fact]
    public void A_number_that_was_changed_in_a_checkpoints_text_is_found()
    {
        Run run = NewRun(4);
        run.Trainer.Train(Images(23));
        run.Trainer.Save(File);
        System.Text.Encoding latin1 = System.Text.Encoding.Latin1;
        string good = System.IO.File.ReadAllText(File, latin1);
        string bad = System.Text.RegularExpressions.Regex.Replace(
            good,
            @"(\\u0022step\\u0022:)4,",
            "${1}5,"
        );
        Assert.NotEqual(good, bad);
        System.IO.File.WriteAllText(File, bad, latin1);
        Assert.Contains(
            "the checkpoint is damaged: its sha256 is not that of what it holds",
            Assert.Throws<InvalidDataException>(() => NewRun(4).Trainer.Load(File)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void After_a_checkpoint_between_two_calls_other_data_begin_their_order_anew()
    {
        Dataset large = SmallNetworks.TwoClasses(50);
        Dataset small = SmallNetworks.TwoClasses(20);
        Network first = SmallNetworks.Deep();
        var trainer = new Trainer(first, new SGD(0.1)) { Epochs = 1, BatchSize = 10 };
        trainer.Train(large);
        trainer.Save(File);
        trainer.Train(small);

        Network second = SmallNetworks.Deep();
        var again = new Trainer(second, new SGD(0.1)) { Epochs = 1, BatchSize = 10 };
        again.Load(File);
        Assert.Equal(2, again.Train(small).Losses.Count);
        Assert.Equal(SmallNetworks.NumbersOf(first), SmallNetworks.NumbersOf(second));
    }

    [Fact]
    public void A_networks_file_is_no_checkpoint()
    {
        Run run = NewRun(4);
        run.Network.Save(File);
        Assert.Contains(
            "found no checkpoint",
            Assert.Throws<InvalidDataException>(() => run.Trainer.Load(File)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<FileNotFoundException>(() => run.Trainer.Load(File + "x"));
    }

    [Fact]
    public void What_cannot_be_kept_is_not_written()
    {
        var network = new Network(
            2,
            [
                new Affine(2, 2, Initializer.He, RandomNumbers.Create(1)),
                new Dropout(0.5, new Random(1)),
            ],
            new SoftmaxCrossEntropy()
        );
        Refuses("Layer 1 (Dropout 0.5) draws from a Random", new Trainer(network, new SGD(0.1)));

        Network broken = SmallNetworks.Deep();
        broken.Parameters[0].Value[0, 0] = double.NaN;
        Refuses("network.0.weight has values that are infinite", new Trainer(broken, new SGD(0.1)));

        Network first = SmallNetworks.Deep();
        var shared = new SGD(0.1);
        shared.Update([.. first.Parameters, .. broken.Parameters]);
        Refuses("SGD moves weight 2×8 too", new Trainer(first, shared));
        Assert.False(System.IO.File.Exists(File));

        void Refuses(string message, Trainer trainer) =>
            Assert.Contains(
                message,
                Assert.Throws<InvalidOperationException>(() => trainer.Save(File)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_disk_that_is_full_leaves_what_was_there()
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "no /dev/full");
        Run run = NewRun(3);
        run.Trainer.Save(File);
        byte[] before = System.IO.File.ReadAllBytes(File);
        Assert.ThrowsAny<SystemException>(() => run.Trainer.Save("/dev/full"));
        Assert.ThrowsAny<SystemException>(() =>
            run.Trainer.Save(Path.Combine(_folder.FullName, "none", "run"))
        );
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void A_callback_may_save_but_neither_train_nor_load_nor_may_another_thread()
    {
        Run run = NewRun(3);
        run.Trainer.Save(File);
        int seen = 0;
        run.AfterStep = _ =>
        {
            Assert.Throws<InvalidOperationException>(() => run.Trainer.Train(Images(23)));
            Assert.Throws<InvalidOperationException>(() => run.Trainer.Load(File));
            run.Trainer.Save(File);
            var thread = new Thread(() =>
            {
                Assert.Throws<InvalidOperationException>(() => run.Trainer.Save(File));
                Assert.Throws<InvalidOperationException>(() => run.Trainer.Load(File));
                Assert.Throws<InvalidOperationException>(() => run.Trainer.Train(Images(23)));
                seen++;
            });
            thread.Start();
            thread.Join();
        };
        run.Trainer.Train(Images(23));
        Assert.Equal(3, seen);
        run.AfterStep = _ => { };
        run.Trainer.Train(Images(23));
    }

    private static void AssertSame(TrainingHistory expected, TrainingHistory actual)
    {
        Assert.Equal(expected.Losses, actual.Losses);
        Assert.Equal(expected.Epochs, actual.Epochs);
        Assert.Equal(expected.Best, actual.Best);
        Assert.Equal(expected.StoppedEarly, actual.StoppedEarly);
        Assert.Equal($"{expected}", $"{actual}");
    }

    private static void AssertSame(Run expected, Run actual)
    {
        Assert.Equal(
            SmallNetworks.NumbersOf(expected.Network),
            SmallNetworks.NumbersOf(actual.Network)
        );
        Assert.Equal(expected.Optimizer.Step, actual.Optimizer.Step);
        foreach (
            (Parameter one, Parameter other) in expected.Network.Parameters.Zip(
                actual.Network.Parameters
            )
        )
        {
            OptimizerState state = expected.Optimizer.States[one];
            Assert.Equal(state.Updates, actual.Optimizer.States[other].Updates);
            Assert.All(
                state.Names,
                name => Assert.Equal(state[name], actual.Optimizer.States[other][name])
            );
        }

        Assert.Equal(
            expected.Network.Draws.Generators.Select(RandomState.Read),
            actual.Network.Draws.Generators.Select(RandomState.Read)
        );
    }

    /// <summary>Images of two pixels in two classes.</summary>
    private static Dataset Images(int count, int seed = 1)
    {
        Random random = RandomNumbers.Create(seed);
        byte[] pixels = [.. Enumerable.Range(0, 2 * count).Select(_ => (byte)random.Next(256))];
        return Dataset.FromImages(
            pixels,
            new ImageShape(1, 2),
            [.. Enumerable.Range(0, count).Select(i => pixels[2 * i] > 127 ? 1 : 0)],
            2
        );
    }

    private static Run NewRun(
        int steps,
        bool dropLast = false,
        Optimizer? optimizer = null,
        EarlyStopping? stopping = null,
        int networkSeed = 1
    )
    {
        var run = new Run(SmallNetworks.Deep(networkSeed), optimizer ?? new Adam(0.01));
        run.Trainer = new Trainer(run.Network, run.Optimizer)
        {
            Steps = steps,
            BatchSize = 5,
            Seed = 4,
            DropLast = dropLast,
            Augmentation = new Listening(run.Drawn),
            EarlyStopping = stopping,
            OnStep = report => run.AfterStep(report.Step),
        };
        return run;
    }

    private sealed class Run(Network network, Optimizer optimizer)
    {
        public Network Network => network;

        public Optimizer Optimizer => optimizer;

        public Trainer Trainer { get; set; } = null!;

        public Action<int> AfterStep { get; set; } = _ => { };

        /// <summary>What the augmentation has drawn.</summary>
        public List<double> Drawn { get; } = [];
    }

    /// <summary>An augmentation that adds a random number and remembers it.</summary>
    private sealed class Listening(List<double> drawn) : Augmentation
    {
        public override void Apply(
            ReadOnlySpan<double> image,
            ImageShape shape,
            Span<double> result,
            Random random
        )
        {
            drawn.Add(random.NextDouble());
            for (int i = 0; i < image.Length; i++)
            {
                result[i] = image[i] + drawn[^1];
            }
        }

        public override string ToString() => "a random shade";
    }
}
