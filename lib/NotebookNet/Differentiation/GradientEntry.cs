namespace NotebookNet;

/// <summary>One entry of a parameter's gradient, computed in two ways.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Column">Its column.</param>
/// <param name="Backpropagation">What backpropagation gave, a.</param>
/// <param name="Numerical">What central differences gave, n.</param>
/// <param name="AbsoluteDifference">|a − n|; +∞ where either is not a number.</param>
/// <param name="RelativeDifference">|a − n| / max(|a|, |n|, floor); the floor is <see cref="GradientCheckReport.Floor"/>.</param>
internal readonly record struct GradientEntry(
    int Row,
    int Column,
    double Backpropagation,
    double Numerical,
    double AbsoluteDifference,
    double RelativeDifference
)
{
    /// <summary>Whether the loss has a kink within the step: the numbers are those of a point beside it then.</summary>
    public bool IsAtKink { get; init; }

    /// <summary>Such as "(2, 3): 0.5 by backpropagation, 0.6 numerically".</summary>
    public override string ToString() =>
        Invariant(
            $"({Row}, {Column}): {Backpropagation} by backpropagation, {Numerical} numerically"
        );
}
