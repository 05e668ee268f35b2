using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

public static partial class SyntheticData
{
    /// <summary>A regression on one variable: y = c₀ + c₁x + c₂x² + … + noise·N(0, 1), at random x.</summary>
    /// <param name="coefficients">c₀, c₁, …, the constant first, at least one, finite.</param>
    /// <param name="count">Number of samples, ≥ 1.</param>
    /// <param name="noise">Standard deviation of the noise, ≥ 0.</param>
    /// <param name="minimum">Smallest x, finite.</param>
    /// <param name="maximum">Largest x, finite, above <paramref name="minimum"/>; all x between are equally likely.</param>
    /// <param name="seed">Determines where the points lie and their noise.</param>
    /// <returns>count samples of one value x, each with one target value y.</returns>
    /// <exception cref="ArgumentException">There is no coefficient, or a value is not finite.</exception>
    public static Dataset NoisyPolynomial(
        IReadOnlyList<double> coefficients,
        int count,
        double noise,
        double minimum = -1,
        double maximum = 1,
        int seed = 0
    )
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _ = Guard.NotNegativeFinite(noise);
        if (coefficients.Count == 0 || !coefficients.All(double.IsFinite))
        {
            throw new ArgumentException(
                Invariant(
                    $"A polynomial has at least one coefficient, all finite, got [{string.Join(", ", coefficients.Select(value => Invariant($"{value}")))}]."
                ),
                nameof(coefficients)
            );
        }

        if (!double.IsFinite(maximum - minimum) || maximum <= minimum)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximum),
                Invariant($"x needs a finite range, got {minimum} … {maximum}.")
            );
        }

        Random random = RandomNumbers.Create("polynomial", seed);
        var inputs = new DenseMatrix(count, 1);
        var targets = new DenseMatrix(count, 1);
        for (int row = 0; row < count; row++)
        {
            double x = random.NextUniform(minimum, maximum);
            double y = 0;
            for (int power = coefficients.Count - 1; power >= 0; power--)
            {
                y = (y * x) + coefficients[power];
            }

            inputs[row, 0] = x;
            targets[row, 0] = y + (noise * random.NextGaussian());
        }

        return Dataset.FromMatrix(inputs, targets);
    }
}
