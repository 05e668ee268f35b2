using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Checks of arguments whose message names the value and what was expected.</summary>
internal static class Guard
{
    /// <summary>The value, once it is sure that 0 &lt; value &lt; ∞.</summary>
    public static double PositiveFinite(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw OutOfRange(name, value, "positive and finite");

    /// <summary>The value, once it is sure that 0 ≤ value &lt; ∞.</summary>
    public static double NotNegativeFinite(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw OutOfRange(name, value, "finite and not negative");

    /// <summary>The value, once it is sure that 0 ≤ value &lt; 1: a decay rate, a momentum, a probability of dropping.</summary>
    public static double FractionBelowOne(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) => value is >= 0 and < 1 ? value : throw OutOfRange(name, value, "at least 0 and below 1");

    /// <summary>The value, once it is sure that 0 &lt; value &lt; 1: a confidence.</summary>
    public static double BetweenZeroAndOne(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) => value is > 0 and < 1 ? value : throw OutOfRange(name, value, "above 0 and below 1");

    /// <summary>The value, once it is sure that 0 &lt; value ≤ 1: the factor of a falling schedule.</summary>
    public static double PositiveAtMostOne(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) => value is > 0 and <= 1 ? value : throw OutOfRange(name, value, "above 0 and at most 1");

    /// <summary>The value, once it is sure that it is in 0 … maximum.</summary>
    public static double InRange(
        double value,
        double maximum,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        value >= 0 && value <= maximum
            ? value
            : throw OutOfRange(name, value, Invariant($"in 0 … {maximum}"));

    /// <summary>The standard deviation of a Gaussian in pixels, once it is sure that it is in 0 … 1000 and not 0.</summary>
    public static double Sigma(double sigma) =>
        sigma is > 0 and <= 1000
            ? sigma
            : throw OutOfRange(nameof(sigma), sigma, "above 0 and at most 1000 pixels");

    /// <summary>The matrix, dense, once it is sure that each of its values is finite.</summary>
    public static DenseMatrix Finite(
        Matrix<double> matrix,
        [CallerArgumentExpression(nameof(matrix))] string name = ""
    )
    {
        DenseMatrix dense = matrix.AsDense();
        int index = IndexOfNotFinite(dense.Values);
        return index < 0
            ? dense
            : throw new ArgumentException(
                Invariant(
                    $"Expected finite values, got {dense.Values[index]} in row {index % dense.RowCount}, column {index / dense.RowCount}."
                ),
                name
            );
    }

    /// <summary>Where the first value stands that is infinite or not a number; −1 where there is none.</summary>
    public static int IndexOfNotFinite(ReadOnlySpan<double> values)
    {
        int index = TensorPrimitives.IsFiniteAll(values) ? values.Length : 0;
        while (index < values.Length && double.IsFinite(values[index]))
        {
            index++;
        }

        return index < values.Length ? index : -1;
    }

    /// <summary>A matrix of zeros, once it is sure that an array can hold it.</summary>
    public static DenseMatrix NewMatrix(long rows, long columns, string what) =>
        rows * columns <= Array.MaxLength
            ? new DenseMatrix((int)rows, (int)columns)
            : throw new ArgumentException(
                $"{what} of {rows}×{columns} numbers is too large: an array holds at most {Array.MaxLength}."
            );

    /// <summary>The count, once it is sure that it is at least 1.</summary>
    public static int AtLeastOne(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = ""
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }

    /// <summary>Whether a matrix that a reader's own code made is one, and has the shape that it must have.</summary>
    public static bool HasShapeOf(
        [NotNullWhen(true)] this Matrix<double>? made,
        Matrix<double> expected
    ) =>
        made is not null
        && made.RowCount == expected.RowCount
        && made.ColumnCount == expected.ColumnCount;

    /// <summary>What is thrown where a matrix that a reader's own code made has not the shape that it must have.</summary>
    public static InvalidOperationException WrongShape(
        string what,
        Matrix<double> expected,
        Matrix<double>? made
    ) => new($"{what} must be a {expected.Shape()} matrix, got {made?.Shape() ?? "null"}.");

    /// <summary>Throws unless weight and gradient have the same shape and a regularizer can change the gradient in place.</summary>
    public static void Gradient(
        IRegularizer regularizer,
        Matrix<double> weight,
        Matrix<double> gradient
    )
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(gradient);
        if (!gradient.HasShapeOf(weight))
        {
            throw new ArgumentException(
                $"{regularizer}: the gradient must have the weight's shape {weight.Shape()}, got {gradient.Shape()}.",
                nameof(gradient)
            );
        }

        if (gradient is not DenseMatrix)
        {
            throw new ArgumentException(
                $"{regularizer} changes a dense gradient in place, got a {gradient.GetType().Name}: a change of a dense copy would be lost.",
                nameof(gradient)
            );
        }
    }

    private static ArgumentOutOfRangeException OutOfRange(
        string name,
        double value,
        string expected
    ) => new(name, Invariant($"{name} must be {expected}, got {value}."));
}
