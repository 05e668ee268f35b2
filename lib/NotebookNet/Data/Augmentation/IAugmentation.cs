namespace NotebookNet;

/// <summary>
/// A random change of an image that leaves it an image of the same class, so that training data seem more than they are.
/// Values are in 0 … 1 and stay there. An augmentation keeps nothing between two images: one object may serve many threads.
/// </summary>
public interface IAugmentation
{
    /// <summary>The shape of the result; that of the image where nothing else is said.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <exception cref="ArgumentException">It cannot be done to an image of this shape.</exception>
    ImageShape OutputShape(ImageShape shape) => shape;

    /// <summary>Changes one image.</summary>
    /// <param name="image">The image, values in 0 … 1, in the order that <see cref="ImageShape"/> says.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="result">Filled with the changed image, of the shape <see cref="OutputShape"/>; must not overlap the image.</param>
    /// <param name="random">Where its random numbers come from.</param>
    /// <exception cref="ArgumentException">A span has another length than its shape says, or they overlap.</exception>
    void Apply(ReadOnlySpan<double> image, ImageShape shape, Span<double> result, Random random);
}
