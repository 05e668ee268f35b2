using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Child;

/// <summary>Hashes of what the kernels compute from fixed numbers.</summary>
internal static class KernelHashes
{
    /// <summary>In the order of their work: with the first seven, a processor without fused multiply-adds is done in seconds.</summary>
    private static readonly (int M, int N, int K)[] s_shapes =
    [
        (1, 1, 1),
        (7, 13, 5),
        (100, 10, 50),
        (25, 11, 300),
        (30, 50, 784),
        (9, 515, 520),
        (301, 77, 131),
        (100, 50, 784),
        (37, 520, 513),
        (1400, 100, 784),
    ];

    public static string[] Compute(int shapes) =>
        [
            $"products {Hash(hash => Products(hash, s_shapes[..shapes]))}",
            $"functions {Hash(Functions)}",
            $"pixels {Hash(Pixels)}",
            $"reductions {Hash(hash => Reduced(hash, s_shapes[..shapes]))}",
        ];

    private static void Products(IncrementalHash hash, (int M, int N, int K)[] shapes)
    {
        foreach ((int m, int n, int k) in shapes)
        {
            DenseMatrix a = Random(m, k, 1);
            DenseMatrix b = Random(k, n, 2);
            DenseMatrix c = new(m, n);
            MatrixProduct.Multiply(a, b, c);
            Add(hash, c.Values);
            MatrixProduct.Multiply(a, b, c, Random(n, 1, 3).Values);
            Add(hash, c.Values);
            MatrixProduct.TransposeThisAndMultiply((DenseMatrix)a.Transpose(), b, c);
            Add(hash, c.Values);
            MatrixProduct.TransposeAndMultiply(a, (DenseMatrix)b.Transpose(), c);
            Add(hash, c.Values);
        }
    }

    private static void Functions(IncrementalHash hash)
    {
        double[] x =
        [
            .. Random(1001, 1, 4).Values.Select(value => value * 20),
            745.0,
            -745.0,
            5e-324,
        ];
        double[] y = Random(x.Length, 1, 5).Values;
        double[] z = new double[x.Length];
        z = [.. x.Select(Elementwise.Exp)];
        Add(hash, z);
        z = [.. z.Select(Elementwise.Log)];
        Add(hash, z);
        Elementwise.Tanh(x, z);
        Add(hash, z);
        Elementwise.TanhBackward(z, y, z);
        Add(hash, z);
        Elementwise.Sigmoid(x, z);
        Add(hash, z);
        Elementwise.SigmoidBackward(z, y, z);
        Add(hash, z);
        Elementwise.Rectify(x, z);
        Add(hash, z);
        Elementwise.RectifyBackward(z, y, z);
        Add(hash, z);
        Elementwise.AddScaled(0.1, x, z);
        Add(hash, z);
    }

    private static void Pixels(IncrementalHash hash)
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        double[] z = new double[7 * pixels.Length];
        PixelGather.Gather(pixels, 64, [.. Enumerable.Range(0, 28).Select(i => i % 4)], z);
        Add(hash, z);
    }

    private static void Reduced(IncrementalHash hash, (int M, int N, int K)[] shapes)
    {
        foreach ((int m, int n, _) in shapes)
        {
            DenseMatrix x = Random(m, n, 6);
            DenseMatrix y = Random(m, n, 7);
            for (int j = 0; j < n; j++)
            {
                double[] column = x.Column(j).ToArray();
                double sum = Reductions.Sum(column);
                double dot = Reductions.Dot(column, y.Column(j).ToArray());
                Add(hash, [sum, dot, Reductions.SumOfSquaredDifferences(column, sum / m)]);
            }

            double[] maxima = new double[m];
            double[] logSums = new double[m];
            Reductions.Softmax(x, x, maxima, logSums);
            Add(hash, x.Values);
            Add(hash, logSums);
            Add(hash, [Reductions.Sum(x.Values), Reductions.SumOfSquares(x.Values)]);
        }
    }

    private static string Hash(Action<IncrementalHash> compute)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        compute(hash);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, double[] values) =>
        hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));

    private static DenseMatrix Random(int rows, int columns, int seed)
    {
        Random random = new(seed);
        return new DenseMatrix(
            rows,
            columns,
            [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() - 0.5)]
        );
    }
}
