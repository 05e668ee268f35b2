namespace NotebookNet;

/// <summary>Derivatives of a function of one variable, from its values alone.</summary>
/// <example><code>
/// double slope = NumericalDerivative.Central(Math.Sin, x: 1, step: 1e-5);   // cos 1
/// </code></example>
public static class NumericalDerivative
{
    /// <summary>
    /// The forward difference (f(x + h) − f(x))/h. Its truncation error is about h·f″(x)/2, its rounding error about
    /// 2⁻⁵²·|f(x)|/h; their sum is least near h = 10⁻⁸ where f, f″ and x are near 1.
    /// </summary>
    /// <param name="function">f.</param>
    /// <param name="x">Where, finite.</param>
    /// <param name="step">h, positive and finite.</param>
    public static double Forward(Func<double, double> function, double x, double step = 1e-4)
    {
        Check(function, x, step);
        return (function(x + step) - function(x)) / step;
    }

    /// <summary>
    /// The central difference (f(x + h) − f(x − h))/(2h). Its truncation error is about h²·f‴(x)/6, its rounding error about
    /// 2⁻⁵²·|f(x)|/h; their sum is least near h = 10⁻⁵ where f, f‴ and x are near 1.
    /// </summary>
    /// <param name="function">f.</param>
    /// <param name="x">Where, finite.</param>
    /// <param name="step">h, positive and finite.</param>
    public static double Central(Func<double, double> function, double x, double step = 1e-4)
    {
        Check(function, x, step);
        return (function(x + step) - function(x - step)) / (2 * step);
    }

    private static void Check(Func<double, double> function, double x, double step)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!double.IsFinite(x))
        {
            throw new ArgumentOutOfRangeException(
                nameof(x),
                Invariant($"x must be finite, got {x}.")
            );
        }

        Guard.PositiveFinite(step);
    }
}
