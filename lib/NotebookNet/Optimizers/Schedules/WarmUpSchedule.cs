namespace NotebookNet;

/// <summary>
/// A linear warm-up and then another schedule from its beginning: ηₛ = (s + 1)/S times the other's first rate for s &lt; S
/// (Goyal et al., 2017).
/// </summary>
public sealed record WarmUpSchedule : LearningRateSchedule
{
    /// <summary>A linear warm-up before another schedule.</summary>
    /// <param name="steps">Number of steps S on the way up, ≥ 1.</param>
    /// <param name="then">The schedule that follows: a number for a constant rate.</param>
    public WarmUpSchedule(int steps, LearningRateSchedule then)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentNullException.ThrowIfNull(then);
        Steps = steps;
        Then = then;
    }

    /// <summary>Number of steps S on the way up.</summary>
    public int Steps { get; }

    /// <summary>The schedule that follows.</summary>
    public LearningRateSchedule Then { get; }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return step < Steps ? Then.At(0) * (step + 1) / Steps : Then.At(step - Steps);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"warm-up over {Steps} steps to {Then}");
}
