namespace NotebookNet;

/// <summary>The same learning rate at every step.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <summary>The same learning rate at every step.</summary>
    /// <param name="learningRate">The rate η, positive and finite.</param>
    public ConstantSchedule(double learningRate) =>
        LearningRate = Guard.PositiveFinite(learningRate);

    /// <summary>The rate η.</summary>
    public double LearningRate { get; }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return LearningRate;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{LearningRate}");
}
