using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// A random change of an image that leaves it an image of the same class, so that training data seem more than they are.
/// Values are in 0 … 1 and stay there; an image with others is refused. An augmentation keeps nothing between two images: one object may serve many threads.
/// </summary>
/// <example><code>
/// Augmentation augmentation = Augmentation.Sequence(Augmentation.Shift(2), Augmentation.Rotation(15).WithProbability(0.5));
/// </code></example>
public abstract class Augmentation
{
    /// <summary>Mirrors an image left to right. Twice is the image again.</summary>
    public static Augmentation HorizontalFlip { get; } = new HorizontalFlip();

    /// <summary>Augmentations one after another, each on what the one before made.</summary>
    /// <param name="steps">The augmentations, the first to be done first; none leaves the image as it is.</param>
    public static Augmentation Sequence(params IReadOnlyList<Augmentation> steps) =>
        new AugmentationSequence(steps);

    /// <summary>Moves an image by whole pixels, along rows and columns each by −maximum … maximum, all equally likely; what comes in at the border is 0.</summary>
    /// <param name="maximum">Largest shift in pixels, in 0 … 2²⁸.</param>
    public static Augmentation Shift(int maximum) => new Shift(maximum);

    /// <summary>Moves an image, always by the same shift; what comes in at the border is 0.</summary>
    /// <param name="right">Pixels to the right; negative for the left.</param>
    /// <param name="down">Pixels down; negative for up.</param>
    public static Augmentation ShiftBy(int right, int down) => NotebookNet.Shift.By(right, down);

    /// <summary>Turns an image about its middle, by a random angle; what comes in at the corners is 0.</summary>
    /// <param name="maximumDegrees">Largest angle in degrees, to either side, in 0 … 360.</param>
    public static Augmentation Rotation(double maximumDegrees) => new Rotation(maximumDegrees);

    /// <summary>Turns an image about its middle, always by the same angle.</summary>
    /// <param name="degrees">The angle in degrees, counter-clockwise, finite. A square image turned by a multiple of 90° keeps its exact values.</param>
    public static Augmentation RotationBy(double degrees) => NotebookNet.Rotation.By(degrees);

    /// <summary>Multiplies every value of an image with one random factor in 1−maximumChange … 1+maximumChange; values above 1 become 1.</summary>
    /// <param name="maximumChange">Largest change of the factor, in 0 … 1.</param>
    public static Augmentation Brightness(double maximumChange) => new Brightness(maximumChange);

    /// <summary>Multiplies every value of an image with the same factor; values above 1 become 1.</summary>
    /// <param name="factor">The factor, ≥ 0: below 1 darker, above 1 brighter.</param>
    public static Augmentation BrightnessBy(double factor) => NotebookNet.Brightness.By(factor);

    /// <summary>
    /// Cuts a part out of an image, at any place equally likely. With padding, the image first gets a border of zeros: a crop
    /// to the image's own size with padding p is a shift by up to p pixels.
    /// </summary>
    /// <param name="height">Pixel rows of the part, ≥ 1.</param>
    /// <param name="width">Pixel columns of the part, ≥ 1.</param>
    /// <param name="padding">Width of the border put around the image before, in pixels, ≥ 0.</param>
    public static Augmentation RandomCrop(int height, int width, int padding = 0) =>
        new RandomCrop(height, width, padding);

    /// <summary>Gives an image another number of pixels.</summary>
    /// <param name="height">Pixel rows of the result, ≥ 1.</param>
    /// <param name="width">Pixel columns of the result, ≥ 1.</param>
    /// <param name="smooth">Whether values between the pixels are found by bilinear interpolation, rather than taken from the nearest pixel.</param>
    public static Augmentation Resize(int height, int width, bool smooth = true) =>
        new Resize(height, width, smooth);

    /// <summary>
    /// Sets a rectangle of the image to 0, at any place. Its area is a random fraction of the image's but for the rounding of its sides
    /// to whole pixels, their ratio is up to 10:3 one way or the other where there is room (random erasing: Z. Zhong, L. Zheng, G. Kang, S. Li, Y. Yang, 2017).
    /// </summary>
    /// <param name="minimumArea">Smallest area, as a fraction of the image's in 0 … 1.</param>
    /// <param name="maximumArea">Largest area, as a fraction of the image's, at least <paramref name="minimumArea"/>.</param>
    public static Augmentation Erasing(double minimumArea = 0.02, double maximumArea = 0.2) =>
        new Erasing(minimumArea, maximumArea);

