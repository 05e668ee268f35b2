using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

public class ReductionsTests
{
    [Fact]
    public void A_sum_runs_in_eight_lanes_and_ends_in_a_fixed_tree()
    {
        for (int length = 0; length < 60; length++)
        {
            double[] x = Random(length, 1);
            double[] y = Random(length, 2);
            Assert.Equal(Lanes(length, (i, sum) => sum + x[i]), Reductions.Sum(x));
            Assert.Equal(
                Lanes(length, (i, sum) => Math.FusedMultiplyAdd(x[i], y[i], sum)),
                Reductions.Dot(x, y)
            );
            Assert.Equal(
                Lanes(length, (i, sum) => Math.FusedMultiplyAdd(x[i], x[i], sum)),
                Reductions.SumOfSquares(x)
            );
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(100, 7)]
    [InlineData(61, 5)]
    public void Column_statistics_are_those_of_each_column(int rows, int columns)
    {
        DenseMatrix x = new(rows, columns, Random(rows * columns, 4));
        double[] sums = new double[columns];
        Reductions.ColumnSums(x, sums);
        for (int j = 0; j < columns; j++)
        {
            double[] column = x.Values[(j * rows)..((j + 1) * rows)];
            double mean = Reductions.Sum(column) / rows;
            double squares = Lanes(
                rows,
                (i, sum) => Math.FusedMultiplyAdd(column[i] - mean, column[i] - mean, sum)
            );
            Assert.Equal(Reductions.Sum(column), sums[j]);
            Assert.Equal(squares, Reductions.SumOfSquaredDifferences(column, mean));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(17, 4)]
    [InlineData(100, 10)]
    public void Softmax_is_the_normalised_exponential_of_each_row(int rows, int columns)
    {
        DenseMatrix z = new(rows, columns, Random(rows * columns, 6));
        DenseMatrix p = new(rows, columns);
        double[] maxima = new double[rows];
        double[] logSums = new double[rows];
        Reductions.Softmax(z, p, maxima, logSums);
        for (int i = 0; i < rows; i++)
        {
            double max = Enumerable.Range(0, columns).Max(j => z[i, j]);
            double sum = Enumerable.Range(0, columns).Sum(j => Math.Exp(z[i, j] - max));
            Assert.Equal(max, maxima[i]);
            Assert.Equal(Math.Log(sum), logSums[i], 1e-14);
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal(Math.Exp(z[i, j] - max) / sum, p[i, j], 1e-15);
            }
        }

        Reductions.Softmax(z, z);
        Assert.Equal(p.Values, z.Values);
    }

    [Fact]
    public void Softmax_of_a_row_does_not_depend_on_the_other_rows()
    {
        DenseMatrix z = new(23, 10, Random(230, 7));
        DenseMatrix p = new(23, 10);
        Reductions.Softmax(z, p);
        for (int i = 0; i < 23; i++)
        {
            DenseMatrix row = new(1, 10, z.Row(i).ToArray());
            Reductions.Softmax(row, row);
            Assert.Equal(p.Row(i).ToArray(), row.Values);
        }
    }

    [Fact]
    public void Softmax_of_huge_logits_neither_overflows_nor_divides_by_zero()
    {
        DenseMatrix z = new(3, 2, [1e4, -1e4, 1e308, -1e4, 1e4, 1e308]);
        double[] maxima = new double[3];
        double[] logSums = new double[3];
        Reductions.Softmax(z, z, maxima, logSums);
        Assert.Equal([1.0, 0.0, 0.5, 0.0, 1.0, 0.5], z.Values);
        Assert.Equal([1e4, 1e4, 1e308], maxima);
        Assert.Equal([0.0, 0.0, Math.Log(2.0)], logSums);
    }

    [Fact]
    public void A_NaN_among_the_logits_spoils_its_whole_row_and_no_other()
    {
        DenseMatrix z = new(9, 3, Random(27, 8));
        z[4, 1] = double.NaN;
        Reductions.Softmax(z, z);
        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(i == 4, double.IsNaN(z[i, j]));
            }
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        DenseMatrix x = new(4, 3);
        string message = Assert
            .Throws<ArgumentException>(() => Reductions.ColumnSums(x, new double[4]))
            .Message;
        Assert.Contains("4×3", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Reductions.Softmax(x, new DenseMatrix(3, 4)));
        Assert.Throws<ArgumentException>(() =>
            Reductions.Softmax(x, x, new double[3], new double[3])
        );
        Assert.Throws<ArgumentException>(() => Reductions.Dot(new double[2], new double[3]));
    }

    private static double Lanes(int length, Func<int, double, double> add)
    {
        double[] lanes = new double[8];
        for (int i = 0; i < length; i++)
        {
            lanes[i % 8] = add(i, lanes[i % 8]);
        }

        return lanes[0]
            + lanes[4]
            + (lanes[2] + lanes[6])
            + (lanes[1] + lanes[5] + (lanes[3] + lanes[7]));
    }

    private static double[] Random(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() - 0.3) * 3)];
    }
}
