using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

public static partial class SyntheticData
{
    /// <summary>
    /// Points in the plane on intertwined spiral arms, one arm a class: what no straight line separates. Point i of n of class c
    /// of C lies at radius r = i/n and angle 2π·c/C + 4r + noise·N(0, 1), measured clockwise from the second axis.
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
        int count = checked(classCount * pointsPerClass);
        var inputs = new DenseMatrix(count, 2);
        var labels = new int[count];
        for (int row = 0; row < count; row++)
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
}
