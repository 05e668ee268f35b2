using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Data;

public class DatasetTests
{
    [Fact]
    public void Every_split_gives_each_sample_to_one_part()
    {
        var cases =
            from validation in Gen.Choose(1, 30)
            from test in Gen.Choose(1, 30)
            from train in Gen.Choose(1, 60)
            from seed in Gen.Choose(0, int.MaxValue)
            select (train, validation, test, seed);
        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    Dataset data = Numbered(c.train + c.validation + c.test);
                    var three = data.Split(c.validation, c.test, c.seed);
                    var two = data.Split(c.validation, c.seed);
                    return three.Train.Count == c.train
                        && three.Validation.Count == c.validation
                        && three.Test.Count == c.test
                        && two.Validation.Count == c.validation
                        && IsEachOnce(data, three.Train, three.Validation, three.Test)
                        && IsEachOnce(data, two.Train, two.Validation)
                        && Numbers(data.Split(c.validation, c.seed).Train)
                            .SequenceEqual(Numbers(two.Train));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_split_mixes_the_samples_and_depends_on_the_seed()
    {
        Dataset data = Numbered(100);
        double[] first = Numbers(data.Split(50, seed: 1).Validation);
        Assert.NotEqual(first, Numbers(data.Split(50, seed: 2).Validation));
        Assert.NotEqual(first.Order(), Enumerable.Range(50, 50).Select(i => (double)i));
    }

    [Fact]
    public void A_split_that_leaves_a_part_empty_is_rejected()
    {
        Dataset data = Numbered(10);
        Action[] wrong =
        [
            () => data.Split(10, seed: 1),
            () => data.Split(0, seed: 1),
            () => data.Split(-1, seed: 1),
            () => data.Split(5, 5, seed: 1),
            () => data.Split(int.MaxValue, int.MaxValue, seed: 1),
            () => data.Split(int.MinValue, seed: 1),
        ];
        Assert.All(
            wrong,
            action =>
                Assert.Contains("10 samples", Assert.Throws<ArgumentException>(action).Message)
        );
    }

    [Fact]
    public void Folds_validate_each_sample_once_and_train_on_all_others()
    {
        var cases =
            from count in Gen.Choose(2, 40)
            from folds in Gen.Choose(2, count)
            from seed in Gen.Choose(0, int.MaxValue)
            select (count, folds, seed);
        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    Dataset data = Numbered(c.count);
                    var folds = data.Folds(c.folds, c.seed);
                    int[] sizes = [.. folds.Select(fold => fold.Validation.Count)];
                    return folds.Count == c.folds
                        && sizes.Max() - sizes.Min() <= 1
                        && IsEachOnce(data, [.. folds.Select(fold => fold.Validation)])
                        && folds.All(fold => IsEachOnce(data, fold.Train, fold.Validation))
                        && folds.All(fold =>
                            fold.Train.Labels.Zip(Numbers(fold.Train)).All(LabelFits)
                        );
                }
            )
            .QuickCheckThrowOnFailure();

