using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The logistic sigmoid y = 1/(1 + exp(−x)), element by element; its derivative is y·(1 − y).</summary>
public sealed class Sigmoid : Activation
{
    /// <inheritdoc/>
    public override string ToString() => "Sigmoid";

    private protected override void Apply(ReadOnlySpan<double> x, Span<double> y) =>
        Elementwise.Sigmoid(x, y);

    private protected override void ApplyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    ) => Elementwise.SigmoidBackward(y, dy, dx);
}
