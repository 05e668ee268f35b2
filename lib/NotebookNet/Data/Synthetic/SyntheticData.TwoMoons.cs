using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

public static partial class SyntheticData
{
    /// <summary>
    /// Points in the plane on two half circles of radius 1 that reach into each other, one a class: (cos t, sin t) and
    /// (1 − cos t, ½ − sin t) for t from 0 to π, each coordinate plus noise·N(0, 1).
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
        int count = checked(2 * pointsPerClass);
        var inputs = new DenseMatrix(count, 2);
        var labels = new int[count];
        for (int row = 0; row < count; row++)
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
