namespace NotebookNet;

/// <summary>Training was stopped since the loss became infinite or not a number.</summary>
/// <param name="epoch">Index of the epoch, from 1.</param>
/// <param name="step">Index of the update, from 1.</param>
/// <param name="learningRate">The learning rate at that update.</param>
/// <param name="loss">The loss.</param>
public sealed class TrainingDivergedException(int epoch, int step, double learningRate, double loss)
    : Exception(
        $"The loss became {loss} in epoch {epoch}, step {step}, at learning rate {learningRate}: try a smaller one."
    )
{
    /// <summary>Index of the epoch, from 1.</summary>
    public int Epoch => epoch;

    /// <summary>Index of the update, from 1.</summary>
    public int Step => step;

    /// <summary>The learning rate at that update.</summary>
    public double LearningRate => learningRate;

    /// <summary>The loss: NaN or infinite.</summary>
    public double Loss => loss;
}
