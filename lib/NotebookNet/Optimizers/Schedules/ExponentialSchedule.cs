using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>A smooth exponential decay: over so many steps the rate is multiplied by a factor, ηₛ = η₀·γ^(s/every).</summary>
/// <param name="learningRate">The first rate η₀, positive and finite.</param>
/// <param name="factor">γ, 0 &lt; γ ≤ 1.</param>
/// <param name="every">Number of steps over which the rate is multiplied by γ, ≥ 1.</param>
/// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
internal sealed class ExponentialSchedule(double learningRate, double factor, int every = 1)
    : LearningRateSchedule
{
    private readonly double _first = Guard.PositiveFinite(learningRate);
    private readonly double _factor = Guard.PositiveAtMostOne(factor);
    private readonly int _every = Guard.AtLeastOne(every);

    /// <inheritdoc/>
    public override double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double partOfFactor = Elementwise.Exp(Elementwise.Log(_factor) * (step % _every) / _every);
        return _first * Powers.Of(_factor, step / _every) * partOfFactor;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{_first}, falling to {_factor} of it in {_every} steps and on"
        );
}
