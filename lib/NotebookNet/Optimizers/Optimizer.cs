using System.Numerics.Tensors;

namespace NotebookNet;

/// <summary>
/// A rule that moves parameters against their gradients. It remembers something of each parameter (a velocity, a mean of squares), so
/// one optimizer serves one set of parameters, and one thread at a time.
/// </summary>
/// <example>
/// A rule of one's own is a class that says what the next θ is, in matrices. Lion (Chen et al., 2023):
/// <code>
/// class Lion(double learningRate, double β1 = 0.9, double β2 = 0.99) : Optimizer(learningRate)
/// {
///     protected override Matrix&lt;double&gt; Update(
///         Matrix&lt;double&gt; θ, Matrix&lt;double&gt; g, OptimizerState state, double η, int t)
///     {
///         Matrix&lt;double&gt; m = state["m"];
///         state["m"] = β2 * m + (1 - β2) * g;
///         return θ - η * (β1 * m + (1 - β1) * g).PointwiseSign();
///     }
/// }
///
/// var start = Vector&lt;double&gt;.Build.DenseOfArray([-3.0, 4.0]);
/// var path = new Lion(0.1).Path(p => 2 * p, start, steps: 50);
/// </code>
/// </example>
public abstract class Optimizer
{
    private bool _isUpdating;

    /// <summary>An optimizer with a learning rate.</summary>
    /// <param name="learningRate">A number for a constant rate, or a schedule.</param>
    protected Optimizer(LearningRateSchedule learningRate)
    {
        ArgumentNullException.ThrowIfNull(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>The name that the literature uses, such as "Adam": the type's name, unless a rule says otherwise.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The learning rate as a function of the step.</summary>
    public LearningRateSchedule LearningRate { get; }

    /// <summary>Number of updates so far.</summary>
    public int Step { get; internal set; }

    /// <summary>What is remembered of each parameter that was in a call.</summary>
    internal Dictionary<Parameter, OptimizerState> States { get; } = [];

    /// <summary>What stands beside the learning rate in <see cref="ToString"/>, such as "momentum 0.9"; nothing, unless a rule says otherwise.</summary>
    protected virtual string Settings => "";

    /// <summary>Moves every parameter once, by its gradient, but those that are frozen.</summary>
    /// <param name="parameters">The parameters, their gradients just computed: those of the calls before or some of them, and beside them new ones of a network that grew.</param>
    /// <exception cref="ArgumentException">A parameter stands in the list twice; nothing has moved then.</exception>
    /// <exception cref="InvalidOperationException">
    /// No parameter was in a call before, as if a second network's, or the schedule gives a rate that is negative, infinite or not a number;
    /// nothing has moved then. Or another thread is using the optimizer, or a rule of one's own gives no matrix of the parameter's shape, or makes finite numbers not a number.
    /// </exception>
    public void Update(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using OneThread.Turn turn = OneThread.Of(this).Enter("optimizer");
        if (_isUpdating)
        {
            throw new InvalidOperationException(
                $"{Name} is in an update already: an optimizer serves one thread at a time."
            );
        }

        _isUpdating = true;
        try
        {
            double rate = RateAt(Step);
            Admit(parameters);
            for (int i = 0; i < parameters.Count; i++)
            {
                if (!parameters[i].IsFrozen)
                {
                    OptimizerState state = States[parameters[i]];
                    Move(state, rate, state.Updates + 1);
                    state.Updates++;
                }
            }

            Step++;
        }
        finally
        {
            _isUpdating = false;
        }
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
        var state = new OptimizerState(Name, parameter);
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
            Move(state, RateAt(step), step + 1);
            points.Add(Vector<double>.Build.DenseOfArray(parameter.DenseValue.Values));
        }

        return points;
    }

    /// <summary>Name, learning rate and settings, such as "Momentum (learning rate 0.1, momentum 0.9)".</summary>
    public override string ToString() =>
        Invariant(
            $"{Name} (learning rate {LearningRate}{(Settings.Length == 0 ? "" : ", ")}{Settings})"
        );

    /// <summary>The rule: the next θ. What it has to remember of a parameter belongs into the state, not into fields.</summary>
    /// <param name="θ">The parameter's values, before this update.</param>
    /// <param name="g">The gradient ∂L/∂θ, of θ's shape.</param>
    /// <param name="state">What the rule remembers of this parameter.</param>
    /// <param name="η">This update's learning rate.</param>
    /// <param name="t">Number of this update of the parameter, from 1: updates during which it was frozen do not count.</param>
    /// <returns>The parameter's values after this update, of θ's shape.</returns>
    protected abstract Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    );

