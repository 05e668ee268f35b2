using System.Numerics;
using System.Runtime.Intrinsics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

public class MatrixProductTests
{
    private static readonly int[] s_small = [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 23, 24, 25, 29];

    public static TheoryData<int, int, int> LargeShapes =>
        new()
        {
            // rows, columns and depth around the sizes of tiles, blocks and vectors, then the shapes of training
            { 31, 33, 257 },
            { 97, 101, 103 },
            { 193, 17, 255 },
            { 191, 9, 513 },
            { 385, 11, 300 },
            { 5, 513, 259 },
            { 7, 1031, 3 },
            { 257, 259, 5 },
            { 100, 10, 50 },
            { 100, 50, 784 },
            { 100, 784, 50 },
            { 784, 50, 100 },
            { 100, 100, 100 },
            { 1000, 10, 64 },
            // long sums, in two halves, around the blocks in which those of the second are kept
            { 3, 2, 511 },
            { 3, 2, 512 },
            { 9, 515, 520 },
            { 257, 512, 512 },
            { 1, 784, 1000 },
        };

    [Fact]
    public void Every_form_equals_chains_of_fused_multiply_adds_bit_for_bit_in_small_shapes()
    {
        foreach (int m in s_small)
        {
            foreach (int n in s_small)
            {
                foreach (int k in s_small)
                {
                    CheckEveryForm(m, n, k);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(LargeShapes))]
    [InlineData(1311, 100, 784, Traits = ["Tier", "long"])]
    public void Every_form_equals_chains_of_fused_multiply_adds_bit_for_bit(int m, int n, int k) =>
        CheckEveryForm(m, n, k);

    [Theory]
    [InlineData(100, 50, 84)]
    [InlineData(53, 27, 300)]
    [InlineData(260, 300, 10)]
    public void Every_vector_width_equals_chains_of_fused_multiply_adds_bit_for_bit(
        int m,
        int n,
        int k
    )
    {
        // A width that this processor lacks is computed in parts, so its tiles and borders are tested everywhere.
        CheckEveryForm(m, n, k, BlockedProduct<Vector512<double>, Operations512>.Compute);
        CheckEveryForm(m, n, k, BlockedProduct<Vector<double>, OwnWidthOperations>.Compute);
    }

    [Theory]
    [InlineData(301, 77, 131)]
    [InlineData(100, 784, 50)]
    [InlineData(26, 9, 3001)]
    [InlineData(100, 50, 784)]
    [InlineData(60, 520, 515)]
    [InlineData(300, 600, 515, Traits = ["Tier", "long"])]
    public void The_number_of_threads_changes_no_bit(int m, int n, int k)
    {
        int before = Control.MaxDegreeOfParallelism;
        try
        {
            CheckEveryForm(m, n, k, 1, 2, 8);
        }
        finally
        {
            Control.MaxDegreeOfParallelism = before;
        }
    }

    [Fact]
    public void A_sum_starts_from_plus_zero()
    {
        DenseMatrix a = Matrix(1, 1, [-0.0]);
        DenseMatrix c = Matrix(1, 1, [7.0]);
        MatrixProduct.Multiply(a, Matrix(1, 1, [1.0]), c);
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(c[0, 0]));
    }

    [Fact]
    public void Infinity_and_NaN_reach_only_their_own_row_and_column()
    {
        DenseMatrix a = Random(30, 20, 1);
        DenseMatrix b = Random(20, 11, 2);
        a[29, 3] = double.NaN;
        b[19, 10] = double.PositiveInfinity;
        DenseMatrix c = new(30, 11);
        MatrixProduct.Multiply(a, b, c);
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 11; j++)
            {
                Assert.Equal(i == 29, double.IsNaN(c[i, j]));
                Assert.Equal(i != 29 && j == 10, double.IsInfinity(c[i, j]));
            }
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        DenseMatrix a = new(2, 3);
        DenseMatrix b = new(4, 5);
        DenseMatrix c = new(2, 5);
        AssertNames("2×3", "4×5", () => MatrixProduct.Multiply(a, b, c));
        AssertNames("2×3", "4×5", () => MatrixProduct.TransposeThisAndMultiply(a, b, c));
        AssertNames("2×3", "4×5", () => MatrixProduct.TransposeAndMultiply(a, b, c));
        AssertNames("2×4", "2×5", () => MatrixProduct.Multiply(a, new DenseMatrix(3, 4), c));
        AssertNames(
            "3×4",
            "2×5",
            () => MatrixProduct.TransposeThisAndMultiply(a, new DenseMatrix(2, 4), c)
        );
        AssertNames(
            "2×4",
            "2×5",
            () => MatrixProduct.TransposeAndMultiply(a, new DenseMatrix(4, 3), c)
        );
        AssertNames(
            "of 5",
            "got 4",
            () => MatrixProduct.Multiply(a, new DenseMatrix(3, 5), c, new double[4])
        );
        AssertNames("of 5", "got 0", () => MatrixProduct.Multiply(a, new DenseMatrix(3, 5), c, []));
    }

