using FsCheck;
using FsCheck.Fluent;

namespace NotebookNet.Tests.Data;

public class MiniBatchesTests
{
    [Fact]
    public void A_batch_is_lent_and_its_clone_is_kept()
    {
        Dataset images = DatasetTests.Images(8);
        foreach (Dataset data in (Dataset[])[images, Regression(8)])
        {
            var batches = new MiniBatches(data, 2, seed: 1);
            Batch lent = batches.Next();
            Batch kept = lent.Clone();
            double[] numbers = lent.Input.ToColumnMajorArray();
            double[] targets = lent.Targets.ToMatrix().ToColumnMajorArray();
            Assert.Equal(numbers, kept.Input.ToColumnMajorArray());
            batches.Next();
            Assert.NotEqual(numbers, lent.Input.ToColumnMajorArray());
            Assert.Equal(numbers, kept.Input.ToColumnMajorArray());
            Assert.Equal(targets, kept.Targets.ToMatrix().ToColumnMajorArray());
            Assert.Equal(data.HasLabels, kept.Targets.AreLabels);
        }
    }

    [Fact]
    public void Without_replacement_each_sample_comes_once_an_epoch_and_the_last_batch_is_short() =>
        ForSizes(
            (count, batchSize, seed) =>
            {
                var batches = new MiniBatches(DatasetTests.Numbered(count), batchSize, seed: seed);
                bool holds = batches.PerEpoch == (int)Math.Ceiling((double)count / batchSize);
                for (int epoch = 0; epoch < 3; epoch++)
                {
                    List<double> seen = [];
                    for (int i = 0; i < batches.PerEpoch; i++)
                    {
                        Batch batch = batches.Next();
                        holds &= batch.Count == Math.Min(batchSize, count - seen.Count);
                        holds &= LabelsFit(batch);
                        seen.AddRange(batch.Input.Column(0));
                    }

                    holds &= seen.Order()
                        .SequenceEqual(Enumerable.Range(0, count).Select(i => (double)i));
                }

                return holds;
            }
        );

    [Fact]
    public void Equal_seeds_give_equal_batches_and_epochs_differ()
    {
        double[] Epochs(int seed)
        {
            var batches = new MiniBatches(DatasetTests.Numbered(20), 10, seed: seed);
            return [.. Enumerable.Range(0, 4).SelectMany(_ => batches.Next().Input.Column(0))];
        }

        double[] first = Epochs(1);
        Assert.Equal(first, Epochs(1));
        Assert.NotEqual(first, Epochs(2));
        Assert.NotEqual(first[..20], first[20..]);
    }

    [Fact]
    public void A_batch_size_out_of_range_is_rejected()
    {
        Dataset data = DatasetTests.Numbered(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MiniBatches(data, 0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MiniBatches(data, -1, seed: 1));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new MiniBatches(data, 11, seed: 1)
        );
        Assert.Contains("A batch of 11 is larger than the data set of 10 samples", error.Message);
    }

    [Fact]
    public void No_batch_allocates()
    {
        Dataset images = DatasetTests.Images(25);
        var augmentation = new AugmentationSequence(
            new Shift(1),
            new ElasticDistortion(),
            new Resize(3, 3)
        );
        MiniBatches[] all =
        [
            new(images, 10, seed: 1),
            new(Regression(25), 10, seed: 1),
            new(images, 10, seed: 1, augmentation: augmentation),
        ];
        foreach (MiniBatches batches in all)
        {
            Assert.Equal(
                0,
                Allocations.Of(() =>
                {
                    for (int i = 0; i < batches.PerEpoch; i++)
                    {
                        batches.Next();
                    }
                })
            );
        }
    }

    [Fact]
    public void An_augmentation_changes_the_images_and_not_their_order()
    {
        Dataset data = DatasetTests.Images(23);
        var plain = new MiniBatches(data, 10, seed: 4);
        var flipped = new MiniBatches(data, 10, seed: 4, augmentation: new HorizontalFlip());
        for (int i = 0; i < 6; i++)
        {
            Batch expected = plain.Next();
            Batch batch = flipped.Next();
            Assert.Equal(expected.Targets.Labels.ToArray(), batch.Targets.Labels.ToArray());
            for (int row = 0; row < expected.Count; row++)
            {
                var image = expected.Input.Row(row);
                Assert.Equal([image[1], image[0], image[3], image[2]], batch.Input.Row(row));
            }
        }
    }

    [Fact]
    public void A_random_augmentation_is_drawn_anew_each_epoch_and_is_the_same_for_the_same_seed()
    {
        Dataset data = DatasetTests.Images(10);
        MiniBatches Batches(int seed) =>
            new(data, 10, seed: seed, augmentation: new GaussianNoise(0.1));

        MiniBatches batches = Batches(1);
        var first = batches.Next().Input.Clone();
        Assert.Equal(first, Batches(1).Next().Input);
        Assert.NotEqual(first, Batches(2).Next().Input);
        Assert.NotEqual(first.Enumerate().Sum(), batches.Next().Input.Enumerate().Sum());
    }

    [Fact]
    public void An_augmentation_that_changes_the_size_makes_batches_of_that_width()
    {
        var batches = new MiniBatches(
            DatasetTests.Images(5),
            3,
            seed: 1,
            augmentation: new Resize(3, 4)
        );
        Assert.Equal((3, 12), (batches.Next().Input.RowCount, batches.Next().Input.ColumnCount));
    }

    [Fact]
    public void An_augmentation_of_samples_that_are_no_images_is_rejected()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new MiniBatches(
                DatasetTests.Numbered(5),
                2,
                seed: 1,
                augmentation: new HorizontalFlip()
            )
        );
        Assert.Contains("Only images can be augmented", error.Message);
        Assert.Throws<ArgumentException>(() =>
            new MiniBatches(DatasetTests.Images(5), 2, seed: 1, augmentation: new RandomCrop(3, 3))
        );
    }

    private static Dataset Regression(int count) =>
        Dataset.FromMatrix(Draw.Normal(count, 1, 1), Draw.Normal(count, 1, 2));

    private static bool LabelsFit(Batch batch) =>
        Enumerable
            .Range(0, batch.Count)
            .All(i => batch.Targets.Labels[i] == (int)batch.Input[i, 0] % 5);

    private static void ForSizes(Func<int, int, int, bool> holds)
    {
        var cases =
            from count in Gen.Choose(1, 60)
            from batchSize in Gen.Choose(1, count)
            from seed in Gen.Choose(int.MinValue, int.MaxValue)
            select (count, batchSize, seed);
        Prop.ForAll(cases.ToArbitrary(), c => holds(c.count, c.batchSize, c.seed))
            .QuickCheckThrowOnFailure();
    }
}
