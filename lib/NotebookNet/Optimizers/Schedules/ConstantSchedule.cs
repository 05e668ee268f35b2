namespace NotebookNet;

/// <summary>The same learning rate at every step: what a plain number is where a schedule is asked for.</summary>
/// <param name="learningRate">The rate η, positive and finite.</param>
internal sealed class ConstantSchedule(double learningRate) : LearningRateSchedule
{
    private readonly double _rate = Guard.PositiveFinite(learningRate);

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return _rate;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{_rate}");
}
