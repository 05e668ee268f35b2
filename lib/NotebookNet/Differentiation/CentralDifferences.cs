namespace NotebookNet;

/// <summary>Compares entries of a gradient with differences of the loss.</summary>
/// <param name="loss">The loss at the parameters' values of the moment.</param>
/// <param name="atRest">The loss where nothing is moved.</param>
/// <param name="tolerance">The largest relative difference that passes.</param>
internal sealed class CentralDifferences(Func<double> loss, double atRest, double tolerance)
{
    private const double Rounding = 8.0 / (1L << 52);

    /// <summary>Compares one entry.</summary>
    /// <param name="parameter">The parameter, its gradient just computed.</param>
    /// <param name="index">Which of its values, column after column.</param>
    /// <param name="step">The step h.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is so large, or the step so small, that their sum is the value itself.</exception>
    public GradientEntry Compare(Parameter parameter, int index, double step)
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

        double analytic = parameter.Gradient[row, column];
        double numerical = Slopes(step).Central;
        double difference = Math.Abs(analytic - numerical);
        if (!double.IsFinite(difference))
        {
            return new GradientEntry(
                row,
                column,
                analytic,
                numerical,
                double.PositiveInfinity,
                double.PositiveInfinity,
                false
            );
        }

        double relative =
            difference == 0
                ? 0
                : difference
                    / Math.Max(
                        RoundingAt(step) / tolerance,
                        Math.Max(Math.Abs(analytic), Math.Abs(numerical))
                    );
        return new GradientEntry(
            row,
            column,
            analytic,
            numerical,
            difference,
            relative,
            relative > tolerance && IsKink()
        );

        // Of a smooth function, the gap between the slopes to both sides shrinks as the step does. Where a kink is within reach of the step it has a
        // part that does not, until the kink is out of reach: then the central difference is the derivative.
        bool IsKink()
        {
            (double left, double right, _) = Slopes(step);
            double gap = right - left;
            for (double smaller = step / 10; smaller > step / 2000; smaller /= 10)
            {
                (left, right, double central) = Slopes(smaller);
                double off = Math.Abs(analytic - central);
                double rounding = RoundingAt(smaller);
                double smallerGap = right - left;
                bool isOutOfReach =
                    off <= difference / 10
                    && off <= Math.Max(rounding, tolerance * Math.Abs(analytic))
                    && Math.Abs(gap - (smallerGap * step / smaller)) >= difference;
                double slack = rounding + (Math.Abs(smallerGap) / 100);
                bool isAtThePoint =
                    Math.Abs(smallerGap)
                        > Math.Max(4 * rounding, Math.Abs(gap) * Math.Sqrt(smaller / step))
                    && analytic >= Math.Min(left, right) - slack
                    && analytic <= Math.Max(left, right) + slack;
                if (isOutOfReach || isAtThePoint)
                {
                    return true;
                }
            }

            return false;
        }

        (double Left, double Right, double Central) Slopes(double h)
        {
            try
            {
                parameter.Value[row, column] = kept + h;
                double above = loss();
                parameter.Value[row, column] = kept - h;
                double below = loss();
                return ((atRest - below) / h, (above - atRest) / h, (above - below) / (2 * h));
            }
            finally
            {
                parameter.Value[row, column] = kept;
            }
        }
    }

    /// <summary>The rounding error that a difference with a step carries, whatever the entry's size.</summary>
    public double RoundingAt(double h) => Rounding * Math.Abs(atRest) / h;
}
