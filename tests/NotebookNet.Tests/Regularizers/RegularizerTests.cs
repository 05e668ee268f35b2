using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet.Tests.Regularizers;

public class RegularizerTests
{
    public static TheoryData<string> Names => ["L1", "L2"];

    public static MatrixTheoryData<string, int> NamesAndSizes =>
        new(["L1", "L2"], [1, 2, 3, 8, 13, 100]);

    [Theory]
    [MemberData(nameof(NamesAndSizes))]
    public void The_added_gradient_matches_central_differences(string name, int rows)
    {
        IRegularizer regularizer = Create(name);
        Matrix<double> weight = Draw.AwayFromZero(rows, 5, 81);
        Matrix<double> before = Draw.Normal(rows, 5, 82);
        Matrix<double> gradient = before.Clone();
        regularizer.AddGradient(weight, gradient);
        Close.Gradients(NumericalGradient.Of(regularizer.Penalty, weight, 1e-5), gradient - before);
    }

    [Theory]
    [InlineData("L1", 0.3 * 6)]
    [InlineData("L2", 0.2 / 2 * 14)]
    public void The_penalty_is_that_of_its_definition(string name, double expected) =>
        Assert.Equal(expected, Create(name).Penalty(Column(1, -2, 3)), 1e-15);

    [Fact]
    public void L1_sums_every_element_whatever_the_length()
    {
        for (int length = 1; length <= 40; length++)
        {
            double[] values = [.. Enumerable.Range(1, length).Select(i => i % 2 == 0 ? i : -i)];
            Assert.Equal(length * (length + 1) / 2.0, new L1(1).Penalty(Column(values)));
        }
    }

    [Fact]
    public void L1_does_not_move_a_weight_of_0()
    {
        Matrix<double> gradient = Column(new double[20]);
        new L1(0.5).AddGradient(Column(new double[20]), gradient);
        Assert.All(gradient.Enumerate(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        IRegularizer regularizer = Create(name);
        Matrix<double> weight = Draw.Normal(100, 50, 83);
        Matrix<double> gradient = Draw.Normal(100, 50, 84);
        double sum = 0;
        Assert.Equal(
            0,
            Allocations.Of(() =>
            {
                sum += regularizer.Penalty(weight);
                regularizer.AddGradient(weight, gradient);
            })
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_of_another_shape_is_rejected(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            Create(name).AddGradient(Draw.Normal(3, 2, 85), Draw.Normal(2, 3, 86))
        );
        Assert.Contains("shape 3×2, got 2×3", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_that_is_not_dense_is_rejected_rather_than_lost(string name) =>
        Assert.Throws<ArgumentException>(() =>
            Create(name).AddGradient(Draw.Normal(3, 2, 87), new SparseMatrix(3, 2))
        );

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_strength_out_of_range_is_rejected(double strength)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new L1(strength));
        Assert.Contains("lambda must be", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new L2(strength));
    }

    private static IRegularizer Create(string name) => name == "L1" ? new L1(0.3) : new L2(0.2);

    private static Matrix<double> Column(params double[] values) =>
        Matrix<double>.Build.Dense(values.Length, 1, values);
}
