using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra.Double;
using Vector = System.Numerics.Vector;

namespace NotebookNet.Kernels;

/// <summary>
/// Sums over spans and over the columns of a matrix, in one fixed order whatever the machine: eight partial sums, of the
/// elements 0, 8, 16, … to 7, 15, 23, …, added at the end as ((0+4)+(2+6))+((1+5)+(3+7)).
/// </summary>
internal static class Reductions
{
    private static int Lanes => Vector512<double>.Count;

    /// <summary>Σ xᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref double start = ref MemoryMarshal.GetReference(x);
        Vector512<double> rest = LoadRest(x);
        Vector512<double> lanes = Vector512<double>.Zero;
        for (int i = 0; i <= x.Length - Lanes; i += Lanes)
        {
            lanes += Vector512.LoadUnsafe(ref start, (nuint)i);
        }

        return AddLanes(lanes + rest);
    }

    /// <summary>Σ xᵢyᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        VectorLoops.CheckLength(x.Length, y.Length);
        double sum = 0;
        if (HostKernels.TryRun(HostKernels.Dot, x, y, new(ref sum)))
        {
            return sum;
        }

        ref double startX = ref MemoryMarshal.GetReference(x);
        ref double startY = ref MemoryMarshal.GetReference(y);
        Vector512<double> restX = LoadRest(x);
        Vector512<double> restY = LoadRest(y);
        Vector512<double> lanes = Vector512<double>.Zero;
        for (int i = 0; i <= x.Length - Lanes; i += Lanes)
        {
            lanes = Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref startX, (nuint)i),
                Vector512.LoadUnsafe(ref startY, (nuint)i),
                lanes
            );
        }

        return AddLanes(Vector512.FusedMultiplyAdd(restX, restY, lanes));
    }

    /// <summary>Σ xᵢ².</summary>
    public static double SumOfSquares(ReadOnlySpan<double> x) => Dot(x, x);

    /// <summary>The sum of each column, into as many numbers.</summary>
    public static void ColumnSums(DenseMatrix matrix, Span<double> sums)
    {
        if (sums.Length != matrix.ColumnCount)
        {
            throw new ArgumentException(
                $"Expected {matrix.ColumnCount} numbers, one a column of the {matrix.Shape()} matrix, got {sums.Length}"
            );
        }

        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] = Sum(matrix.ColumnSpan(j));
        }
    }

    /// <summary>
    /// The softmax of each row, pᵢⱼ = exp(zᵢⱼ − mᵢ) / Σⱼ exp(zᵢⱼ − mᵢ) with mᵢ = maxⱼ zᵢⱼ, and where they are asked for the two
    /// parts of its denominator's logarithm, mᵢ and ln Σⱼ exp(zᵢⱼ − mᵢ): −ln pᵢⱼ is the
    /// second plus (mᵢ − zᵢⱼ). Both terms are ≥ 0, so nothing cancels, and the second keeps its relative accuracy down to 0:
    /// it is ln(1 + s) with s the sum without one largest term, which is 1.
    /// </summary>
    /// <param name="logits">z, N×C, C ≥ 1.</param>
    /// <param name="probabilities">p, N×C, overwritten; may be <paramref name="logits"/> itself.</param>
    /// <param name="maxima">m, N numbers, overwritten; or none.</param>
    /// <param name="logSums">ln Σⱼ exp(zᵢⱼ − mᵢ), N numbers, overwritten; or none.</param>
    public static unsafe void Softmax(
        DenseMatrix logits,
        DenseMatrix probabilities,
        Span<double> maxima = default,
        Span<double> logSums = default
    )
    {
        if (
            logits.RowCount != probabilities.RowCount
            || logits.ColumnCount != probabilities.ColumnCount
        )
        {
            throw new ArgumentException(
                $"Expected matrices of the same shape, got {logits.Shape()} and {probabilities.Shape()}"
            );
        }

        if (
            logSums.Length != maxima.Length
            || (!maxima.IsEmpty && maxima.Length != logits.RowCount)
        )
        {
            throw new ArgumentException(
                $"Expected {logits.RowCount} maxima and logarithms, one a row of the {logits.Shape()} logits, got {maxima.Length} and {logSums.Length}"
            );
        }

        if (HostKernels.Softmax != null)
        {
            SoftmaxByHost(logits, probabilities, maxima, logSums);
            return;
        }

        int whole = logits.RowCount - (logits.RowCount % Vector<double>.Count);
        for (int i = 0; i < whole; i += Vector<double>.Count)
        {
            SoftmaxRows(logits, probabilities, i, Vector<double>.Count, maxima, logSums);
        }

        if (whole < logits.RowCount)
        {
            SoftmaxRows(logits, probabilities, whole, logits.RowCount - whole, maxima, logSums);
        }
    }

    private static unsafe void SoftmaxByHost(
        DenseMatrix logits,
        DenseMatrix probabilities,
        Span<double> maxima,
        Span<double> logSums
    )
    {
        fixed (
            double* z = logits.Values,
                p = probabilities.Values,
                m = maxima,
                s = logSums
        )
        {
            HostKernels.SoftmaxArguments arguments = new()
            {
                Logits = z,
                Probabilities = p,
                Maxima = m,
                LogSums = s,
                Rows = logits.RowCount,
                Columns = logits.ColumnCount,
            };
            HostKernels.Softmax(&arguments);
        }
    }

    /// <summary>The softmax of a vector of rows or fewer, each lane a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SoftmaxRows(
        DenseMatrix logits,
        DenseMatrix probabilities,
        int from,
        int count,
        Span<double> maxima,
        Span<double> logSums
    )
    {
        int step = logits.RowCount;
        ReadOnlySpan<double> z = logits.Values;
        Span<double> p = probabilities.Values;
        Vector<double> max = Vector.Create(double.NegativeInfinity);
        for (int at = from; at < z.Length; at += step)
        {
            Vector<double> value = VectorLoops.Load(z.Slice(at, count));
            max = Vector.ConditionalSelect(Vector.GreaterThan(value, max), value, max);
        }

        Vector<double> smaller = Vector<double>.Zero;
        Vector<double> largest = Vector<double>.Zero;
        for (int at = from; at < z.Length; at += step)
        {
            Vector<double> value = VectorLoops.Load(z.Slice(at, count));
            Vector<double> power = ElementaryFunctions.Exp(value - max);
            Vector<long> isLargest = Vector.Equals(value, max);
            smaller += Vector.ConditionalSelect(isLargest, Vector<double>.Zero, power);
            largest += Vector.ConditionalSelect(isLargest, Vector<double>.One, Vector<double>.Zero);
            VectorLoops.Store(power, p.Slice(at, count));
        }

        Vector<double> rest = largest - Vector<double>.One + smaller;
        Vector<double> sum = Vector<double>.One + rest;
        for (int at = from; at < z.Length; at += step)
        {
            VectorLoops.Store(VectorLoops.Load(p.Slice(at, count)) / sum, p.Slice(at, count));
        }

        if (!maxima.IsEmpty)
        {
            VectorLoops.Store(max, maxima.Slice(from, count));
            VectorLoops.Store(LogOnePlus(rest), logSums.Slice(from, count));
        }
    }

    /// <summary>ln(1 + x) for x ≥ 0: the rounding of 1 + x cancels between the logarithm and the divisor.</summary>
    private static Vector<double> LogOnePlus(Vector<double> x)
    {
        Vector<double> sum = Vector<double>.One + x;
        return Vector.ConditionalSelect(
            Vector.Equals(sum, Vector<double>.One),
            x,
            ElementaryFunctions.Log(sum) * (x / (sum - Vector<double>.One))
        );
    }

    /// <summary>Σ (xᵢ − mean)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe double SumOfSquaredDifferences(ReadOnlySpan<double> x, double mean)
    {
        double sum = 0;
        if (HostKernels.TryRun(HostKernels.SquaredDifferences, x, x, new(ref sum), mean))
        {
            return sum;
        }

        ref double start = ref MemoryMarshal.GetReference(x);
        Vector512<double> center = Vector512.Create(mean);

        // A missing element counts as one that equals the mean.
        Vector512<double> rest = LoadRest(x, mean) - center;
        Vector512<double> lanes = Vector512<double>.Zero;
        for (int i = 0; i <= x.Length - Lanes; i += Lanes)
        {
            Vector512<double> difference = Vector512.LoadUnsafe(ref start, (nuint)i) - center;
            lanes = Vector512.FusedMultiplyAdd(difference, difference, lanes);
        }

        return AddLanes(Vector512.FusedMultiplyAdd(rest, rest, lanes));
    }

    /// <summary>
    /// The elements after the last whole eight, and <paramref name="padding"/>. Read before the loop, although added
    /// after it: a call there would keep the sums out of the registers.
    /// </summary>
    private static Vector512<double> LoadRest(ReadOnlySpan<double> x, double padding = 0.0)
    {
        Vector512<double> rest = Vector512.Create(padding);
        ref double lanes = ref Unsafe.As<Vector512<double>, double>(ref rest);
        int whole = x.Length & -Lanes;
        for (int i = whole; i < x.Length; i++)
        {
            Unsafe.Add(ref lanes, i - whole) = x[i];
        }

        return rest;
    }

    private static double AddLanes(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
