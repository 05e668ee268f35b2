using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

/// <summary>Networks and data sets that a few steps are enough for.</summary>
internal static class SmallNetworks
{
    /// <summary>Points of the plane in two classes, left and right of a line, with a margin.</summary>
    public static Dataset TwoClasses(int count, int seed = 1)
    {
        Random random = RandomNumbers.Create(seed);
        Matrix<double> inputs = Matrix<double>.Build.Dense(count, 2);
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            inputs[i, 0] = (2 * labels[i]) - 1 + (0.3 * random.NextGaussian());
            inputs[i, 1] = random.NextGaussian();
        }

        return Dataset.FromMatrix(inputs, labels, 2);
    }

    /// <summary>A network of every kind of layer with parameters or random draws.</summary>
    public static Network Deep(int seed = 1, IRegularizer? regularizer = null)
    {
        Random random = RandomNumbers.Create(seed);
        return new Network(
            2,
            [
                new Affine(2, 8, Initializer.Normal(0.5), random),
                new BatchNormalization(8),
                new ReLU(),
                new Dropout(0.2, random),
                new Affine(8, 2, Initializer.Normal(0.5), random),
            ],
            new SoftmaxCrossEntropy(),
            regularizer
        );
    }

    /// <summary>y = w·x with w = 0 at first.</summary>
    public static Network OneWeight() =>
        new(
            1,
            [new Affine(1, 1, Initializer.Normal(0), RandomNumbers.Create(0))],
            new MeanSquaredError()
        );

    /// <summary>Samples x = ±1 whose targets are w·x.</summary>
    public static Dataset Line(double w) =>
        Dataset.FromMatrix(
            Matrix<double>.Build.DenseOfColumnArrays([
                [1.0, -1.0, 1.0, -1.0],
            ]),
            Matrix<double>.Build.DenseOfColumnArrays([
                [w, -w, w, -w],
            ])
        );

    /// <summary>Every number of a network that training changes.</summary>
    public static double[] NumbersOf(Network network) =>
        [.. network.Tensors.SelectMany(tensor => tensor.Value.ToColumnMajorArray())];
}
