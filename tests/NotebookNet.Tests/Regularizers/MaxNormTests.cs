using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Tests.Regularizers;

public class MaxNormTests
{
    [Fact]
    public void A_longer_column_is_scaled_back_and_a_shorter_one_left_alone()
    {
        Matrix<double> weight = Matrix<double>.Build.DenseOfArray(
            new double[,]
            {
                { 3, 0.3, 0 },
                { 4, 0.4, 0 },
            }
        );
        new MaxNorm(2).Apply(weight);
        Close.Matrices(
            Matrix<double>.Build.DenseOfArray(
                new double[,]
                {
                    { 1.2, 0.3, 0 },
                    { 1.6, 0.4, 0 },
                }
            ),
            weight,
            1e-15
        );
        Assert.Equal((0.3, 0.4), (weight[0, 1], weight[1, 1]));
    }

    [Fact]
    public void No_column_is_longer_than_the_limit_and_directions_stay()
    {
        Matrix<double> before = Draw.Normal(30, 20, 91);
        Matrix<double> weight = before.Clone();
        new MaxNorm(5).Apply(weight);
        for (int j = 0; j < 20; j++)
        {
            double was = before.Column(j).L2Norm();
            double now = weight.Column(j).L2Norm();
            Assert.Equal(Math.Min(5, was), now, 1e-14);
            Assert.Equal(1, before.Column(j).DotProduct(weight.Column(j)) / (was * now), 1e-14);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var constraint = new MaxNorm(1e-3);
        Matrix<double> weight = Draw.Normal(100, 50, 92);
        Assert.Equal(0, Allocations.Of(() => constraint.Apply(weight)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_limit_out_of_range_is_rejected(double limit)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new MaxNorm(limit));
        Assert.Contains("limit must be", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_that_is_not_dense_is_rejected() =>
        Assert.Throws<ArgumentException>(() => new MaxNorm(1).Apply(new SparseMatrix(2, 2)));
}
