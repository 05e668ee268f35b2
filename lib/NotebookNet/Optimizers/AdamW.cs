namespace NotebookNet;

/// <summary>
/// Adam with decoupled weight decay: θ ← (1 − ηλ)θ − η·m̂/(√v̂ + ε), so that the decay is not divided by √v̂ as that of
/// an L2 penalty would be (Loshchilov and Hutter, 2019). Only parameters with <see cref="Parameter.IsRegularized"/> decay.
/// </summary>
/// <remarks>
/// PyTorch's <c>AdamW(lr=η, betas=(β₁, β₂), eps=ε, weight_decay=λ)</c> is the same formula, but decays biases too unless they are given as a
/// group of their own.
/// </remarks>
public sealed class AdamW : Optimizer
{
    /// <summary>Adam with decoupled weight decay.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="weightDecay">λ, ≥ 0: each step takes the share ηλ off every weight.</param>
    /// <param name="beta1">The share β₁ of the mean gradient that is kept from step to step, 0 ≤ β₁ &lt; 1.</param>
    /// <param name="beta2">The share β₂ of the mean of squares that is kept from step to step, 0 ≤ β₂ &lt; 1.</param>
    /// <param name="epsilon">ε, which keeps a step from a division by zero, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ, β₁, β₂ or ε is outside its range.</exception>
    public AdamW(
        LearningRateSchedule learningRate,
        double weightDecay = 0.01,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8
    )
        : base(learningRate)
    {
        WeightDecay = Guard.NotNegativeFinite(weightDecay);
        Beta1 = Guard.FractionBelowOne(beta1);
        Beta2 = Guard.FractionBelowOne(beta2);
        Epsilon = Guard.PositiveFinite(epsilon);
    }

    /// <inheritdoc/>
    public override string Name => "AdamW";

    /// <summary>λ: each step takes the share ηλ off every weight.</summary>
    public double WeightDecay { get; }

    /// <summary>The share β₁ of the mean gradient that is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>The share β₂ of the mean of squares that is kept from step to step.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps a step from a division by zero.</summary>
    public double Epsilon { get; }

    private protected override int StateCount => AdamRule.StateCount;

    private protected override string Settings =>
        FormattableString.Invariant($"weight decay {WeightDecay}, β₁ {Beta1}, β₂ {Beta2}");

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) =>
        Apply(
            AdamRule.At(
                Beta1,
                Beta2,
                Epsilon,
                learningRate,
                step,
                biasCorrection: true,
                parameter.IsRegularized ? WeightDecay : 0
            ),
            parameter,
            state
        );
}
