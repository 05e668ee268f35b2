namespace NotebookNet;

/// <summary>A stair: every <see cref="Every"/> steps the rate is multiplied by a factor, ηₛ = η₀·γ^⌊s/every⌋.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>A stair of learning rates.</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="factor">γ, 0 &lt; γ ≤ 1.</param>
    /// <param name="every">Number of steps at one rate, ≥ 1.</param>
    public StepSchedule(double learningRate, double factor, int every)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        LearningRate = Guard.PositiveFinite(learningRate);
        Factor = ScheduleGuard.Factor(factor);
        Every = every;
    }

    /// <summary>The first rate η₀.</summary>
    public double LearningRate { get; }

    /// <summary>γ, by which the rate is multiplied.</summary>
    public double Factor { get; }

    /// <summary>Number of steps at one rate.</summary>
    public int Every { get; }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return LearningRate * Powers.Of(Factor, step / Every);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{LearningRate}, times {Factor} every {Every} steps");
}