        static bool LabelFits((int Label, double Number) sample) =>
            sample.Label == sample.Number % 5;
    }

    [Fact]
    public void Folds_mix_the_samples_and_depend_on_the_seed()
    {
        double[] First(int seed) => Numbers(Numbered(100).Folds(5, seed)[0].Validation);
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));
        Assert.NotEqual(First(1).Order(), Enumerable.Range(0, 20).Select(i => (double)i));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(int.MaxValue)]
    public void Folds_without_a_sample_each_or_only_one_are_refused(int count) =>
        Assert.Contains(
            $"10 samples make 2 … 10 folds, got {count}",
            Assert
                .Throws<ArgumentOutOfRangeException>(() => Numbered(10).Folds(count, seed: 1))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Inputs_and_labels_are_those_of_the_samples_in_order_and_the_callers_own()
    {
        foreach (Dataset all in (Dataset[])[Images(20), Numbered(20)])
        {
            Dataset data = all.Subset([7, 0, 19, 7]);
            Matrix<double> inputs = data.Inputs;
            Assert.Equal((4, data.InputCount), (inputs.RowCount, inputs.ColumnCount));
            Assert.Equal([2, 0, 4, 2], data.Labels);
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(data.Sample(i), inputs.Row(i));
                Assert.Equal(data.Label(i), data.Labels[i]);
            }

            inputs.Clear();
            data.Labels[0] = 3;
            Assert.NotEqual(inputs, data.Inputs);
            Assert.Equal(2, data.Label(0));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void What_an_augmentation_makes_of_an_image_is_finite(double value)
    {
        Action[] wrong =
        [
            () => Images(20).Augment(new Broken(value), seed: 1),
            () => new MiniBatches(Images(20), 20, augmentation: new Broken(value)).Next(),
        ];
        Assert.All(
            wrong,
            action =>
                Assert.Contains(
                    FormattableString.Invariant($"broken made {value} at index 2 of image 11"),
                    Assert.Throws<InvalidOperationException>(action).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Shuffle_gives_each_sample_once_in_an_order_of_the_seed()
    {
        Dataset data = Numbered(50);
        Assert.True(IsEachOnce(data, data.Shuffle(3)));
        Assert.Equal(Numbers(data.Shuffle(3)), Numbers(data.Shuffle(3)));
        Assert.NotEqual(Numbers(data.Shuffle(3)), Numbers(data.Shuffle(4)));
    }

    [Fact]
    public void A_part_of_a_part_keeps_samples_and_labels_together()
    {
        Dataset part = Numbered(20).Subset([19, 3, 3, 7]).Take(3).Subset([2, 0]);
        Assert.Equal([3, 19], Numbers(part));
        Assert.Equal([3, 19 % 5], Enumerable.Range(0, 2).Select(part.Label));
    }

    [Fact]
    public void Samples_and_labels_outside_are_rejected()
    {
        Dataset data = Numbered(4);
        Action[] wrong =
        [
            () => data.Take(5),
            () => data.Take(0),
            () => data.Subset([4]),
            () => data.Subset([-1]),
            () => data.Sample(4),
            () => data.Label(-1),
            () => data.Batch([0, 9]),
        ];
        Assert.All(wrong, action => Assert.Throws<ArgumentOutOfRangeException>(action));
        Assert.Throws<ArgumentException>(() => data.Subset([]));
        Assert.Throws<ArgumentException>(() => data.Batch([]));
    }

    [Fact]
    public void A_regression_has_target_values_and_no_labels()
    {
        Matrix<double> inputs = Matrix<double>.Build.Dense(4, 2, (i, j) => (10 * i) + j);
        Matrix<double> targets = Matrix<double>.Build.Dense(4, 3, (i, j) => -(10 * i) - j);
        Dataset data = Dataset.FromMatrix(inputs, targets);
        Batch batch = data.Subset([3, 0, 2]).Batch([0, 2]);
        Assert.Equal(inputs.Row(3), batch.Input.Row(0));
        Assert.Equal(inputs.Row(2), batch.Input.Row(1));
        Assert.Equal(targets.Row(3), batch.Targets.Values!.Row(0));
        Assert.Equal(targets.Row(2), batch.Targets.Values.Row(1));
        Assert.Throws<InvalidOperationException>(() => data.Label(0));
        Assert.Throws<InvalidOperationException>(() => data.Labels);
        Assert.Equal(inputs, data.Inputs);
    }

    [Fact]
    public void What_does_not_fit_together_is_rejected()
    {
        Matrix<double> three = Matrix<double>.Build.Dense(3, 4);
        var shape = new ImageShape(2, 2);
        Action[] wrong =
        [
            () => Dataset.FromMatrix(three, [0, 1], 2),
            () => Dataset.FromMatrix(three, Matrix<double>.Build.Dense(2, 1)),
            () => Dataset.FromMatrix(three, [0, 1, 1], 2, new ImageShape(2, 3)),
            () => Dataset.FromMatrix(three, [0, 1, 1], 2, new ImageShape(-2, -2)),
            () => Dataset.FromImages(new byte[11], shape, [0, 1, 1], 2),
            () => Dataset.FromImages([], shape, [], 2),
            () => Dataset.FromImages(new byte[12], new ImageShape(4, 0), [0, 1, 1], 2),
        ];
        Assert.All(wrong, action => Assert.Throws<ArgumentException>(action));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromMatrix(three, [0, 1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromMatrix(three, [0, -1, 1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromMatrix(three, [0, 0, 0], 0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_rejected_with_its_place(double value)
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(3, 4);
        Matrix<double> targets = Matrix<double>.Build.Dense(3, 4);
        matrix[1, 2] = value;
        Action[] wrong =
        [
            () => Dataset.FromMatrix(matrix, [0, 1, 1], 2),
            () => Dataset.FromMatrix(matrix, targets),
            () => Dataset.FromMatrix(targets, matrix),
            () => Targets.FromValues(matrix),
        ];
        Assert.All(
            wrong,
            action =>
                Assert.Contains("row 1, column 2", Assert.Throws<ArgumentException>(action).Message)
        );
    }

    [Fact]
    public void Augment_changes_every_image_and_keeps_labels_and_order()
    {
        Dataset images = Images(20).Shuffle(1);
        Dataset half = images.Augment(new Resize(1, 2, smooth: false), seed: 1);
        Assert.Equal(new ImageShape(1, 2), half.ImageShape);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(images.Label(i), half.Label(i));
            Assert.Equal([images.Sample(i)[2], images.Sample(i)[3]], half.Sample(i));
        }

        Dataset noisy = images.Augment(new GaussianNoise(0.1), seed: 1);
        Assert.Equal(
            noisy.ToBatch().Input,
            images.Augment(new GaussianNoise(0.1), seed: 1).ToBatch().Input
        );
        Assert.NotEqual(
            noisy.ToBatch().Input,
            images.Augment(new GaussianNoise(0.1), seed: 2).ToBatch().Input
        );
    }

    /// <summary>Copies eleven images and spoils the twelfth.</summary>
    private sealed class Broken(double value) : Augmentation
    {
        private int _images;

        public override void Apply(
            ReadOnlySpan<double> image,
            ImageShape shape,
            Span<double> result,
            Random random
        )
        {
            image.CopyTo(result);
            result[2] = _images++ % 20 == 11 ? value : result[2];
        }

        public override string ToString() => "broken";
    }

    /// <summary>Samples of one value each, their number; its remainder by 5 is the label.</summary>
    internal static Dataset Numbered(int count) =>
        Dataset.FromMatrix(
            Matrix<double>.Build.Dense(count, 1, (i, _) => i),
            [.. Enumerable.Range(0, count).Select(i => i % 5)],
            5
        );

    /// <summary>Images of 2×2 pixels with increasing bytes.</summary>
    internal static Dataset Images(int count) =>
        Dataset.FromImages(
            [.. Enumerable.Range(0, 4 * count).Select(i => (byte)i)],
            new ImageShape(2, 2),
            [.. Enumerable.Range(0, count).Select(i => i % 5)],
            5
        );

    internal static double[] Numbers(Dataset data) => data.ToBatch().Input.Column(0).ToArray();

    private static bool IsEachOnce(Dataset whole, params Dataset[] parts) =>
        parts.SelectMany(Numbers).Order().SequenceEqual(Numbers(whole).Order());
}
