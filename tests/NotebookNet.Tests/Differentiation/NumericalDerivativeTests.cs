namespace NotebookNet.Tests.Differentiation;

public class NumericalDerivativeTests
{
    [Theory]
    [InlineData(5, 0.2)]
    [InlineData(10, 0.3)]
    public void The_course_s_function_has_the_course_s_derivatives(double x, double expected)
    {
        Assert.Equal(expected, NumericalDerivative.Central(Course, x), 1e-10);
        Assert.Equal(expected, NumericalDerivative.Forward(Course, x), 1e-5);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    public void The_forward_difference_is_off_by_half_h_times_the_second_derivative(double step)
    {
        double error = NumericalDerivative.Forward(Math.Exp, 1, step) - Math.E;
        Assert.Equal(1, error / (step * Math.E / 2), 0.01);
    }

    [Theory]
    [InlineData(1e-1)]
    [InlineData(1e-2)]
    public void The_central_difference_is_off_by_a_sixth_of_h_squared_times_the_third_derivative(
        double step
    )
    {
        double error = NumericalDerivative.Central(Math.Exp, 1, step) - Math.E;
        Assert.Equal(1, error / (step * step * Math.E / 6), 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-4)]
    [InlineData(double.NaN)]
    public void A_step_out_of_range_is_rejected(double step)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            NumericalDerivative.Central(Course, 5, step)
        );
        Assert.Equal("step", exception.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            NumericalDerivative.Forward(Course, 5, step)
        );
    }

    [Fact]
    public void A_point_that_is_not_finite_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            NumericalDerivative.Central(Course, double.NaN)
        );

    private static double Course(double x) => (0.01 * x * x) + (0.1 * x);
}
