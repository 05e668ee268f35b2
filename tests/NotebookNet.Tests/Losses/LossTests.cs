using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Losses;

public class LossTests
{
    public static MatrixTheoryData<string, int> LossesAndBatches =>
        new(["softmax", "smoothed", "half sum", "mean"], [1, 2, 100]);

    public static TheoryData<string> Losses => ["softmax", "smoothed", "half sum", "mean"];

    [Theory]
    [MemberData(nameof(LossesAndBatches))]
    public void Backward_matches_central_differences_for_labels(string name, int count) =>
        CheckGradient(Create(name), Targets.FromLabels(Draw.Labels(count, 5, 11), 5));

    [Theory]
    [MemberData(nameof(LossesAndBatches))]
    public void Backward_matches_central_differences_for_values(string name, int count)
    {
        Matrix<double> values = Draw.Normal(count, 5, 12);
        if (name is "softmax" or "smoothed")
        {
            values = Matrix<double>.Build.DenseOfRowVectors(
                values.EnumerateRows().Select(LossFunctions.Softmax)
            );
        }

        CheckGradient(Create(name), Targets.FromValues(values));
    }

    [Theory]
    [MemberData(nameof(LossesAndBatches))]
    public void Labels_and_one_hot_rows_give_the_same(string name, int count)
    {
        ILoss loss = Create(name);
        Targets labels = Targets.FromLabels(Draw.Labels(count, 5, 13), 5);
        Targets oneHot = Targets.FromValues(labels.ToMatrix());
        Matrix<double> output = Draw.Normal(count, 5, 14);
        Assert.Equal(loss.Forward(output, labels), loss.Forward(output, oneHot), 1e-14);
        loss.Forward(output, labels);
        Matrix<double> expected = loss.Backward().Clone();
        loss.Forward(output, oneHot);
        Close.Matrices(expected, loss.Backward(), 1e-15);
    }

    [Theory]
    [InlineData("softmax", "labels")]
    [InlineData("softmax", "probabilities")]
    [InlineData("smoothed", "labels, smoothed")]
    [InlineData("smoothed", "probabilities, smoothed")]
    [InlineData("mean", "mean of squares")]
    [InlineData("half sum", "half sum of squares")]
    public void Loss_and_gradient_agree_with_PyTorch(string name, string reference)
    {
        JsonElement item = Reference.Load("layers.json").GetProperty("losses").Named(reference);
        Targets targets = reference.StartsWith("labels", StringComparison.Ordinal)
            ? Targets.FromLabels([.. item.Numbers("target").Select(label => (int)label)], 4)
            : Targets.FromValues(item.Matrix("target"));
        ILoss loss = Create(name);
        Close.Relative(item.Number("loss"), loss.Forward(item.Matrix("output"), targets), 1e-12);
        Close.Matrices(item.Matrix("gradient"), loss.Backward(), 1e-12);
    }