    [Fact]
    public void A_result_that_is_an_operand_is_refused()
    {
        DenseMatrix a = new(3, 3);
        DenseMatrix b = new(3, 3);
        Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, b, a));
        Assert.Throws<ArgumentException>(() => MatrixProduct.TransposeThisAndMultiply(a, b, b));
        Assert.Throws<ArgumentException>(() => MatrixProduct.TransposeAndMultiply(a, a, a));
    }

    /// <summary>Checks every form with as many threads as there are, or with each of these numbers of threads.</summary>
    private static void CheckEveryForm(int m, int n, int k, params int[] threads)
    {
        DenseMatrix a = Random(m, k, 1);
        DenseMatrix b = Random(k, n, 2);
        DenseMatrix transposedA = (DenseMatrix)a.Transpose();
        DenseMatrix transposedB = (DenseMatrix)b.Transpose();
        double[] bias = Random(n, 1, 3).Values;
        double[] plain = Naive(a, b, new double[n]);
        double[] biased = Naive(a, b, bias);
        DenseMatrix c = new(m, n);

        CheckForms();
        foreach (int count in threads)
        {
            Control.MaxDegreeOfParallelism = count;
            CheckForms();
        }

        void CheckForms()
        {
            Array.Fill(c.Values, double.NaN);
            MatrixProduct.Multiply(a, b, c);
            AssertSameBits(plain, c.Values);
            Array.Fill(c.Values, double.NaN);
            MatrixProduct.Multiply(a, b, c, bias);
            AssertSameBits(biased, c.Values);
            Array.Fill(c.Values, double.NaN);
            MatrixProduct.TransposeThisAndMultiply(transposedA, b, c);
            AssertSameBits(plain, c.Values);
            Array.Fill(c.Values, double.NaN);
            MatrixProduct.TransposeAndMultiply(a, transposedB, c);
            AssertSameBits(plain, c.Values);
        }
    }

    private delegate void Compute(in Product product);

    private static unsafe void CheckEveryForm(int m, int n, int k, Compute compute)
    {
        DenseMatrix a = Random(m, k, 1);
        DenseMatrix b = Random(k, n, 2);
        double[] expected = Naive(a, b, new double[n]);
        double[] c = new double[m * n];
        foreach (bool transposeA in (bool[])[false, true])
        {
            foreach (bool transposeB in (bool[])[false, true])
            {
                Array.Fill(c, double.NaN);
                fixed (double* startA = transposeA ? a.ToRowMajorArray() : a.Values)
                fixed (double* startB = transposeB ? b.ToRowMajorArray() : b.Values)
                fixed (double* startC = c)
                {
                    Operand operandA = transposeA ? new(startA, k, 1) : new(startA, 1, m);
                    Operand operandB = transposeB ? new(startB, n, 1) : new(startB, 1, k);
                    compute(
                        new Product
                        {
                            M = m,
                            N = n,
                            K = k,
                            A = operandA,
                            B = operandB,
                            C = startC,
                            StepC = m,
                        }
                    );
                }

                AssertSameBits(expected, c);
            }
        }
    }

    private static double[] Naive(DenseMatrix a, DenseMatrix b, double[] bias)
    {
        (int m, int k, int n) = (a.RowCount, a.ColumnCount, b.ColumnCount);

        // From 512 terms on two chains, of which the first has half of the groups of eight terms, rounded down.
        int half = k < 512 ? k : (k + 7) / 8 / 2 * 8;
        double[] c = new double[m * n];
        double[] second = new double[m];
        for (int j = 0; j < n; j++)
        {
            Span<double> first = c.AsSpan(j * m, m);
            first.Fill(bias[j]);
            Chain(first, j, 0, half);
            if (half < k)
            {
                Array.Clear(second);
                Chain(second, j, half, k);
                for (int i = 0; i < m; i++)
                {
                    first[i] += second[i];
                }
            }
        }

        return c;

        void Chain(Span<double> sums, int j, int from, int to)
        {
            for (int p = from; p < to; p++)
            {
                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] = Math.FusedMultiplyAdd(
                        a.Values[(p * m) + i],
                        b.Values[(j * k) + p],
                        sums[i]
                    );
                }
            }
        }
    }

    private static void AssertSameBits(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (
                BitConverter.DoubleToInt64Bits(expected[i])
                != BitConverter.DoubleToInt64Bits(actual[i])
            )
            {
                Assert.Fail(
                    $"Element {i} of {expected.Length}: expected {expected[i]:R}, got {actual[i]:R}"
                );
            }
        }
    }

    private static void AssertNames(string first, string second, Action action)
    {
        string message = Assert.Throws<ArgumentException>(action).Message;
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    private static DenseMatrix Random(int rows, int columns, int seed)
    {
        Random random = new(seed);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (random.NextDouble() - 0.5) * Math.ScaleB(1.0, random.Next(-3, 4));
        }

        return Matrix(rows, columns, values);
    }

    private static DenseMatrix Matrix(int rows, int columns, double[] values) =>
        new(rows, columns, values);
}
