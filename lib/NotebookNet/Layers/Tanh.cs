using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The hyperbolic tangent y = tanh(x), element by element; its derivative is 1 − y².</summary>
public sealed class Tanh : Activation
{
    /// <inheritdoc/>
    public override string ToString() => "Tanh";

    private protected override void Apply(ReadOnlySpan<double> x, Span<double> y) =>
        Elementwise.Tanh(x, y);

    private protected override void ApplyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    ) => Elementwise.TanhBackward(y, dy, dx);
}
