using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>A smooth exponential decay: over <see cref="Every"/> steps the rate is multiplied by a factor, ηₛ = η₀·γ^(s/every).</summary>
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <summary>An exponential decay.</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="factor">γ, 0 &lt; γ ≤ 1.</param>
    /// <param name="every">Number of steps over which the rate is multiplied by γ, ≥ 1.</param>
    public ExponentialSchedule(double learningRate, double factor, int every = 1)
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

    /// <summary>Number of steps over which the rate is multiplied by γ.</summary>
    public int Every { get; }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double partOfFactor = Elementwise.Exp(Elementwise.Log(Factor) * (step % Every) / Every);
        return LearningRate * Powers.Of(Factor, step / Every) * partOfFactor;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{LearningRate}, falling to {Factor} of it in {Every} steps and on"
        );
}
