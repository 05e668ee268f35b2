using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>What can be done with any augmentation.</summary>
public static class AugmentationExtensions
{
    /// <summary>The same augmentation, done to an image with some probability and otherwise not.</summary>
    /// <param name="augmentation">An augmentation that keeps the shape of an image.</param>
    /// <param name="probability">The probability, in 0 … 1.</param>
    public static IAugmentation WithProbability(this IAugmentation augmentation, double probability)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        return new RandomlyApplied(
            augmentation,
            AugmentationGuard.Fraction(probability, nameof(probability))
        );
    }

    /// <summary>The changed image.</summary>
    /// <param name="augmentation">The augmentation.</param>
    /// <param name="image">The image, values in 0 … 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="seed">Determines the random numbers.</param>
    public static Vector<double> Apply(
        this IAugmentation augmentation,
        Vector<double> image,
        ImageShape shape,
        int seed
    ) => augmentation.Variants(image, shape, 1, seed).Row(0);

    /// <summary>Some changed versions of one image, each with random numbers of its own.</summary>
    /// <param name="augmentation">The augmentation.</param>
    /// <param name="image">The image, values in 0 … 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="count">How many, ≥ 1.</param>
    /// <param name="seed">Determines the random numbers.</param>
    /// <returns>count×D, one image a row, of the augmentation's output shape.</returns>
    public static Matrix<double> Variants(
        this IAugmentation augmentation,
        Vector<double> image,
        ImageShape shape,
        int count,
        int seed
    )
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        double[] source = image.ToArray();
        var variant = new double[augmentation.OutputShape(shape.Checked()).Size];
        var variants = new DenseMatrix(count, variant.Length);
        Random random = RandomNumbers.Create("variants", seed);
        for (int row = 0; row < count; row++)
        {
            augmentation.Apply(source, shape, variant, random);
            variants.SetRow(row, variant);
        }

        return variants;
    }
}
