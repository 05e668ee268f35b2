using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>The rectified linear unit y = max(0, x), element by element. Its derivative is 1 where y > 0 and 0 elsewhere (also at x = 0).</summary>
public sealed class ReLU : Activation
{
    /// <inheritdoc/>
    public override string ToString() => "ReLU";

    private protected override void Apply(ReadOnlySpan<double> x, Span<double> y) =>
        Elementwise.Rectify(x, y);

    private protected override void ApplyBackward(
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> dy,
        Span<double> dx
    ) => Elementwise.RectifyBackward(y, dy, dx);
}
