using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Small data sets that a formula makes: classes of points in the plane that no straight line separates.</summary>
/// <example><code>
/// var (training, validation) = SyntheticData.TwoMoons(pointsPerClass: 200, noise: 0.1, seed: 1).Split(validationCount: 100, seed: 2);
/// Network network = Network.FullyConnected(2, [20], 2, seed: 3);
/// </code></example>
public static class SyntheticData
{
    /// <summary>
    /// Points on intertwined spiral arms, one arm a class. Point i of n of class c of C lies at radius r = i/n and angle
    /// 2π·c/C + 4r + noise·N(0, 1), measured clockwise from the second axis.
    /// </summary>
    /// <param name="classCount">Number of arms C, ≥ 1.</param>
    /// <param name="pointsPerClass">Number of points n on an arm, ≥ 1.</param>
    /// <param name="noise">Standard deviation of the angle in radians, ≥ 0.</param>
    /// <param name="seed">Determines the noise.</param>
    /// <returns>C·n samples of two values in −1 … 1, class after class.</returns>
    public static Dataset Spiral(int classCount, int pointsPerClass, double noise, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pointsPerClass);
        _ = Guard.NotNegativeFinite(noise);
        Random random = RandomNumbers.Create("spiral", seed);
        DenseMatrix inputs = Guard.NewMatrix((long)classCount * pointsPerClass, 2, "A data set");
        var labels = new int[inputs.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            int label = row / pointsPerClass;
            double radius = (double)(row % pointsPerClass) / pointsPerClass;
            double radians = (4 * radius) + (noise * random.NextGaussian());
            double turns = ((double)label / classCount) + (radians / (2 * Math.PI));
            (double sin, double cos) = SinCos.OfTurns(turns);
            inputs[row, 0] = radius * sin;
            inputs[row, 1] = radius * cos;
            labels[row] = label;
        }

        return Dataset.FromMatrix(inputs, labels, classCount);
    }

    /// <summary>
    /// Points on two half circles of radius 1 that reach into each other, one a class: (cos t, sin t) and (1 − cos t, ½ − sin t)
    /// for t from 0 to π, each coordinate plus noise·N(0, 1).
    /// </summary>
    /// <param name="pointsPerClass">Number of points on each half circle, evenly spaced, ≥ 2.</param>
    /// <param name="noise">Standard deviation of the noise, ≥ 0.</param>
    /// <param name="seed">Determines the noise.</param>
    /// <returns>2·pointsPerClass samples of two values, class after class.</returns>
    public static Dataset TwoMoons(int pointsPerClass, double noise, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pointsPerClass, 2);
        _ = Guard.NotNegativeFinite(noise);
        Random random = RandomNumbers.Create("moons", seed);
        DenseMatrix inputs = Guard.NewMatrix(2L * pointsPerClass, 2, "A data set");
        var labels = new int[inputs.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = row / pointsPerClass;
            double halfTurns = (double)(row % pointsPerClass) / (pointsPerClass - 1);
            (double sin, double cos) = SinCos.OfTurns(halfTurns / 2);
            (double x, double y) = labels[row] == 0 ? (cos, sin) : (1 - cos, 0.5 - sin);
            inputs[row, 0] = x + (noise * random.NextGaussian());
            inputs[row, 1] = y + (noise * random.NextGaussian());
        }

        return Dataset.FromMatrix(inputs, labels, 2);
    }
}
