using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests;

/// <summary>Comparisons of numbers, with messages that say where they differ.</summary>
internal static class Close
{
    /// <summary>|expected − actual| ≤ tolerance·max(1, |expected|), entry by entry.</summary>
    public static void Matrices(Matrix<double> expected, Matrix<double> actual, double tolerance)
    {
        Assert.Equal(
            (expected.RowCount, expected.ColumnCount),
            (actual.RowCount, actual.ColumnCount)
        );
        foreach ((int row, int column, double value) in expected.EnumerateIndexed())
        {
            double difference = Math.Abs(value - actual[row, column]);
            Assert.True(
                difference <= tolerance * Math.Max(1, Math.Abs(value)),
                $"At ({row}, {column}): expected {value:r}, got {actual[row, column]:r}."
            );
        }
    }

    /// <summary>|expected − actual| ≤ tolerance·|expected|.</summary>
    public static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Abs(expected),
            $"Expected {expected:r}, got {actual:r}."
        );

    /// <summary>The largest difference is at most 10⁻⁷ of the largest entry.</summary>
    public static void Gradients(Matrix<double> numerical, Matrix<double> analytic)
    {
        Assert.Equal(
            (numerical.RowCount, numerical.ColumnCount),
            (analytic.RowCount, analytic.ColumnCount)
        );
        double difference = (numerical - analytic).Enumerate().Max(Math.Abs);
        double size = numerical.Enumerate().Max(Math.Abs);
        Assert.True(
            difference < 1e-7 * size,
            $"Largest difference {difference}, largest entry {size}."
        );
    }
}
