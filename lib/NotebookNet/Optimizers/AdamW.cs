namespace NotebookNet;

/// <summary>
/// Adam with decoupled weight decay: θ ← (1 − ηλ)θ − η·m̂/(√v̂ + ε), so that the decay is not divided by √v̂ as that of
/// an L2 penalty would be (Loshchilov and Hutter, 2019). Only parameters with <see cref="Parameter.IsRegularized"/> decay.
/// m̂ and v̂ are those of <see cref="Adam"/>.
/// </summary>
/// <remarks>
/// PyTorch's <c>AdamW(lr=η, betas=(β₁, β₂), eps=ε, weight_decay=λ)</c> is the same formula, but decays biases too unless they are given as a
/// group of their own.
/// </remarks>
/// <param name="learningRate">The learning rate η: a number or a schedule.</param>
/// <param name="weightDecay">λ, ≥ 0: each step takes the share ηλ off every weight.</param>
/// <param name="beta1">The share β₁ of the mean gradient that is kept from step to step, 0 ≤ β₁ &lt; 1.</param>
/// <param name="beta2">The share β₂ of the mean of squares that is kept from step to step, 0 ≤ β₂ &lt; 1.</param>
/// <param name="epsilon">ε, which keeps a step from a division by zero, positive.</param>
/// <exception cref="ArgumentOutOfRangeException">λ, β₁, β₂ or ε is outside its range.</exception>
/// <example><code>new Trainer(network, new AdamW(0.001, weightDecay: 0.1)).Train(training)</code></example>
public sealed class AdamW(
    LearningRateSchedule learningRate,
    double weightDecay = 0.01,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8
) : Optimizer(learningRate)
{
    private readonly double _λ = Guard.NotNegativeFinite(weightDecay);
    private readonly double _β1 = Guard.FractionBelowOne(beta1);
    private readonly double _β2 = Guard.FractionBelowOne(beta2);
    private readonly double _ε = Guard.PositiveFinite(epsilon);

    /// <inheritdoc/>
    protected override Matrix<double> Update(
        Matrix<double> θ,
        Matrix<double> g,
        OptimizerState state,
        double η,
        int t
    )
    {
        double λ = state.Parameter.IsRegularized ? _λ : 0;
        Matrix<double> m = state["m"] = _β1 * state["m"] + (1 - _β1) * g;
        Matrix<double> v = state["v"] = _β2 * state["v"] + (1 - _β2) * g.PointwiseMultiply(g);
        Matrix<double> m̂ = m / (1 - Math.Pow(_β1, t));
        Matrix<double> v̂ = v / (1 - Math.Pow(_β2, t));
        return (1 - η * λ) * θ - (η * m̂).PointwiseDivide(v̂.PointwiseSqrt() + _ε);
    }

    /// <inheritdoc/>
    protected override string Settings =>
        Invariant(
            $"weight decay {_λ}, β₁ {_β1}, β₂ {_β2}{(_ε == 1e-8 ? "" : Invariant($", ε {_ε}"))}"
        );

    private protected override void Move(OptimizerState state, double η, int t)
    {
        double kept = state.Parameter.IsRegularized ? 1 - η * _λ : 1;
        double α = η / (1 - Powers.Of(_β1, t));
        double vCorrection = 1 / (1 - Powers.Of(_β2, t));
        MoveInOnePass(new Adam.OnePass(kept, α, _β1, _β2, _ε, vCorrection), state, "m", "v");
    }
}
