using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NotebookNet.Tests.Child;

/// <summary>
/// Hashes of the weights after trainings. Measured: where one rounding of one step shows at all, it shows in the weights of 5
/// steps later as surely as in those of 300 steps later; 20 steps see an epoch of 10 twice.
/// </summary>
internal static class TrainingHashes
{
    private static readonly Dataset s_data = SyntheticData.Spiral(
        classCount: 3,
        pointsPerClass: 67,
        noise: 0.1,
        seed: 1
    );

    public static string[] Compute(int steps) =>
        [
            .. Optimizers(steps).Select(optimizer => $"{optimizer.Name} {Hash(optimizer, steps)}"),
            $"images {HashOfImages(steps)}",
        ];

    private static IEnumerable<Optimizer> Optimizers(int steps) =>
        [
            new SGD(LearningRateSchedule.Step(0.1, factor: 0.5, every: steps / 2)),
            new Momentum(LearningRateSchedule.Cosine(0.05, steps).AfterWarmUp(steps / 20)),
            new Nesterov(0.01),
            new AdaGrad(0.05),
            new RMSProp(0.003),
            new AdaDelta(1),
            new Adam(0.003),
            new AdamW(0.003, weightDecay: 0.01),
        ];

    /// <summary>Every layer, and a regularizer, on batches of 22 samples, the last of an epoch of 3.</summary>
    private static string Hash(Optimizer optimizer, int steps)
    {
        Random random = RandomNumbers.Create(seed: 2);
        Network network = new(
            s_data.InputCount,
            [
                new Affine(s_data.InputCount, 37, Initializer.He, random),
                new BatchNormalization(37),
                new ReLU(),
                new Dropout(0.1, RandomNumbers.Create(seed: 3)),
                new Affine(37, 19, Initializer.Xavier, random),
                new Tanh(),
                new Affine(19, 11, Initializer.HeUniform, random),
                new Sigmoid(),
                new Affine(11, s_data.OutputCount, Initializer.GlorotUniform, random),
            ],
            new SoftmaxCrossEntropy(),
            new L2(1e-4)
        );
        new Trainer(network, optimizer)
        {
            Steps = steps,
            BatchSize = 22,
            Seed = 4,
        }.Train(s_data);
        return Hash(network);
    }

    /// <summary>A network wide enough for the kernels to use several threads, on augmented images.</summary>
    private static string HashOfImages(int steps)
    {
        Random random = RandomNumbers.Create(seed: 5);
        byte[] pixels = new byte[300 * 144];
        random.NextBytes(pixels);
        Dataset images = Dataset.FromImages(
            pixels,
            new ImageShape(12, 12),
            [.. Enumerable.Range(0, 300).Select(i => i % 10)],
            classCount: 10
        );
        Network network = Network.FullyConnected(
            images.InputCount,
            [100, 100],
            10,
            batchNormalization: true,
            seed: 6
        );
        new Trainer(network, new Adam(0.001))
        {
            Steps = steps * 3 / 20,
            BatchSize = 100,
            Seed = 7,
            Augmentation = new ElasticDistortion(alpha: 4, sigma: 2),
        }.Train(images);
        return Hash(network);
    }

    private static string Hash(Network network)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter parameter in network.Parameters)
        {
            hash.AppendData(MemoryMarshal.AsBytes(parameter.Value.ToColumnMajorArray().AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
