namespace NotebookNet;

/// <summary>Compares entries of a gradient with central differences of the loss.</summary>
/// <param name="loss">The loss at the parameters' values of the moment.</param>
/// <param name="backpropagate">The same, with the gradients.</param>
/// <param name="tolerance">The largest relative difference that passes.</param>
internal sealed class CentralDifferences(
    Func<double> loss,
    Func<double> backpropagate,
    double tolerance
)
{
    private const double Rounding = 8.0 / (1L << 52);

    /// <summary>
    /// Compares one entry. Where the loss has a kink within the step, no difference is a derivative: an entry that fails is compared again to both
    /// sides, a little further away. A right backward pass passes there, with a much smaller difference; a wrong one does not.
    /// </summary>
    /// <param name="parameter">The parameter, its gradient just computed.</param>
    /// <param name="index">Which of its values, column after column.</param>
    /// <param name="atRest">The loss at the parameters' values.</param>
    /// <param name="step">The step h.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is so large, or the step so small, that their sum is the value itself.</exception>
    public GradientEntry Compare(Parameter parameter, int index, double atRest, double step)
    {
        (int column, int row) = Math.DivRem(index, parameter.Value.RowCount);
        double kept = parameter.Value[row, column];
        if (kept + step == kept || kept - step == kept)
        {
            throw new ArgumentOutOfRangeException(
                nameof(step),
                Invariant(
                    $"The step {step} is lost in rounding beside {parameter.Name}[{row}, {column}] = {kept}: nothing would be compared."
                )
            );
        }

        GradientEntry entry = At(kept, atRest);
        return
            entry.RelativeDifference > tolerance
            && double.IsFinite(entry.RelativeDifference)
            && Beside(1) is { } above
            && Beside(-1) is { } below
            ? (above.RelativeDifference > below.RelativeDifference ? above : below) with
            {
                IsAtKink = true,
            }
            : entry;

        GradientEntry? Beside(int side)
        {
            try
            {
                for (double away = 4 * step; away < 100 * step; away *= 10)
                {
                    double value = parameter.Value[row, column] = kept + (side * away);
                    GradientEntry beside = At(value, backpropagate());
                    if (
                        beside.RelativeDifference
                        <= Math.Min(tolerance, entry.RelativeDifference / 10)
                    )
                    {
                        return beside;
                    }
                }

                return null;
            }
            finally
            {
                parameter.Value[row, column] = kept;
                backpropagate();
            }
        }

        GradientEntry At(double value, double lossThere)
        {
            double analytic = parameter.Gradient[row, column];
            double numerical;
            try
            {
                parameter.Value[row, column] = value + step;
                double above = loss();
                parameter.Value[row, column] = value - step;
                numerical = (above - loss()) / (2 * step);
            }
            finally
            {
                parameter.Value[row, column] = value;
            }

            double difference = Math.Abs(analytic - numerical);
            double floor = RoundingAt(lossThere, step) / tolerance;
            double size = Math.Max(floor, Math.Max(Math.Abs(analytic), Math.Abs(numerical)));
            double infinite = double.PositiveInfinity;
            return double.IsFinite(difference)
                ? new(
                    row,
                    column,
                    analytic,
                    numerical,
                    difference,
                    difference == 0 ? 0 : difference / size
                )
                : new(row, column, analytic, numerical, infinite, infinite);
        }
    }

    /// <summary>The rounding error that a difference carries, whatever the entry's size.</summary>
    public static double RoundingAt(double loss, double step) => Rounding * Math.Abs(loss) / step;
}
