namespace NotebookNet;

/// <summary>
/// Half a cosine from the first rate down to the last, and the last from there on: ηₛ = η₁ + (η₀ − η₁)·(1 + cos(πs/S))/2 for s &lt; S
/// (Loshchilov and Hutter, 2017, without restarts).
/// </summary>
internal sealed class CosineSchedule : LearningRateSchedule
{
    private readonly double _first;
    private readonly int _steps;
    private readonly double _last;

    /// <summary>A cosine decay.</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="steps">Number of steps S on the way, ≥ 1.</param>
    /// <param name="finalLearningRate">The last rate η₁, in 0 … η₀.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public CosineSchedule(double learningRate, int steps, double finalLearningRate = 0)
    {
        _first = Guard.PositiveFinite(learningRate);
        _steps = Guard.AtLeastOne(steps);
        _last = Guard.NotNegativeFinite(finalLearningRate);
        if (finalLearningRate > learningRate)
        {
            throw new ArgumentOutOfRangeException(
                nameof(finalLearningRate),
                Invariant(
                    $"finalLearningRate must be at most learningRate, {learningRate}, got {finalLearningRate}."
                )
            );
        }
    }

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double share = step < _steps ? (1 + double.CosPi((double)step / _steps)) / 2 : 0;
        return _last + ((_first - _last) * share);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{_first}, along a cosine to {_last} in {_steps} steps");
}