    [Fact]
    public void A_batch_loss_is_the_mean_of_its_samples_losses()
    {
        Matrix<double> output = Draw.Normal(20, 5, 15);
        int[] labels = Draw.Labels(20, 5, 16);
        var targets = Targets.FromLabels(labels, 5);
        Matrix<double> oneHot = targets.ToMatrix();
        double halfSum = 0,
            mean = 0,
            entropy = 0;
        for (int i = 0; i < 20; i++)
        {
            double squares = (output.Row(i) - oneHot.Row(i)).PointwisePower(2).Sum();
            halfSum += squares / 2 / 20;
            mean += squares / 5 / 20;
            entropy +=
                LossFunctions.CrossEntropy(LossFunctions.Softmax(output.Row(i)), labels[i]) / 20;
        }

        Assert.Equal(halfSum, new SumSquaredError().Forward(output, targets), 1e-14);
        Assert.Equal(mean, new MeanSquaredError().Forward(output, targets), 1e-14);
        Assert.Equal(entropy, new SoftmaxCrossEntropy().Forward(output, targets), 1e-14);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Label_smoothing_is_cross_entropy_with_smoothed_targets(double smoothing)
    {
        Matrix<double> output = Draw.Normal(20, 5, 23, scale: 10);
        Targets labels = Targets.FromLabels(Draw.Labels(20, 5, 24), 5);
        Matrix<double> soft = ((1 - smoothing) * labels.ToMatrix()) + (smoothing / 5);
        var smoothed = new SoftmaxCrossEntropy(smoothing);
        var plain = new SoftmaxCrossEntropy();
        double expected = plain.Forward(output, Targets.FromValues(soft));
        Close.Relative(expected, smoothed.Forward(output, labels), 1e-14);
        Close.Matrices(plain.Backward(), smoothed.Backward(), 1e-16);
    }

    [Fact]
    public void Smoothed_labels_stay_labels_and_give_an_accuracy()
    {
        Dataset data = SyntheticData.TwoMoons(50, 0.1, seed: 1);
        Network network = Network.FullyConnected(
            2,
            [20],
            2,
            loss: new SoftmaxCrossEntropy(labelSmoothing: 0.2),
            seed: 2
        );
        TrainingHistory history = new Trainer(network, new Adam(0.03))
        {
            Epochs = 60,
            BatchSize = 20,
        }.Train(data);
        Assert.InRange(history.TrainingAccuracies[^1], 0.9, 1);

        // Its least value is the entropy of the smoothed targets: no network gets below.
        double entropy = -(0.9 * Math.Log(0.9)) - (0.1 * Math.Log(0.1));
        Assert.InRange(history.TrainingLosses[^1], entropy, 2 * entropy);
        Assert.Equal("Softmax with cross-entropy, label smoothing 0.2", $"{network.LossFunction}");
        Assert.Equal("Softmax with cross-entropy", $"{new SoftmaxCrossEntropy()}");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_label_smoothing_outside_0_to_1_is_refused(double smoothing) =>
        Assert.Contains(
            "labelSmoothing must be at least 0 and below 1",
            Assert
                .Throws<ArgumentOutOfRangeException>(() => new SoftmaxCrossEntropy(smoothing))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Softmax_with_cross_entropy_takes_logits_of_ten_thousand()
    {
        var loss = new SoftmaxCrossEntropy();
        Matrix<double> logits = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 1e4, -1e4 },
                { 1e4, -1e4 },
            }
        );
        Assert.Equal(1e4, loss.Forward(logits, Targets.FromLabels([0, 1], 2)));
        Close.Matrices(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 0, 0 },
                    { 0.5, -0.5 },
                }
            ),
            loss.Backward(),
            0
        );
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-200)]
    [InlineData(1e-17)]
    public void A_confident_right_answer_keeps_its_relative_accuracy(double expected)
    {
        var logits = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 0, Math.Log(expected) },
            }
        );
        double actual = new SoftmaxCrossEntropy().Forward(logits, Targets.FromLabels([0], 2));
        Close.Relative(expected, actual, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Forward_and_backward_allocate_nothing(string name)
    {
        ILoss loss = Create(name);
        Matrix<double> output = Draw.Normal(100, 10, 17);
        Targets labels = Targets.FromLabels(Draw.Labels(100, 10, 18), 10);
        Targets oneHot = Targets.FromValues(labels.ToMatrix());
        Assert.Equal(
            0,
            Allocations.Of(() =>
            {
                loss.Forward(output, labels);
                loss.Backward();
                loss.Forward(output, oneHot);
                loss.Backward();
            })
        );
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Targets_of_another_shape_are_rejected(string name)
    {
        ILoss loss = Create(name);
        Matrix<double> output = Draw.Normal(3, 4, 19);
        var classes = Assert.Throws<ArgumentException>(() =>
            loss.Forward(output, Targets.FromLabels([0, 1, 2], 5))
        );
        Assert.Contains("3×4, got 3×5", classes.Message, StringComparison.Ordinal);
        var samples = Assert.Throws<ArgumentException>(() =>
            loss.Forward(output, Targets.FromValues(Draw.Normal(2, 4, 20)))
        );
        Assert.Contains("3×4, got 2×4", samples.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void An_empty_batch_is_rejected(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Create(name).Forward(Matrix<double>.Build.Dense(0, 4), Targets.FromLabels([], 4))
        );
        Assert.Contains("at least one sample", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Backward_needs_a_forward_before_it(string name) =>
        Assert.Throws<InvalidOperationException>(() => Create(name).Backward());

    [Theory]
    [InlineData(0.5, 0.4, "sum to 1, got 0.9 in row 1")]
    [InlineData(1.5, -0.5, "got -0.5 in row 1, column 1")]
    [InlineData(double.NaN, 0.5, "got NaN in row 1, column 0")]
    public void Cross_entropy_rejects_rows_that_are_no_distribution(
        double first,
        double second,
        string expected
    )
    {
        var loss = new SoftmaxCrossEntropy();
        Matrix<double> values = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1, 0 },
                { first, second },
            }
        );
        var exception = Assert.Throws<ArgumentException>(() =>
            loss.Forward(Draw.Normal(2, 2, 21), Targets.FromValues(values))
        );
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static ILoss Create(string name) =>
        name switch
        {
            "softmax" => new SoftmaxCrossEntropy(),
            "smoothed" => new SoftmaxCrossEntropy(labelSmoothing: 0.1),
            "half sum" => new SumSquaredError(),
            _ => new MeanSquaredError(),
        };

    private static void CheckGradient(ILoss loss, Targets targets)
    {
        Matrix<double> output = Draw.Normal(targets.Count, targets.ColumnCount, 22);
        loss.Forward(output, targets);
        Matrix<double> analytic = loss.Backward().Clone();
        Close.Gradients(
            NumericalGradient.Of(y => loss.Forward(y, targets), output, 1e-5),
            analytic
        );
    }
}