    /// <summary>
    /// Convolves an image with a Gaussian that is cut off at 4σ; beyond its borders the image is mirrored, so that its mean stays.
    /// </summary>
    /// <param name="sigma">The standard deviation σ in pixels, in 0 … 1000, not 0.</param>
    public static Augmentation GaussianBlur(double sigma) => new GaussianBlur(sigma);

    /// <summary>Adds to every value of an image a normal random number of its own; what leaves 0 … 1 becomes 0 or 1.</summary>
    /// <param name="standardDeviation">The noise's standard deviation, ≥ 0.</param>
    public static Augmentation GaussianNoise(double standardDeviation) =>
        new GaussianNoise(standardDeviation);

    /// <summary>
    /// Adds to each channel of an image one normal random number, the same for all pixels: a color image takes on a tint, a gray one
    /// gets lighter or darker. What leaves 0 … 1 becomes 0 or 1.
    /// </summary>
    /// <param name="standardDeviation">The standard deviation of a channel's number, ≥ 0.</param>
    public static Augmentation ColorNoise(double standardDeviation) =>
        new ColorNoise(standardDeviation);

    /// <summary>
    /// Bends an image as a trembling hand would: pixel (y, x) becomes the value at (y + α·Δy, x + α·Δx), where Δy and Δx are fields of
    /// random numbers in −1 … 1, one a pixel, smoothed by a Gaussian of standard deviation σ (P. Simard, D. Steinkraus and J. Platt, 2003,
    /// whose values for MNIST are the defaults: displacements of about 1.4 pixels).
    /// </summary>
    /// <param name="alpha">Strength α, ≥ 0.</param>
    /// <param name="sigma">Smoothness σ in pixels, in 0 … 1000, not 0.</param>
    public static Augmentation ElasticDistortion(double alpha = 34, double sigma = 4) =>
        new ElasticDistortion(alpha, sigma);

    /// <summary>The shape of the result; that of the image where nothing else is said.</summary>
    /// <param name="shape">The shape of the image.</param>
    /// <exception cref="ArgumentException">It cannot be done to an image of this shape.</exception>
    public virtual ImageShape OutputShape(ImageShape shape) => shape;

    /// <summary>Changes one image.</summary>
    /// <param name="image">The image, values in 0 … 1, in the order that <see cref="ImageShape"/> says.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="result">Filled with the changed image, of the shape <see cref="OutputShape"/>; must not overlap the image.</param>
    /// <param name="random">Where its random numbers come from.</param>
    /// <exception cref="ArgumentException">A span has another length than its shape says, they overlap, or a value of the image is outside 0 … 1.</exception>
    public abstract void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    );

    /// <summary>The changed image.</summary>
    /// <param name="image">The image, values in 0 … 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="seed">Determines the random numbers.</param>
    public Vector<double> Apply(Vector<double> image, ImageShape shape, int seed) =>
        Variants(image, shape, 1, seed).Row(0);

    /// <summary>Some changed versions of one image, each with random numbers of its own.</summary>
    /// <param name="image">The image, values in 0 … 1.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="count">How many, ≥ 1.</param>
    /// <param name="seed">Determines the random numbers.</param>
    /// <returns>count×D, one image a row, of the augmentation's output shape.</returns>
    public Matrix<double> Variants(Vector<double> image, ImageShape shape, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        double[] source = image.ToArray();
        var variant = new double[OutputShape(shape.Checked()).Size];
        var variants = new DenseMatrix(count, variant.Length);
        Random random = RandomNumbers.Create("variants", seed);
        for (int row = 0; row < count; row++)
        {
            Apply(source, shape, variant, random);
            variants.SetRow(row, variant);
        }

        return variants;
    }

    /// <summary>The same augmentation, done to an image with some probability and otherwise not.</summary>
    /// <param name="probability">The probability, in 0 … 1.</param>
    /// <exception cref="ArgumentException">When it is used: this augmentation changes the shape of an image.</exception>
    public Augmentation WithProbability(double probability) =>
        new RandomlyApplied(this, Guard.InRange(probability, 1));
}
