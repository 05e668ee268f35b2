namespace NotebookNet;

/// <summary>The learning rate as a function of the step. A plain number is a constant schedule.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate of a step, ≥ 0.</summary>
    /// <param name="step">Index of the update, from 0.</param>
    public abstract double At(int step);

    /// <summary>The constant schedule.</summary>
    /// <param name="learningRate">The rate η, positive and finite.</param>
    public static implicit operator LearningRateSchedule(double learningRate) =>
        FromDouble(learningRate);

    /// <summary>The constant schedule.</summary>
    /// <param name="learningRate">The rate η, positive and finite.</param>
    public static LearningRateSchedule FromDouble(double learningRate) =>
        new ConstantSchedule(learningRate);
}
