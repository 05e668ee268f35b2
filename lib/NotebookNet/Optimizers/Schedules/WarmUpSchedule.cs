namespace NotebookNet;

/// <summary>
/// A linear warm-up and then another schedule from its beginning: ηₛ = (s + 1)/S times the other's first rate for s &lt; S
/// (Goyal et al., 2017).
/// </summary>
/// <param name="steps">Number of steps S on the way up, ≥ 1.</param>
/// <param name="then">The schedule that follows.</param>
internal sealed class WarmUpSchedule(int steps, LearningRateSchedule then) : LearningRateSchedule
{
    private readonly int _steps = Guard.AtLeastOne(steps);

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return step < _steps ? then.At(0) * (step + 1) / _steps : then.At(step - _steps);
    }

    /// <inheritdoc/>
    public override string ToString() => $"warm-up over {_steps} steps to {then}";
}
