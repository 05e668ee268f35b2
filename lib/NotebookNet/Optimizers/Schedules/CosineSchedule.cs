namespace NotebookNet;

/// <summary>
/// Half a cosine from the first rate down to the last, and the last from there on: ηₛ = η₁ + (η₀ − η₁)·(1 + cos(πs/S))/2 for s &lt; S
/// (Loshchilov and Hutter, 2017, without restarts).
/// </summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>A cosine decay.</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="steps">Number of steps S on the way, ≥ 1.</param>
    /// <param name="finalLearningRate">The last rate η₁, in 0 … η₀.</param>
    public CosineSchedule(double learningRate, int steps, double finalLearningRate = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        LearningRate = Guard.PositiveFinite(learningRate);
        Steps = steps;
        FinalLearningRate = Guard.NotNegativeFinite(finalLearningRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(finalLearningRate, learningRate);
    }

    /// <summary>The first rate η₀.</summary>
    public double LearningRate { get; }

    /// <summary>Number of steps S on the way.</summary>
    public int Steps { get; }

    /// <summary>The last rate η₁.</summary>
    public double FinalLearningRate { get; }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double share = step < Steps ? (1 + double.CosPi((double)step / Steps)) / 2 : 0;
        return FinalLearningRate + ((LearningRate - FinalLearningRate) * share);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{LearningRate}, along a cosine to {FinalLearningRate} in {Steps} steps"
        );
}
