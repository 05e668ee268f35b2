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
    private readonly Parameter gamma;
    private readonly Parameter beta;
    private readonly DenseMatrix runningMean;
    private readonly DenseMatrix runningVariance;
    private readonly double[] batchMean;
    private readonly double[] batchVariance;
    private readonly double[] inverseDeviation;
    private readonly double momentum;
    private readonly double epsilon;
    private readonly BatchBuffer normalized = new();
    private readonly BatchBuffer output = new();
    private readonly BatchBuffer inputGradient = new();
    private DenseMatrix? lastNormalized;
    private bool usedBatch;

    /// <summary>A layer with γ = 1, β = 0, running mean 0 and running variance 1.</summary>
    /// <param name="size">Number of columns D, ≥ 1.</param>
    /// <param name="momentum">The share m of the old value in a running average, 0 ≤ m &lt; 1: r ← m·r + (1 − m)·batch.</param>
    /// <param name="epsilon">ε > 0, which keeps the division away from 0.</param>
    public BatchNormalization(int size, double momentum = 0.9, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        this.momentum = Guard.FractionBelowOne(momentum);
        this.epsilon = Guard.PositiveFinite(epsilon);
        gamma = new Parameter("gamma", DenseMatrix.Create(1, size, 1), isRegularized: false);
        beta = new Parameter("beta", new DenseMatrix(1, size), isRegularized: false);
        Parameters = [gamma, beta];
        runningMean = new DenseMatrix(1, size);
        runningVariance = DenseMatrix.Create(1, size, 1);
        Statistics =
        [
            new LayerStatistic("running_mean", runningMean),
            new LayerStatistic("running_variance", runningVariance),
        ];
        batchMean = new double[size];
        batchVariance = new double[size];
        inverseDeviation = new double[size];
    }

    /// <summary>The scales γ, 1×D.</summary>
    public Matrix<double> Gamma => gamma.Value;

    /// <summary>The shifts β, 1×D.</summary>
    public Matrix<double> Beta => beta.Value;

    /// <summary>The running average of the batches' means, 1×D.</summary>
    public Matrix<double> RunningMean => runningMean;

    /// <summary>The running average of the batches' unbiased variances, 1×D.</summary>
    public Matrix<double> RunningVariance => runningVariance;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LayerStatistic> Statistics { get; }

    /// <inheritdoc/>
    public int OutputSize(int inputSize) =>
        LayerGuard.CheckedInputSize(this, inputSize, gamma.Count);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has not D columns, or a batch of training has one row only: its variance is 0.</exception>
    public Matrix<double> Forward(Matrix<double> input, bool training)
    {
        DenseMatrix x = LayerGuard.CheckedInput(this, input, gamma.Count);
        if (training && x.RowCount < 2)
        {
            throw new ArgumentException(
                $"{this} needs at least 2 samples in a batch of training to have a variance, got {x.RowCount} (input is {x.Shape()}).",
                nameof(input)
            );
        }

        if (training)
        {
            Reductions.ColumnMeansAndVariances(x, batchMean, batchVariance);
            Remember(x.RowCount);
        }

        ReadOnlySpan<double> mean = training ? batchMean : runningMean.Values;
        ReadOnlySpan<double> variance = training ? batchVariance : runningVariance.Values;
        lastNormalized = normalized.Of(x.RowCount, x.ColumnCount);
        usedBatch = training;
        DenseMatrix result = output.Of(x.RowCount, x.ColumnCount);
        for (int j = 0; j < x.ColumnCount; j++)
        {
            inverseDeviation[j] = 1 / Math.Sqrt(variance[j] + epsilon);
            ColumnNormalization.Forward(
                x.ColumnSpan(j),
                mean[j],
                inverseDeviation[j],
                gamma.ValueSpan[j],
                beta.ValueSpan[j],
                lastNormalized.ColumnSpan(j),
                result.ColumnSpan(j)
            );
        }

        return result;
    }

    /// <inheritdoc/>
    public Matrix<double> Backward(Matrix<double> outputGradient)
    {
        DenseMatrix dy = ParameterGradients(outputGradient);
        DenseMatrix result = inputGradient.Of(dy.RowCount, dy.ColumnCount);
        for (int j = 0; j < dy.ColumnCount; j++)
        {
            ColumnNormalization.Backward(
                dy.ColumnSpan(j),
                lastNormalized!.ColumnSpan(j),
                gamma.ValueSpan[j] * inverseDeviation[j],
                usedBatch ? beta.GradientSpan[j] / dy.RowCount : 0,
                usedBatch ? gamma.GradientSpan[j] / dy.RowCount : 0,
                result.ColumnSpan(j)
            );
        }

        return result;
    }

    /// <inheritdoc/>
    public void BackwardToParameters(Matrix<double> outputGradient) =>
        ParameterGradients(outputGradient);

    /// <inheritdoc/>
    public override string ToString() => $"Batch normalization {gamma.Count}";

    private DenseMatrix ParameterGradients(Matrix<double> outputGradient)
    {
        DenseMatrix dy = LayerGuard.CheckedGradient(
            this,
            outputGradient,
            lastNormalized?.RowCount,
            gamma.Count
        );
        Reductions.ColumnSumsAndDots(dy, lastNormalized!, beta.GradientSpan, gamma.GradientSpan);
        return dy;
    }

    private void Remember(int count)
    {
        Span<double> means = runningMean.Values;
        Span<double> variances = runningVariance.Values;
        double unbiased = (double)count / (count - 1);
        for (int j = 0; j < means.Length; j++)
        {
            means[j] = (momentum * means[j]) + ((1 - momentum) * batchMean[j]);
            variances[j] =
                (momentum * variances[j]) + ((1 - momentum) * (batchVariance[j] * unbiased));
        }
    }
}
