using MathNet.Numerics.LinearAlgebra.Double;
using Register = System.Numerics.Vector<double>;
using Vector = System.Numerics.Vector;

namespace NotebookNet;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015), column by column: x̂ = (x − μ)/√(σ² + ε), y = γ·x̂ + β. In training μ and
/// σ² are the batch's mean and variance (divided by N); otherwise they are running averages over the batches seen in
/// training, to which each batch adds its mean and its unbiased variance (divided by N − 1).
/// </summary>
/// <remarks>
/// Backward, with dy = ∂L/∂y and the like: dβ = Σ dy, dγ = Σ dy·x̂, and dx = γ/√(σ² + ε)·(dy − mean(dy) − x̂·mean(dy·x̂)). The two means
/// are there because μ and σ² depend on every x of the batch; where they are running averages they do not, and dx = γ/√(σ² + ε)·dy.
/// </remarks>
/// <example><code>
/// var layer = new BatchNormalization(inputs: 50);
/// Matrix&lt;double&gt; Y = layer.Forward(X, training: true);
/// layer.RunningMean
/// </code></example>
public sealed class BatchNormalization : ILayer
{
    private readonly Parameter _gamma;
    private readonly Parameter _beta;
    private readonly DenseMatrix _runningMean;
    private readonly DenseMatrix _runningVariance;
    private readonly double[] _batchMean;
    private readonly double[] _batchVariance;
    private readonly double[] _inverseDeviation;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly BatchBuffer _normalized = new();
    private readonly BatchBuffer _output = new();
    private readonly BatchBuffer _inputGradient = new();
    private DenseMatrix? _lastNormalized;
    private bool _usedBatch;

    /// <summary>A layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="inputs">Number of columns D, ≥ 1.</param>
    /// <param name="momentum">The share m of the old value in a running average, 0 ≤ m &lt; 1: r ← m·r + (1 − m)·batch.</param>
    /// <param name="epsilon">ε > 0, which keeps the division away from 0.</param>
    public BatchNormalization(int inputs, double momentum = 0.9, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _momentum = Guard.FractionBelowOne(momentum);
        _epsilon = Guard.PositiveFinite(epsilon);
        _gamma = new Parameter("gamma", DenseMatrix.Create(1, inputs, 1), isRegularized: false);
        _beta = new Parameter("beta", new DenseMatrix(1, inputs), isRegularized: false);
        Parameters = [_gamma, _beta];
        _runningMean = new DenseMatrix(1, inputs);
        _runningVariance = DenseMatrix.Create(1, inputs, 1);
        Statistics = [new("running_mean", _runningMean), new("running_variance", _runningVariance)];
        _batchMean = new double[inputs];
        _batchVariance = new double[inputs];
        _inverseDeviation = new double[inputs];
    }

    /// <summary>The scales γ, 1×D.</summary>
    public Matrix<double> Gamma => _gamma.Value;

    /// <summary>The shifts β, 1×D.</summary>
    public Matrix<double> Beta => _beta.Value;

    /// <summary>The running average of the batches' means, 1×D.</summary>
    public Matrix<double> RunningMean => _runningMean;

    /// <summary>The running average of the batches' unbiased variances, 1×D.</summary>
    public Matrix<double> RunningVariance => _runningVariance;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Matrix<double>>> Statistics { get; }

    /// <inheritdoc/>
    public int Outputs(int inputs) => LayerGuard.CheckedInputs(this, inputs, _gamma.Count);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has not D columns, or a batch of training has one row only: its variance is 0.</exception>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        DenseMatrix x = LayerGuard.CheckedInput(this, input, _gamma.Count);
        if (training && x.RowCount < 2)
        {
            throw new ArgumentException(
                $"{this} needs at least 2 samples in a batch of training to have a variance, got {x.RowCount} (input is {x.Shape()}).",
                nameof(input)
            );
        }

        _lastNormalized = _normalized.Of(x.RowCount, x.ColumnCount);
        _usedBatch = training;
        DenseMatrix result = _output.Of(x.RowCount, x.ColumnCount);
        ColumnShares.Run(
            x,
            (layer: this, x, y: result),
            static (work, from, to) =>
            {
                for (int j = from; j < to; j++)
                {
                    work.layer.ForwardColumn(j, work.x.ColumnSpan(j), work.y.ColumnSpan(j));
                }
            }
        );
        if (training)
        {
            Remember(x.RowCount);
        }

