using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public class NetworkTests
{
    [Fact]
    public void A_network_prints_itself_as_a_table()
    {
        string[] lines = SmallNetworks.Deep().ToString().Split('\n');
        Assert.Equal(7, lines.Length);
        // 2·8 + 8 and 8·2 + 2 of the affine layers, 2·8 of batch normalization.
        Assert.StartsWith("2 inputs, 58 parameters, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["layer", "output", "parameters"], Words(lines[1]));
        Assert.Equal(["Affine", "2", "→", "8", "8", "24"], Words(lines[2]));
        Assert.Equal(["ReLU", "8", "0"], Words(lines[4]));

        static string[] Words(string line) =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        Random random = RandomNumbers.Create(1);
        var first = new Affine(3, 4, Initializer.Normal(1), random);
        var relu = new ReLU();
        Refuses("at least one layer", []);
        Refuses(
            "expects 5 columns, got 4",
            [first, new Affine(5, 2, Initializer.Normal(1), random)]
        );
        Refuses("Layers 1 and 2 are one object (ReLU)", [first, relu, relu]);
        Refuses("Layer 1 is null", [first, null!]);
        Refuses("got 0.weight twice", [new Twins()]);

        static void Refuses(string message, ILayer[] layers)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() =>
                new Network(3, layers, new SoftmaxCrossEntropy())
            );
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_input_of_other_columns_is_refused_with_both_shapes()
    {
        Network network = SmallNetworks.Deep();
        Matrix<double> input = Matrix<double>.Build.Dense(10, 3);
        var targets = Targets.FromLabels(new int[10], 2);
        foreach (
            Action use in (Action[])
                [
                    () => network.Predict(input),
                    () => network.Loss(input, targets),
                    () => network.Backpropagate(input, targets),
                    () => network.Activations(input),
                ]
        )
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(use);
            Assert.Contains(
                "expects 2 columns, got 3 (input is 10×3)",
                exception.Message,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(2500)]
    public void Evaluation_in_parts_is_the_evaluation_of_the_whole(int count)
    {
        Network network = SmallNetworks.Deep(regularizer: new L2(0.1));
        Dataset data = SmallNetworks.TwoClasses(count);
        Evaluation evaluation = network.Evaluate(data);

        Batch all = data.ToBatch();
        Matrix<double> output = network.Predict(all.Input);
        int right = Enumerable
            .Range(0, count)
            .Count(i => output.Row(i).MaximumIndex() == data.Label(i));
        Assert.Equal((double)right / count, evaluation.Accuracy);
        Assert.Equal(
            new SoftmaxCrossEntropy().Forward(output, all.Targets),
            evaluation.Loss,
            1e-12
        );
    }

    [Fact]
    public void Activations_are_copies_of_every_layers_output()
    {
        Network network = SmallNetworks.Deep();
        Matrix<double> input = SmallNetworks.TwoClasses(5).ToBatch().Input;
        IReadOnlyList<Matrix<double>> activations = network.Activations(input);
        Assert.Equal([8, 8, 8, 8, 2], activations.Select(matrix => matrix.ColumnCount));
        Matrix<double> last = activations[^1].Clone();
        network.Predict(2 * input);
        Assert.Equal(last, activations[^1]);
        Assert.Equal(network.Predict(input), last);
    }

    [Fact]
    public void Parameters_are_found_by_the_names_that_files_use()
    {
        Network network = SmallNetworks.Deep();
        Assert.Equal(
            network.Parameters,
            [
                network["0.weight"],
                network["0.bias"],
                network["1.gamma"],
                network["1.beta"],
                network["4.weight"],
                network["4.bias"],
            ]
        );
        Assert.Same(((Affine)network.Layers[4]).Weight, network["4.weight"].Value);
        foreach (string name in (string[])["weight", "", "1.running_mean", "0.Weight"])
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => network[name]);
            Assert.Contains(
                $"no parameter \"{name}\", only 0.weight, 0.bias, 1.gamma, 1.beta, 4.weight, 4.bias",
                exception.Message,
                StringComparison.Ordinal
            );
        }

        Assert.Throws<ArgumentNullException>(() => network[null!]);
    }

    [Fact]
    public void A_regression_has_no_accuracy_and_says_so()
    {
        Evaluation regression = SmallNetworks.OneWeight().Evaluate(SmallNetworks.Line(2));
        Assert.False(regression.HasAccuracy);
        Assert.Contains(
            "no accuracy",
            Assert.Throws<InvalidOperationException>(() => regression.Accuracy).Message,
            StringComparison.Ordinal
        );
        // (0·x − 2·x)² with x = ±1.
        Assert.Equal("loss 4.0000", regression.ToString());
        Evaluation classification = SmallNetworks.Deep().Evaluate(SmallNetworks.TwoClasses(10));
        Assert.True(classification.HasAccuracy);
        Assert.InRange(classification.Accuracy, 0, 1);
        Assert.Equal("loss 0.5000, accuracy 0.2500", new Evaluation(0.5, 0.25).ToString());
    }

    [Fact]
    public void What_a_network_returns_stays_as_it_is()
    {
        Network network = SmallNetworks.Deep();
        Dataset data = SmallNetworks.TwoClasses(50);
        Batch batch = data.ToBatch();
        Matrix<double> before = network.Predict(batch.Input);
        IReadOnlyList<Matrix<double>> gradients = network.ActivationGradients(
            batch.Input,
            batch.Targets
        );
        double[] kept = before.ToColumnMajorArray();
        double[][] keptGradients = [.. gradients.Select(matrix => matrix.ToColumnMajorArray())];
        new Trainer(network, new SGD(0.5)) { Epochs = 1, BatchSize = 50 }.Train(data);
        network.Evaluate(data);
        Matrix<double> after = network.Predict(batch.Input);
        Assert.Equal(kept, before.ToColumnMajorArray());
        Assert.Equal(keptGradients, gradients.Select(matrix => matrix.ToColumnMajorArray()));
        Assert.NotEqual(before, after);
        after.Clear();
        Assert.NotEqual(after, network.Predict(batch.Input));

        // Even where a layer hands on what it got.
        var idle = new Network(2, [new Idle()], new SoftmaxCrossEntropy());
        Assert.NotSame(batch.Input, idle.Predict(batch.Input));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_with_respect_to_activations_match_central_differences(bool training)
    {
        // Each layer's output moved by hand, through the layers after it.
        Network network = Network.FullyConnected(
            3,
            [5, 4],
            2,
            activation: () => new Tanh(),
            batchNormalization: true,
            seed: 3
        );
        Matrix<double> input = Draw.Normal(6, 3, 1);
        Targets targets = Targets.FromLabels([0, 1, 1, 0, 1, 0], 2);
        IReadOnlyList<Matrix<double>> outputs = network.Activations(input, training);
        IReadOnlyList<Matrix<double>> gradients = network.ActivationGradients(
            input,
            targets,
            training
        );
        Assert.Equal(network.Layers.Count, gradients.Count);
        for (int i = 0; i < gradients.Count; i++)
        {
            Network? rest =
                i + 1 < network.Layers.Count
                    ? new Network(
                        outputs[i].ColumnCount,
                        [.. network.Layers.Skip(i + 1)],
                        network.LossFunction
                    )
                    : null;
            Matrix<double> expected = NumericalGradient.Of(
                output =>
                    rest?.Loss(output, targets, training)
                    ?? network.LossFunction.Forward(output, targets),
                outputs[i],
                1e-5
            );
            Assert.True(
                (expected - gradients[i]).L2Norm() < 1e-8,
                $"layer {i}: {expected} against {gradients[i]}"
            );
        }
    }

    [Fact]
    public void Gradients_with_respect_to_activations_leave_those_of_backpropagation()
    {
        Network network = Network.FullyConnected(2, [3], 2, regularizer: new L2(0.1), seed: 1);
        Batch batch = SmallNetworks.TwoClasses(5).ToBatch();
        network.Backpropagate(batch);
        Matrix<double>[] expected = [.. network.Parameters.Select(p => p.Gradient.Clone())];
        network.Backpropagate(2 * batch.Input, batch.Targets);
        network.ActivationGradients(batch.Input, batch.Targets, training: true);
        Assert.Equal(expected, network.Parameters.Select(p => p.Gradient));
    }

    /// <summary>A layer with two parameters of one name.</summary>
    private sealed class Twins : ILayer
    {
        public IReadOnlyList<Parameter> Parameters { get; } =
        [
            new("weight", Matrix<double>.Build.Dense(1, 1)),
            new("weight", Matrix<double>.Build.Dense(1, 1)),
        ];

        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }

    /// <summary>A layer that hands on what it gets.</summary>
    private sealed class Idle : ILayer
    {
        public int Outputs(int inputs) => inputs;

        public Matrix<double> Forward(Matrix<double> input, bool training) => input;

        public Matrix<double> Backward(Matrix<double> outputGradient) => outputGradient;
    }
}
