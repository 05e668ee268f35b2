using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// A rule for the first values of a weight matrix with fan-in rows and fan-out columns. An initializer is a value: it is
/// handed to a layer, and its name stands in tables and legends.
/// </summary>
/// <example><code>
/// Network network = Network.FullyConnected(784, [100, 100], 10, initializer: Initializer.Xavier, seed: 1);
/// var oneToOne = new Initializer("identity", (weight, _) => weight.SetDiagonal(Vector&lt;double&gt;.Build.Dense(weight.RowCount, 1)));
/// </code></example>
public sealed class Initializer
{
    private readonly string _name;
    private readonly Action<Matrix<double>, Random> _fill;

    /// <summary>An initializer of one's own.</summary>
    /// <param name="name">Its name, as the literature writes it.</param>
    /// <param name="fill">Fills a fan-in×fan-out matrix of zeros, drawing from the generator.</param>
    public Initializer(string name, Action<Matrix<double>, Random> fill)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fill);
        _name = name;
        _fill = fill;
    }

    /// <summary>All weights 0. The units of a layer that starts so stay twins for ever: only biases may.</summary>
    public static Initializer Zeros { get; } = new("zeros", (_, _) => { });

    /// <summary>Normal with standard deviation 1/√fan-in, which keeps the variance through linear and tanh-like layers; the course's Xavier (after Glorot and Bengio, 2010, without their fan-out), which is LeCun's rule (LeCun, Bottou, Orr and Müller, 1998, equation 16).</summary>
    public static Initializer Xavier { get; } =
        Scaled("Xavier", (fanIn, _) => Math.Sqrt(1.0 / fanIn), FillNormal);

    /// <summary>Normal with standard deviation √(2/(fan-in + fan-out)): a compromise between the forward and the backward pass (Glorot and Bengio, 2010).</summary>
    public static Initializer GlorotNormal { get; } =
        Scaled("Glorot normal", (fanIn, fanOut) => Math.Sqrt(2.0 / (fanIn + fanOut)), FillNormal);

    /// <summary>Uniform in ±√(6/(fan-in + fan-out)), of the same variance as <see cref="GlorotNormal"/> (Glorot and Bengio, 2010, equation 16).</summary>
    public static Initializer GlorotUniform { get; } =
        Scaled("Glorot uniform", (fanIn, fanOut) => Math.Sqrt(6.0 / (fanIn + fanOut)), FillUniform);

    /// <summary>Normal with standard deviation √(2/fan-in): twice Xavier's variance, since a ReLU sets half of the values to 0 (He, Zhang, Ren and Sun, 2015, equation 10).</summary>
    public static Initializer He { get; } =
        Scaled("He", (fanIn, _) => Math.Sqrt(2.0 / fanIn), FillNormal);

    /// <summary>Uniform in ±√(6/fan-in), of the same variance as <see cref="He"/>.</summary>
    public static Initializer HeUniform { get; } =
        Scaled("He uniform", (fanIn, _) => Math.Sqrt(6.0 / fanIn), FillUniform);

    /// <summary>All weights the same. The units of a layer that starts so stay twins for ever.</summary>
    /// <param name="value">Any finite number.</param>
    public static Initializer Constant(double value)
    {
        CheckFinite(value, nameof(value));
        return new Initializer(
            Invariant($"constant({value})"),
            (weight, _) => ((DenseMatrix)weight).Values.AsSpan().Fill(value)
        );
    }

    /// <summary>Normally distributed weights with mean 0.</summary>
    /// <param name="standardDeviation">The standard deviation σ, ≥ 0 and finite.</param>
    public static Initializer Normal(double standardDeviation)
    {
        Guard.NotNegativeFinite(standardDeviation);
        return new Initializer(
            Invariant($"normal({standardDeviation})"),
            (weight, random) => FillNormal(weight, standardDeviation, random)
        );
    }

    /// <summary>Weights with the same probability density everywhere from minimum to maximum.</summary>
    /// <param name="minimum">The smallest weight, finite.</param>
    /// <param name="maximum">The bound that no weight exceeds, finite and above <paramref name="minimum"/> by a finite number.</param>
    public static Initializer Uniform(double minimum, double maximum)
    {
        CheckFinite(minimum, nameof(minimum));
        CheckFinite(maximum, nameof(maximum));
        if (maximum <= minimum || !double.IsFinite(maximum - minimum))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maximum),
                Invariant(
                    $"A uniform distribution's maximum is above its minimum {minimum} by a finite number, got {maximum}."
                )
            );
        }

        return new Initializer(
            Invariant($"uniform({minimum}, {maximum})"),
            (weight, random) => FillUniform(weight, minimum, maximum, random)
        );
    }

    /// <summary>A new fan-in×fan-out matrix.</summary>
    /// <param name="fanIn">Number of inputs of a unit, ≥ 1.</param>
    /// <param name="fanOut">Number of units, ≥ 1.</param>
    /// <param name="random">Where the random numbers come from.</param>
    /// <exception cref="InvalidOperationException">The rule made a weight that is not finite.</exception>
    public Matrix<double> Create(int fanIn, int fanOut, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        ArgumentNullException.ThrowIfNull(random);
        DenseMatrix weight = Guard.NewMatrix(fanIn, fanOut, "A weight matrix");
        _fill(weight, random);
        return Guard.IndexOfNotFinite(weight.Values) is >= 0 and int index
            ? throw new InvalidOperationException(
                Invariant(
                    $"The initializer {this} made {weight.Values[index]} in row {index % fanIn}, column {index / fanIn}: weights are finite."
                )
            )
            : weight;
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    private static Initializer Scaled(
        string name,
        Func<int, int, double> scale,
        Action<Matrix<double>, double, Random> fill
    ) =>
        new(
            name,
            (weight, random) => fill(weight, scale(weight.RowCount, weight.ColumnCount), random)
        );

    private static void FillNormal(Matrix<double> weight, double standardDeviation, Random random)
    {
        Span<double> values = ((DenseMatrix)weight).Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = standardDeviation * random.NextGaussian();
        }
    }

    private static void FillUniform(Matrix<double> weight, double bound, Random random) =>
        FillUniform(weight, -bound, bound, random);

    private static void FillUniform(
        Matrix<double> weight,
        double minimum,
        double maximum,
        Random random
    )
    {
        Span<double> values = ((DenseMatrix)weight).Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextUniform(minimum, maximum);
        }
    }

    private static void CheckFinite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(
                name,
                Invariant($"{name} must be finite, got {value}.")
            );
        }
    }
}
