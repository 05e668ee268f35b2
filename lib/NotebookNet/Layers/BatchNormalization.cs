using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using NotebookNet.LinearAlgebra;

namespace NotebookNet;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015), column by column: x̂ = (x − μ)/√(σ² + ε), y = γ·x̂ + β. In training μ and
/// σ² are the batch's mean and variance (divided by N); otherwise they are running averages over the batches seen in
/// training, to which each batch adds its mean and its unbiased variance (divided by N − 1).
/// </summary>
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
    /// <param name="size">Number of columns D, ≥ 1.</param>
    /// <param name="momentum">The share m of the old value in a running average, 0 ≤ m &lt; 1: r ← m·r + (1 − m)·batch.</param>
    /// <param name="epsilon">ε > 0, which keeps the division away from 0.</param>
    public BatchNormalization(int size, double momentum = 0.9, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        _momentum = Guard.FractionBelowOne(momentum);
        _epsilon = Guard.PositiveFinite(epsilon);
        _gamma = new Parameter("gamma", DenseMatrix.Create(1, size, 1), isRegularized: false);
        _beta = new Parameter("beta", new DenseMatrix(1, size), isRegularized: false);
        Parameters = [_gamma, _beta];
        _runningMean = new DenseMatrix(1, size);
        _runningVariance = DenseMatrix.Create(1, size, 1);
        Statistics =
        [
            new LayerStatistic("running_mean", _runningMean),
            new LayerStatistic("running_variance", _runningVariance),
        ];
        _batchMean = new double[size];
        _batchVariance = new double[size];
        _inverseDeviation = new double[size];
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
    public IReadOnlyList<LayerStatistic> Statistics { get; }

    /// <inheritdoc/>
    public int OutputSize(int inputSize) =>
        LayerGuard.CheckedInputSize(this, inputSize, _gamma.Count);

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

        if (training)
        {
            Reductions.ColumnMeansAndVariances(x, _batchMean, _batchVariance);
            Remember(x.RowCount);
        }

        ReadOnlySpan<double> mean = training ? _batchMean : _runningMean.Values;
        ReadOnlySpan<double> variance = training ? _batchVariance : _runningVariance.Values;
        _lastNormalized = _normalized.Of(x.RowCount, x.ColumnCount);
        _usedBatch = training;
        DenseMatrix result = _output.Of(x.RowCount, x.ColumnCount);
        for (int j = 0; j < x.ColumnCount; j++)
        {
            _inverseDeviation[j] = 1 / Math.Sqrt(variance[j] + _epsilon);
            ColumnNormalization.Forward(
                x.ColumnSpan(j),
                mean[j],
                _inverseDeviation[j],
                _gamma.ValueSpan[j],
                _beta.ValueSpan[j],
                _lastNormalized.ColumnSpan(j),
                result.ColumnSpan(j)
            );
        }

        return result;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix dy = ParameterGradients(outputGradient);
        DenseMatrix result = _inputGradient.Of(dy.RowCount, dy.ColumnCount);
        for (int j = 0; j < dy.ColumnCount; j++)
        {
            ColumnNormalization.Backward(
                dy.ColumnSpan(j),
                _lastNormalized!.ColumnSpan(j),
                _gamma.ValueSpan[j] * _inverseDeviation[j],
                _usedBatch ? _beta.GradientSpan[j] / dy.RowCount : 0,
                _usedBatch ? _gamma.GradientSpan[j] / dy.RowCount : 0,
                result.ColumnSpan(j)
            );
        }

        return result;
    }

    /// <inheritdoc/>
    public void BackwardToParameters(Matrix<double> outputGradient) =>
        ParameterGradients(outputGradient);

    /// <inheritdoc/>
    public override string ToString() => $"Batch normalization {_gamma.Count}";

    private DenseMatrix ParameterGradients(Matrix<double> outputGradient)
    {
        DenseMatrix dy = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            _lastNormalized?.RowCount,
            _gamma.Count
        );
        Reductions.ColumnSumsAndDots(dy, _lastNormalized!, _beta.GradientSpan, _gamma.GradientSpan);
        return dy;
    }

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
}
