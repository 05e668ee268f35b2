using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// A rule for the first values of a weight matrix with fan-in rows and fan-out columns. An initializer is a value: it is
/// handed to a layer, and its name stands in tables and legends.
/// </summary>
/// <param name="name">Its name, as the literature writes it.</param>
/// <param name="fill">Fills a fan-in×fan-out matrix, drawing from the generator.</param>
public sealed partial class Initializer(string name, Action<Matrix<double>, Random> fill)
{
    /// <summary>A new fan-in×fan-out matrix.</summary>
    /// <param name="fanIn">Number of inputs of a unit, ≥ 1.</param>
    /// <param name="fanOut">Number of units, ≥ 1.</param>
    /// <param name="random">Where the random numbers come from.</param>
    public Matrix<double> Create(int fanIn, int fanOut, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        ArgumentNullException.ThrowIfNull(random);
        var weight = new DenseMatrix(fanIn, fanOut);
        fill(weight, random);
        return weight;
    }

    /// <summary>Normally distributed weights with mean 0.</summary>
    /// <param name="standardDeviation">The standard deviation σ, ≥ 0 and finite.</param>
    public static Initializer Normal(double standardDeviation)
    {
        if (!double.IsFinite(standardDeviation) || standardDeviation < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation),
                standardDeviation,
                $"A standard deviation is finite and not negative, got {standardDeviation}."
            );
        }

        return new Initializer(
            $"normal({standardDeviation})",
            (weight, random) => FillNormal(weight, standardDeviation, random)
        );
    }

    /// <inheritdoc/>
    public override string ToString() => name;

    private static void FillNormal(Matrix<double> weight, double standardDeviation, Random random)
    {
        Span<double> values = ((DenseMatrix)weight).Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = standardDeviation * random.NextGaussian();
        }
    }
}
