namespace NotebookNet;

/// <summary>The learning rate as a function of the step. A plain number is a constant one.</summary>
/// <example><code>
/// Optimizer optimizer = new Adam(LearningRateSchedule.Cosine(0.001, steps: 2000).AfterWarmUp(100));
/// </code></example>
public abstract class LearningRateSchedule
{
    /// <summary>A stair: every so many steps the rate is multiplied by a factor, ηₛ = η₀·γ^⌊s/every⌋.</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="factor">γ, 0 &lt; γ ≤ 1.</param>
    /// <param name="every">Number of steps at one rate, ≥ 1.</param>
    public static LearningRateSchedule Step(double learningRate, double factor, int every)
    {
        Guard.PositiveFinite(learningRate);
        Guard.PositiveAtMostOne(factor);
        Guard.AtLeastOne(every);
        return new Formula(
            Invariant($"{learningRate}, times {factor} every {every} steps"),
            step => learningRate * Powers.Of(factor, step / every)
        );
    }

    /// <summary>A smooth exponential decay, ηₛ = η₀·γ^(s/every).</summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="factor">γ, 0 &lt; γ ≤ 1.</param>
    /// <param name="every">Number of steps over which the rate is multiplied by γ, ≥ 1.</param>
    public static LearningRateSchedule Exponential(
        double learningRate,
        double factor,
        int every = 1
    )
    {
        Guard.PositiveFinite(learningRate);
        double logarithm = Elementwise.Log(Guard.PositiveAtMostOne(factor));
        Guard.AtLeastOne(every);
        return new Formula(
            Invariant($"{learningRate}, falling to {factor} of it in {every} steps and on"),
            step =>
                learningRate
                * Powers.Of(factor, step / every)
                * Elementwise.Exp(logarithm * (step % every) / every)
        );
    }

    /// <summary>
    /// Half a cosine from the first rate down to the last, and the last from there on: ηₛ = η₁ + (η₀ − η₁)·(1 + cos(πs/S))/2 for s &lt; S
    /// (Loshchilov and Hutter, 2017, without restarts).
    /// </summary>
    /// <param name="learningRate">The first rate η₀, positive and finite.</param>
    /// <param name="steps">Number of steps S on the way, ≥ 1.</param>
    /// <param name="finalLearningRate">The last rate η₁, in 0 … η₀.</param>
    public static LearningRateSchedule Cosine(
        double learningRate,
        int steps,
        double finalLearningRate = 0
    )
    {
        Guard.PositiveFinite(learningRate);
        Guard.AtLeastOne(steps);
        Guard.NotNegativeFinite(finalLearningRate);
        if (finalLearningRate > learningRate)
        {
            throw new ArgumentOutOfRangeException(
                nameof(finalLearningRate),
                Invariant(
                    $"finalLearningRate must be at most learningRate, {learningRate}, got {finalLearningRate}."
                )
            );
        }

        return new Formula(
            Invariant($"{learningRate}, along a cosine to {finalLearningRate} in {steps} steps"),
            step =>
            {
                double share = step < steps ? (1 + double.CosPi((double)step / steps)) / 2 : 0;
                return finalLearningRate + ((learningRate - finalLearningRate) * share);
            }
        );
    }

    /// <summary>The learning rate of a step, ≥ 0.</summary>
    /// <param name="step">Index of the update, from 0.</param>
    public abstract double At(int step);

    /// <summary>
    /// This schedule after a linear warm-up: ηₛ = (s + 1)/S times its first rate for s &lt; S, then it from its beginning (Goyal et al., 2017).
    /// </summary>
    /// <param name="steps">Number of steps S on the way up, ≥ 1.</param>
    public LearningRateSchedule AfterWarmUp(int steps)
    {
        Guard.AtLeastOne(steps);
        return new Formula(
            $"warm-up over {steps} steps to {this}",
            step => step < steps ? At(0) * (step + 1) / steps : At(step - steps)
        );
    }

    /// <summary>The learning rates of the first steps: a curve to draw.</summary>
    /// <param name="count">How many, ≥ 0.</param>
    public IReadOnlyList<double> First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Enumerable.Range(0, count).Select(At)];
    }

    /// <summary>The constant schedule.</summary>
    /// <param name="learningRate">The rate η, positive and finite.</param>
    public static implicit operator LearningRateSchedule(double learningRate) =>
        FromDouble(learningRate);

    /// <summary>The constant schedule.</summary>
    /// <param name="learningRate">The rate η, positive and finite.</param>
    public static LearningRateSchedule FromDouble(double learningRate)
    {
        Guard.PositiveFinite(learningRate);
        return new Formula(Invariant($"{learningRate}"), _ => learningRate);
    }

    private sealed class Formula(string text, Func<int, double> rate) : LearningRateSchedule
    {
        public override double At(int step)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            return rate(step);
        }

        public override string ToString() => text;
    }
}
