using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.LinearAlgebra;

/// <summary>
/// Sums over spans and over the columns of a matrix, in one fixed order whatever the machine: eight partial sums, of the
/// elements 0, 8, 16, … to 7, 15, 23, …, added at the end as ((0+4)+(2+6))+((1+5)+(3+7)).
/// </summary>
internal static class Reductions
{
    private const int Lanes = 8;

    /// <summary>Σ xᵢ.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            lanes[i % Lanes] += x[i];
        }

        return AddLanes(lanes);
    }

    /// <summary>Σ xᵢyᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException(
                $"Expected spans of the same length, got {x.Length} and {y.Length} elements"
            );
        }

        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            lanes[i % Lanes] = Math.FusedMultiplyAdd(x[i], y[i], lanes[i % Lanes]);
        }

        return AddLanes(lanes);
    }

    /// <summary>Σ xᵢ².</summary>
    public static double SumOfSquares(ReadOnlySpan<double> x) => Dot(x, x);

    /// <summary>The largest element, NaN if there is one; −∞ of no elements.</summary>
    public static double Max(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity;
        foreach (double value in x)
        {
            max = Math.Max(max, value);
        }

        return max;
    }

    /// <summary>The sum of each column.</summary>
    /// <param name="matrix">N×D.</param>
    /// <param name="sums">D numbers, overwritten.</param>
    public static void ColumnSums(DenseMatrix matrix, Span<double> sums)
    {
        CheckColumns(matrix, sums.Length);
        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] = Sum(Column(matrix, j));
        }
    }

    /// <summary>The mean of each column.</summary>
    /// <param name="matrix">N×D, N ≥ 1.</param>
    /// <param name="means">D numbers, overwritten.</param>
    public static void ColumnMeans(DenseMatrix matrix, Span<double> means)
    {
        CheckColumns(matrix, means.Length);
        for (int j = 0; j < means.Length; j++)
        {
            means[j] = Sum(Column(matrix, j)) / matrix.RowCount;
        }
    }

    /// <summary>The mean μ of each column and its variance Σ(x − μ)²/N (of the batch itself: divided by N, not N − 1).</summary>
    /// <param name="matrix">N×D, N ≥ 1.</param>
    /// <param name="means">D numbers, overwritten.</param>
    /// <param name="variances">D numbers, overwritten.</param>
    public static void ColumnMeansAndVariances(
        DenseMatrix matrix,
        Span<double> means,
        Span<double> variances
    )
    {
        CheckColumns(matrix, means.Length);
        CheckColumns(matrix, variances.Length);
        Span<double> lanes = stackalloc double[Lanes];
        for (int j = 0; j < means.Length; j++)
        {
            ReadOnlySpan<double> column = Column(matrix, j);
            double mean = Sum(column) / column.Length;
            lanes.Clear();
            for (int i = 0; i < column.Length; i++)
            {
                double difference = column[i] - mean;
                lanes[i % Lanes] = Math.FusedMultiplyAdd(difference, difference, lanes[i % Lanes]);
            }

            means[j] = mean;
            variances[j] = AddLanes(lanes) / column.Length;
        }
    }

    /// <summary>For each column j, Σᵢ dyᵢⱼ and Σᵢ dyᵢⱼxᵢⱼ, in one pass: the two sums of batch normalization's backward pass.</summary>
    /// <param name="dy">N×D.</param>
    /// <param name="x">N×D.</param>
    /// <param name="sums">D numbers, overwritten: the column sums of dy.</param>
    /// <param name="dots">D numbers, overwritten: the dot products of the columns of dy and x.</param>
    public static void ColumnSumsAndDots(
        DenseMatrix dy,
        DenseMatrix x,
        Span<double> sums,
        Span<double> dots
    )
    {
        CheckSameShape(dy, x);
        CheckColumns(dy, sums.Length);
        CheckColumns(dy, dots.Length);
        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] = Sum(Column(dy, j));
            dots[j] = Dot(Column(dy, j), Column(x, j));
        }
    }

    /// <summary>The softmax of each row, pᵢⱼ = exp(zᵢⱼ − mᵢ) / Σⱼ exp(zᵢⱼ − mᵢ) with mᵢ = maxⱼ zᵢⱼ.</summary>
    /// <param name="logits">z, N×C, C ≥ 1.</param>
    /// <param name="probabilities">p, N×C, overwritten; may be <paramref name="logits"/> itself.</param>
    public static void Softmax(DenseMatrix logits, DenseMatrix probabilities) =>
        Softmax(logits, probabilities, [], []);

    /// <summary>
    /// The softmax of each row with the two parts of its denominator's logarithm, mᵢ and ln Σⱼ exp(zᵢⱼ − mᵢ): −ln pᵢⱼ is the
    /// second plus (mᵢ − zᵢⱼ). Both terms are ≥ 0, so nothing cancels, and the second keeps its relative accuracy down to 0:
    /// it is ln(1 + s) with s the sum without one largest term, which is 1.
    /// </summary>
    /// <param name="logits">z, N×C, C ≥ 1.</param>
    /// <param name="probabilities">p, N×C, overwritten; may be <paramref name="logits"/> itself.</param>
    /// <param name="maxima">m, N numbers, overwritten.</param>
    /// <param name="logSums">ln Σⱼ exp(zᵢⱼ − mᵢ), N numbers, overwritten.</param>
    public static void Softmax(
        DenseMatrix logits,
        DenseMatrix probabilities,
        Span<double> maxima,
        Span<double> logSums
    )
    {
        CheckSameShape(logits, probabilities);
        if (
            logSums.Length != maxima.Length
            || (!maxima.IsEmpty && maxima.Length != logits.RowCount)
        )
        {
            throw new ArgumentException(
                $"Expected {logits.RowCount} maxima and logarithms, one a row of the {logits.RowCount}×{logits.ColumnCount} logits, got {maxima.Length} and {logSums.Length}"
            );
        }

        double[] z = logits.Values;
        double[] p = probabilities.Values;
        int n = logits.RowCount;
        for (int i = 0; i < n; i++)
        {
            double max = double.NegativeInfinity;
            for (int at = i; at < z.Length; at += n)
            {
                max = Math.Max(max, z[at]);
            }

            double smaller = 0.0;
            double largest = 0.0;
            for (int at = i; at < z.Length; at += n)
            {
                bool isLargest = z[at] == max;
                p[at] = Elementwise.Exp(z[at] - max);
                smaller += isLargest ? 0.0 : p[at];
                largest += isLargest ? 1.0 : 0.0;
            }

            double rest = largest - 1.0 + smaller;
            double sum = 1.0 + rest;
            for (int at = i; at < z.Length; at += n)
            {
                p[at] /= sum;
            }

            if (!maxima.IsEmpty)
            {
                maxima[i] = max;
                logSums[i] = LogOnePlus(rest);
            }
        }
    }

    /// <summary>ln(1 + x) for x ≥ 0: the rounding of 1 + x cancels between the logarithm and the divisor.</summary>
    private static double LogOnePlus(double x)
    {
        double sum = 1.0 + x;
        return sum == 1.0 ? x : Elementwise.Log(sum) * (x / (sum - 1.0));
    }

    private static double AddLanes(ReadOnlySpan<double> lanes) =>
        lanes[0] + lanes[4] + (lanes[2] + lanes[6]) + (lanes[1] + lanes[5] + (lanes[3] + lanes[7]));

    private static ReadOnlySpan<double> Column(DenseMatrix matrix, int j) =>
        matrix.Values.AsSpan(j * matrix.RowCount, matrix.RowCount);

    private static void CheckColumns(DenseMatrix matrix, int length)
    {
        if (length != matrix.ColumnCount)
        {
            throw new ArgumentException(
                $"Expected {matrix.ColumnCount} numbers, one a column of the {matrix.RowCount}×{matrix.ColumnCount} matrix, got {length}"
            );
        }
    }

    private static void CheckSameShape(DenseMatrix x, DenseMatrix y)
    {
        if (x.RowCount != y.RowCount || x.ColumnCount != y.ColumnCount)
        {
            throw new ArgumentException(
                $"Expected matrices of the same shape, got {x.RowCount}×{x.ColumnCount} and {y.RowCount}×{y.ColumnCount}"
            );
        }
    }
}
