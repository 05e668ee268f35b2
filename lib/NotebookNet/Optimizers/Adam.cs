namespace NotebookNet;

/// <summary>
/// Adam: momentum and RMSProp together, with means that start at 0 corrected for that,
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε), with g = ∂L/∂θ, m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ) and t
/// counted from 1 (Kingma and Ba, 2015, algorithm 1).
/// </summary>
/// <remarks>
/// PyTorch's <c>Adam(lr=η, betas=(β₁, β₂), eps=ε)</c> is the same formula. Some codes correct the rate only,
/// η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε), which is the same but for the size of ε in the first steps.
/// </remarks>
public sealed class Adam : Optimizer
{
    /// <summary>Adam.</summary>
    /// <param name="learningRate">The learning rate η: a number or a schedule.</param>
    /// <param name="beta1">The share β₁ of the mean gradient that is kept from step to step, 0 ≤ β₁ &lt; 1.</param>
    /// <param name="beta2">The share β₂ of the mean of squares that is kept from step to step, 0 ≤ β₂ &lt; 1.</param>
    /// <param name="epsilon">ε, which keeps a step from a division by zero, positive.</param>
    /// <param name="biasCorrection">Whether m̂ and v̂ are used; otherwise m and v themselves.</param>
    /// <exception cref="ArgumentOutOfRangeException">β₁, β₂ or ε is outside its range.</exception>
    public Adam(
        LearningRateSchedule learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        bool biasCorrection = true
    )
        : base(learningRate)
    {
        Beta1 = Guard.FractionBelowOne(beta1);
        Beta2 = Guard.FractionBelowOne(beta2);
        Epsilon = Guard.PositiveFinite(epsilon);
        BiasCorrection = biasCorrection;
    }

    /// <inheritdoc/>
    public override string Name => "Adam";

    /// <summary>The share β₁ of the mean gradient that is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>The share β₂ of the mean of squares that is kept from step to step.</summary>
    public double Beta2 { get; }

    /// <summary>ε, which keeps a step from a division by zero.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the means are corrected for their start at 0.</summary>
    public bool BiasCorrection { get; }

    private protected override int StateCount => AdamRule.StateCount;

    private protected override string Settings =>
        FormattableString.Invariant(
            $"β₁ {Beta1}, β₂ {Beta2}{(BiasCorrection ? "" : ", no bias correction")}"
        );

    private protected override void Update(
        Parameter parameter,
        double[][] state,
        double learningRate,
        int step
    ) =>
        Apply(
            AdamRule.At(Beta1, Beta2, Epsilon, learningRate, step, BiasCorrection, weightDecay: 0),
            parameter,
            state
        );
}