        return result;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix gradient = CheckedGradient(outputGradient);
        DenseMatrix result = _inputGradient.Of(gradient.RowCount, gradient.ColumnCount);
        ColumnShares.Run(
            gradient,
            (layer: this, dy: gradient, dx: result),
            static (work, from, to) =>
            {
                for (int j = from; j < to; j++)
                {
                    work.layer.ParameterGradients(j, work.dy.ColumnSpan(j));
                    work.layer.BackwardColumn(j, work.dy.ColumnSpan(j), work.dx.ColumnSpan(j));
                }
            }
        );
        return result;
    }

    /// <inheritdoc/>
    public void BackwardToParameters(Matrix<double> outputGradient)
    {
        DenseMatrix dy = CheckedGradient(outputGradient);
        for (int j = 0; j < dy.ColumnCount; j++)
        {
            ParameterGradients(j, dy.ColumnSpan(j));
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Batch normalization {_gamma.Count}"
        + (_momentum == 0.9 ? "" : Invariant($", momentum {_momentum}"))
        + (_epsilon == 1e-5 ? "" : Invariant($", ε {_epsilon}"));

    private void ForwardColumn(int j, ReadOnlySpan<double> x, Span<double> y)
    {
        double mean = _runningMean.Values[j];
        double variance = _runningVariance.Values[j];
        if (_usedBatch)
        {
            mean = _batchMean[j] = Reductions.Sum(x) / x.Length;
            variance = _batchVariance[j] = Reductions.SumOfSquaredDifferences(x, mean) / x.Length;
        }

        _inverseDeviation[j] = 1 / Math.Sqrt(variance + _epsilon);
        UpdateLoop.Run(
            new Normalize(mean, _inverseDeviation[j], _gamma.ValueSpan[j], _beta.ValueSpan[j]),
            y,
            x,
            _lastNormalized!.ColumnSpan(j),
            []
        );
    }

    /// <summary>dβ = Σ dy and dγ = Σ dy·x̂.</summary>
    private void ParameterGradients(int j, ReadOnlySpan<double> dy)
    {
        _beta.GradientSpan[j] = Reductions.Sum(dy);
        _gamma.GradientSpan[j] = Reductions.Dot(dy, _lastNormalized!.ColumnSpan(j));
    }

    private void BackwardColumn(int j, ReadOnlySpan<double> dy, Span<double> dx)
    {
        double meanDy = _usedBatch ? _beta.GradientSpan[j] / dy.Length : 0;
        double meanDyX̂ = _usedBatch ? _gamma.GradientSpan[j] / dy.Length : 0;
        VectorLoops.Map(
            new InputGradient(_gamma.ValueSpan[j] * _inverseDeviation[j], meanDy, meanDyX̂),
            dy,
            _lastNormalized!.ColumnSpan(j),
            dx
        );
    }

    private DenseMatrix CheckedGradient(Matrix<double> outputGradient) =>
        LayerGuard.CheckedGradient(this, outputGradient, _lastNormalized?.RowCount, _gamma.Count);

    private void Remember(int count)
    {
        Span<double> means = _runningMean.Values;
        Span<double> variances = _runningVariance.Values;
        double unbiased = (double)count / (count - 1);
        for (int j = 0; j < means.Length; j++)
        {
            means[j] = (_momentum * means[j]) + ((1 - _momentum) * _batchMean[j]);
            variances[j] =
                (_momentum * variances[j]) + ((1 - _momentum) * (_batchVariance[j] * unbiased));
        }
    }

    /// <summary>The forward pass for a register of x: x̂ = (x − μ)/√(σ² + ε) and y = γ·x̂ + β.</summary>
    private readonly struct Normalize(double μ, double inverseDeviation, double γ, double β)
        : IUpdateRule
    {
        public static int StateCount => 1;

        public void Apply(ref Register y, Register x, ref Register x̂, ref Register _)
        {
            x̂ = (x - Vector.Create(μ)) * inverseDeviation;
            y = γ * x̂ + Vector.Create(β);
        }
    }

    /// <summary>The backward pass for a register of dy: dx = γ/√(σ² + ε)·(dy − mean(dy) − x̂·mean(dy·x̂)).</summary>
    private readonly struct InputGradient(double scale, double meanDy, double meanDyX̂) : IFunction
    {
        public Register Apply(Register dy, Register x̂) =>
            scale * (dy - Vector.Create(meanDy) - x̂ * meanDyX̂);
    }
}
