using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Providers.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

[Collection(nameof(FastMatrixProductsTests))]
[CollectionDefinition(nameof(FastMatrixProductsTests), DisableParallelization = true)]
public sealed class FastMatrixProductsTests : IDisposable
{
    private readonly ILinearAlgebraProvider _before = LinearAlgebraControl.Provider;
    private readonly Matrix<double> _x = Matrix<double>.Build.Random(31, 17, 1);
    private readonly Matrix<double> _w = Matrix<double>.Build.Random(17, 9, 2);

    public FastMatrixProductsTests() => FastMatrixProducts.Use();

    public void Dispose() => LinearAlgebraControl.Provider = _before;

    [Fact]
    public void The_operators_give_the_bits_of_the_layers()
    {
        DenseMatrix expected = new(31, 9);
        MatrixProduct.Multiply((DenseMatrix)_x, (DenseMatrix)_w, expected);
        Assert.Equal(expected, _x * _w);
        Assert.Equal(expected, _x.TransposeAndMultiply(_w.Transpose()));
        Assert.Equal(expected, _x.Transpose().TransposeThisAndMultiply(_w));
        Assert.Equal(expected.Column(3), _x * _w.Column(3));
        Assert.Equal(expected.Row(4), _w.TransposeThisAndMultiply(_x.Row(4)));
    }

    [Fact]
    public void A_product_into_its_own_operand_is_right()
    {
        Matrix<double> square = Matrix<double>.Build.Random(8, 8, 3);
        Matrix<double> expected = square * square;
        square.Multiply(square, square);
        Assert.Equal(expected, square);
    }

    [Fact]
    public void Everything_else_is_still_MathNets()
    {
        Matrix<double> square = Matrix<double>.Build.Random(8, 8, 4);
        Vector<double> right = Vector<double>.Build.Random(8, 5);
        Vector<double> residual = (square * square.Solve(right)) - right;
        Assert.True(residual.L2Norm() < 1e-10);
        Assert.Equal(_x, (_x + _x) / 2);
        Matrix<float> single = Matrix<float>.Build.Dense(2, 2, 3f);
        Assert.Equal(Matrix<float>.Build.Dense(2, 2, 18f), single * single);
    }

    [Fact]
    public void Exceptions_are_those_MathNet_throws()
    {
        Assert.Throws<ArgumentException>(() => _x * _x);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LinearAlgebraControl.Provider.MatrixMultiply(
                new double[2],
                2,
                1,
                new double[2],
                2,
                1,
                new double[4]
            )
        );
    }

    [Fact]
    public void A_second_use_changes_nothing_and_MathNets_own_switch_undoes_the_first()
    {
        ILinearAlgebraProvider first = LinearAlgebraControl.Provider;
        FastMatrixProducts.Use();
        Assert.Same(first, LinearAlgebraControl.Provider);
        LinearAlgebraControl.UseManaged();
        Assert.Same(ManagedLinearAlgebraProvider.Instance, LinearAlgebraControl.Provider);
    }
}
