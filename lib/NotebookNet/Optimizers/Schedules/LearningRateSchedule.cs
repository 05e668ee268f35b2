namespace NotebookNet;

/// <summary>The learning rate as a function of the step. A plain number is a constant one.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>The learning rate of a step, ≥ 0.</summary>
    /// <param name="step">Index of the update, from 0.</param>
    public abstract double At(int step);

    /// <summary>This schedule after a linear warm-up to its first rate (Goyal et al., 2017).</summary>
    /// <param name="steps">Number of steps on the way up, ≥ 1.</param>
    public LearningRateSchedule AfterWarmUp(int steps) => new WarmUpSchedule(steps, this);

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
    public static LearningRateSchedule FromDouble(double learningRate) =>
        new ConstantSchedule(learningRate);
}