    /// <summary>Moves one parameter by the rule. The library's own rules do it in one pass over the numbers, without matrices in between.</summary>
    private protected virtual void Move(OptimizerState state, double η, int t)
    {
        Parameter parameter = state.Parameter;
        double[] values = parameter.DenseValue.Values;
        bool wasFinite =
            TensorPrimitives.IsFiniteAll<double>(values)
            && TensorPrimitives.IsFiniteAll<double>(parameter.GradientSpan);
        Matrix<double> next = Update(parameter.Value, parameter.Gradient, state, η, t);
        if (!next.HasShapeOf(parameter.Value))
        {
            throw Guard.WrongShape(
                $"{Name}: what Update returns for {parameter}",
                parameter.Value,
                next
            );
        }

        double[] nextValues = next.AsDense().Values;
        if (wasFinite && TensorPrimitives.IsNaNAny<double>(nextValues))
        {
            (int column, int row) = Math.DivRem(
                Array.FindIndex(nextValues, double.IsNaN),
                parameter.Value.RowCount
            );
            throw new InvalidOperationException(
                $"{Name}: update {t} made {parameter} not a number at row {row}, column {column}, of a finite θ and gradient. Does it divide 0 by 0, or take the root of a negative number?"
            );
        }

        nextValues.CopyTo(values, 0);
    }

    /// <summary>Moves one parameter in one pass, by the rule for a register of its numbers and the matrices of these names that it remembers.</summary>
    private protected static void MoveInOnePass<TRule>(
        TRule rule,
        OptimizerState state,
        string? first = null,
        string? second = null
    )
        where TRule : struct, IUpdateRule =>
        UpdateLoop.Run(
            rule,
            state.Parameter.DenseValue.Values,
            state.Parameter.DenseGradient.Values,
            first is null ? [] : state.Values(first),
            second is null ? [] : state.Values(second)
        );

    /// <summary>Makes what is to be remembered of each parameter before its first update, once it is sure that the list may be moved.</summary>
    private void Admit(IReadOnlyList<Parameter> parameters)
    {
        bool isSecondNetwork = Step > 0 && States.Count > 0 && parameters.Count > 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            isSecondNetwork &= !States.ContainsKey(parameters[i]);
            for (int j = 0; j < i; j++)
            {
                if (ReferenceEquals(parameters[j], parameters[i]))
                {
                    throw new ArgumentException(
                        $"{Name} would move {parameters[i]} twice: it stands in the list at {j} and at {i}.",
                        nameof(parameters)
                    );
                }
            }
        }

        if (isSecondNetwork)
        {
            throw new InvalidOperationException(
                $"{Name} has moved other parameters for {Step} steps; {parameters[0]} is not one of them, and no other of the list is. A second network needs an optimizer of its own."
            );
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            if (!States.ContainsKey(parameters[i]))
            {
                States.Add(parameters[i], new OptimizerState(Name, parameters[i]));
            }
        }
    }

    /// <summary>The learning rate of a step, once it is sure that it is one.</summary>
    internal double RateAt(int step)
    {
        double rate = LearningRate.At(step);
        return double.IsFinite(rate) && rate >= 0
            ? rate
            : throw new InvalidOperationException(
                Invariant(
                    $"A learning rate is finite and not negative, got {rate} from {LearningRate} at step {step}."
                )
            );
    }
}
