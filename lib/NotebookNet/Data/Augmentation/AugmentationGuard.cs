namespace NotebookNet;

/// <summary>Checks of an augmentation's settings.</summary>
internal static class AugmentationGuard
{
    /// <summary>The value, once it is sure that it is in 0 … 1.</summary>
    public static double Fraction(double value, string name) => InRange(value, 1, name);

    /// <summary>The value, once it is sure that it is in 0 … maximum.</summary>
    public static double InRange(double value, double maximum, string name) =>
        value >= 0 && value <= maximum
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                Invariant($"{name} must be in 0 … {maximum}, got {value}.")
            );

    /// <summary>The standard deviation of a Gaussian in pixels, once it is sure that it is in 0 … 1000 and not 0.</summary>
    public static double Sigma(double sigma) =>
        sigma is > 0 and <= 1000
            ? sigma
            : throw new ArgumentOutOfRangeException(
                nameof(sigma),
                Invariant($"sigma must be above 0 and at most 1000 pixels, got {sigma}.")
            );
}
