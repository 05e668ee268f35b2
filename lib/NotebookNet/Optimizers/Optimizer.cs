namespace NotebookNet;

/// <summary>
/// A rule that moves parameters against their gradients. An optimizer keeps what it needs to remember of each parameter
/// (a velocity, a mean of squares), so one optimizer serves one set of parameters.
/// </summary>
public abstract class Optimizer
{
    private readonly Dictionary<Parameter, double[][]> states = [];

    /// <summary>An optimizer with a learning rate.</summary>
    /// <param name="learningRate">A number for a constant rate, or a schedule.</param>
    private protected Optimizer(LearningRateSchedule learningRate)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>The name that the literature uses, such as "Adam".</summary>
    public abstract string Name { get; }

    /// <summary>The learning rate as a function of the step.</summary>
    public LearningRateSchedule LearningRate { get; }

    /// <summary>Number of updates so far.</summary>
    public int Step { get; private set; }

    /// <summary>Number of arrays of a parameter's size that the rule remembers of each parameter.</summary>
    private protected abstract int StateCount { get; }

    /// <summary>Moves every parameter once, by its gradient.</summary>
    /// <param name="parameters">The parameters, their gradients just computed; the same ones at every call.</param>
    public void Update(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double rate = LearningRate.At(Step);
        for (int i = 0; i < parameters.Count; i++)
        {
            Parameter parameter = parameters[i];
            if (!states.TryGetValue(parameter, out double[][]? state))
            {
                state = new double[StateCount][];
                for (int k = 0; k < StateCount; k++)
                {
                    state[k] = new double[parameter.Count];
                }

                states.Add(parameter, state);
            }

            Update(parameter.ValueSpan, parameter.GradientSpan, state, rate);
        }

        Step++;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} (learning rate {LearningRate})";

    /// <summary>The rule itself, on one parameter's values. <see cref="Step"/> is the index of this update, from 0.</summary>
    /// <param name="values">θ, changed in place.</param>
    /// <param name="gradient">∂L/∂θ.</param>
    /// <param name="state">What the rule remembers: <see cref="StateCount"/> arrays of θ's size, zero before the first update.</param>
    /// <param name="learningRate">This step's learning rate η.</param>
    private protected abstract void Update(
        Span<double> values,
        ReadOnlySpan<double> gradient,
        double[][] state,
        double learningRate
    );
}
