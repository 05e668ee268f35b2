using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>
/// A rule that moves parameters against their gradients. An optimizer keeps what it needs to remember of each parameter
/// (a velocity, a mean of squares), so one optimizer serves one set of parameters.
/// </summary>
public abstract class Optimizer
{
    private readonly Dictionary<Parameter, double[][]> _states = [];

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

    /// <summary>What stands beside the learning rate in <see cref="ToString"/>, such as "momentum 0.9".</summary>
    private protected virtual string Settings => "";

    /// <summary>Moves every parameter once, by its gradient.</summary>
    /// <param name="parameters">The parameters, their gradients just computed; the same ones at every call, or some of them.</param>
    /// <exception cref="InvalidOperationException">
    /// A parameter was not among those of the first call, or the schedule gives a rate that is negative, infinite or not a number.
    /// </exception>
    public void Update(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double rate = RateAt(Step);
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!_states.ContainsKey(parameters[i]))
            {
                if (Step > 0)
                {
                    throw new InvalidOperationException(
                        $"{Name} has moved other parameters for {Step} steps; {parameters[i]} is not one of them. A second network needs an optimizer of its own."
                    );
                }

                _states.Add(parameters[i], NewState(parameters[i].Count));
            }
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            Update(parameters[i], _states[parameters[i]], rate, Step);
        }

        Step++;
    }

    /// <summary>
    /// The points that the rule visits on its way down a function of a few variables. The optimizer itself is not
    /// changed: each path begins with nothing remembered, at step 0 of the learning rate's schedule.
    /// </summary>
    /// <param name="gradient">The function's gradient at a point; as many numbers as the point has.</param>
    /// <param name="start">Where the path starts.</param>
    /// <param name="steps">Number of updates, ≥ 0.</param>
    /// <returns>
    /// <paramref name="steps"/> + 1 points, the start first. A learning rate that is too large shows as growing
    /// numbers, at last infinite or not a number: to see that is what a path is for, so it is no error.
    /// </returns>
    /// <exception cref="ArgumentException">The gradient has not as many numbers as the point.</exception>
    public IReadOnlyList<Vector<double>> Path(
        Func<Vector<double>, Vector<double>> gradient,
        Vector<double> start,
        int steps
    )
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var parameter = new Parameter("point", start.ToColumnMatrix());
        double[][] state = NewState(start.Count);
        var points = new List<Vector<double>>(steps + 1) { start.Clone() };
        for (int step = 0; step < steps; step++)
        {
            Vector<double> slope = gradient(points[step].Clone());
            if (slope is null || slope.Count != start.Count)
            {
                throw new ArgumentException(
                    $"The gradient at a point of {start.Count} numbers has as many, got {(slope is null ? "null" : slope.Count)}.",
                    nameof(gradient)
                );
            }

            slope.ToArray().CopyTo(parameter.GradientSpan);
            Update(parameter, state, RateAt(step), step);
            points.Add(Vector<double>.Build.DenseOfArray(parameter.DenseValue.Values));
        }

        return points;
    }

    /// <summary>Name, learning rate and settings, such as "Momentum (learning rate 0.1, momentum 0.9)".</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Name} (learning rate {LearningRate}{(Settings.Length == 0 ? "" : ", ")}{Settings})"
        );

    /// <summary>The rule itself, on one parameter.</summary>
    /// <param name="parameter">θ, changed in place, and ∂L/∂θ.</param>
    /// <param name="state">What the rule remembers: <see cref="StateCount"/> arrays of θ's size, zero before the first update.</param>
    /// <param name="learningRate">This update's learning rate η.</param>
    /// <param name="step">Index of this update, from 0.</param>
    private protected abstract void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    );

    /// <summary>One pass of a rule over a parameter.</summary>
    private protected static void Apply<TRule>(TRule rule, Parameter parameter, double[][] state)
        where TRule : struct, IUpdateRule =>
        UpdateLoop.Run(rule, parameter.DenseValue.Values, parameter.DenseGradient.Values, state);

    private double[][] NewState(int count)
    {
        var state = new double[StateCount][];
        for (int k = 0; k < StateCount; k++)
        {
            state[k] = new double[count];
        }

        return state;
    }

    /// <summary>The learning rate of a step, once it is sure that it is one.</summary>
    internal double RateAt(int step)
    {
        double rate = LearningRate.At(step);
        return double.IsFinite(rate) && rate >= 0
            ? rate
            : throw new InvalidOperationException(
                $"A learning rate is finite and not negative, got {rate} from {LearningRate} at step {step}."
            );
    }
}
