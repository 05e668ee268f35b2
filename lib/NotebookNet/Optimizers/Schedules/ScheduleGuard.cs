namespace NotebookNet;

/// <summary>The check that the falling schedules share.</summary>
internal static class ScheduleGuard
{
    /// <summary>The factor, once it is sure that 0 &lt; factor ≤ 1.</summary>
    public static double Factor(double factor) =>
        factor is > 0 and <= 1
            ? factor
            : throw new ArgumentOutOfRangeException(
                nameof(factor),
                factor,
                $"factor must be above 0 and at most 1, got {factor}."
            );
}
