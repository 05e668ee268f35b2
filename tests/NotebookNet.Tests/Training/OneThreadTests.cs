using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public class OneThreadTests
{
    [Fact]
    public void In_parallel_every_prediction_is_right_or_refused()
    {
        Network network = Network.FullyConnected(30, [40], 10, seed: 1);
        Matrix<double>[] inputs = [.. Enumerable.Range(0, 400).Select(i => Draw.Normal(9, 30, i))];
        Matrix<double>[] expected = [.. inputs.Select(input => network.Predict(input))];
        int[] wrong =
        [
            .. Enumerable
                .Range(0, inputs.Length)
                .AsParallel()
                .WithDegreeOfParallelism(4)
                .Where(i =>
                {
                    try
                    {
                        return !network.Predict(inputs[i]).Equals(expected[i]);
                    }
                    catch (InvalidOperationException busy)
                    {
                        return !busy.Message.StartsWith(
                            "Another thread is using this network",
                            StringComparison.Ordinal
                        );
                    }
                }),
        ];
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_network_at_work_refuses_every_call_of_another_thread_and_none_afterwards()
    {
        var holding = new Holding();
        var network = new Network(2, [holding], new SoftmaxCrossEntropy());
        Batch batch = SmallNetworks.TwoClasses(4).ToBatch();
        Action[] calls =
        [
            () => network.Predict(batch.Input),
            () => network.Activations(batch.Input),
            () => network.ActivationGradients(batch.Input, batch.Targets),
            () => network.Loss(batch.Input, batch.Targets),
            () => network.Backpropagate(batch),
            () => network.Evaluate(SmallNetworks.TwoClasses(4)),
            () => network.Save("never written"),
            () => network.Load("never read"),
            () => GradientCheck.Run(network, batch.Input, batch.Targets),
            () => NumericalGradient.Of(network, batch.Input, batch.Targets),
            () => Train(network),
        ];
        holding.WhileComputing = () =>
            OnAnotherThread(() =>
            {
                foreach (Action call in calls)
                {
                    Refuses("network", call);
                }
            });
        network.Predict(batch.Input);
        holding.WhileComputing = null;
        OnAnotherThread(() => network.Predict(batch.Input));
        OnAnotherThread(() => Train(network));
    }

    [Fact]
    public void A_call_that_throws_sets_the_network_free()
    {
        var holding = new Holding { WhileComputing = () => throw new TimeoutException() };
        var network = new Network(2, [holding], new SoftmaxCrossEntropy());
        Batch batch = SmallNetworks.TwoClasses(4).ToBatch();
        Assert.Throws<TimeoutException>(() => network.Predict(batch.Input));
        Assert.Throws<TimeoutException>(() => network.Backpropagate(batch));
        Assert.Throws<TimeoutException>(() => Train(network));
        holding.WhileComputing = null;
        OnAnotherThread(() => network.Backpropagate(batch));
        OnAnotherThread(() => Train(network));
    }

    [Fact]
    public void A_network_in_training_serves_its_callbacks_and_no_other_thread()
    {
        Network network = SmallNetworks.Deep();
        var optimizer = new SGD(0.1);
        Dataset data = SmallNetworks.TwoClasses(20);
        Batch batch = data.ToBatch();
        int called = 0;
        new Trainer(network, optimizer)
        {
            Epochs = 2,
            BatchSize = 10,
            OnStep = _ =>
            {
                network.Predict(batch.Input);
                OnAnotherThread(() =>
                {
                    Refuses("network", () => network.Predict(batch.Input));
                    Refuses("optimizer", () => optimizer.Update([]));
                    Refuses("loss", () => network.LossFunction.Forward(batch.Input, batch.Targets));
                    Refuses(
                        "optimizer",
                        () =>
                            new Trainer(SmallNetworks.Deep(), optimizer) { BatchSize = 10 }.Train(
                                data
                            )
                    );
                });
                called++;
            },
            OnEpoch = _ =>
            {
                network.Evaluate(data);
                OnAnotherThread(() => Refuses("network", () => network.Evaluate(data)));
                called++;
            },
        }.Train(data);
        Assert.Equal(4 + 3, called);
        OnAnotherThread(() => network.Evaluate(data));
    }

    [Fact]
    public void Networks_that_share_a_loss_do_not_compute_with_each_others_batch()
    {
        var loss = new Listening();
        Network first = new(2, [new ReLU()], loss);
        Network second = new(2, [new ReLU()], loss);
        Batch batch = SmallNetworks.TwoClasses(4).ToBatch();
        loss.BetweenForwardAndBackward = () =>
            OnAnotherThread(() => Refuses("loss", () => second.Loss(batch.Input, batch.Targets)));
        first.Backpropagate(batch);
        Assert.True(loss.WasAsked);
    }

    [Fact]
    public void Losses_refuse_a_second_thread_by_themselves()
    {
        foreach (
            ILoss loss in (ILoss[])
                [new SoftmaxCrossEntropy(), new MeanSquaredError(), new SumSquaredError()]
        )
        {
            Matrix<double> output = Draw.Normal(200, 50, 1);
            Targets targets = Targets.FromLabels(Draw.Labels(200, 50, 2), 50);
            double expected = loss.Forward(output, targets);
            using OneThread.Turn turn = OneThread.Of(loss).Enter("loss");
            Assert.Equal(expected, loss.Forward(output, targets));
            OnAnotherThread(() =>
            {
                Refuses("loss", () => loss.Forward(output, targets));
                Refuses("loss", () => loss.Backward());
            });
        }
    }

    private static void Train(Network network) =>
        new Trainer(network, new SGD(0.1)) { Epochs = 1, BatchSize = 2 }.Train(
            SmallNetworks.TwoClasses(4)
        );

    private static void Refuses(string what, Action call) =>
        Assert.Contains(
            $"Another thread is using this {what}",
            Assert.Throws<InvalidOperationException>(call).Message,
            StringComparison.Ordinal
        );

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    /// <summary>The identity, which does something in between.</summary>
    private sealed class Holding : ILayer
    {
        public Action? WhileComputing { get; set; }

        public IReadOnlyList<Parameter> Parameters { get; } =
        [new("unused", Matrix<double>.Build.Dense(1, 1))];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training)
        {
            WhileComputing?.Invoke();
            return input;
        }

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>A loss that does something between its two calls.</summary>
    private sealed class Listening : ILoss
    {
        private readonly SoftmaxCrossEntropy _loss = new();

        public Action? BetweenForwardAndBackward { get; set; }

        public bool WasAsked { get; private set; }

        public double Forward(Matrix<double> output, Targets targets) =>
            _loss.Forward(output, targets);

        public Matrix<double> Backward()
        {
            BetweenForwardAndBackward!();
            WasAsked = true;
            return _loss.Backward();
        }
    }
}
