using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>The differences y − t between outputs and targets of a batch, which the gradient of every loss here starts from.</summary>
internal sealed class Residuals(ILoss loss)
{
    private readonly BatchBuffer _residuals = new();
    private readonly BatchBuffer _gradients = new();
    private DenseMatrix? _last;

    /// <summary>Throws unless there is at least one sample and output and targets have the same shape.</summary>
    public static void Check(ILoss loss, Matrix<double> output, Targets targets)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
        {
            throw new ArgumentException(
                $"{loss}: a batch needs at least one sample, got none.",
                nameof(targets)
            );
        }

        if (output.RowCount != targets.Count || output.ColumnCount != targets.ColumnCount)
        {
            throw new ArgumentException(
                $"{loss} expects targets of the output's shape {output.Shape()}, got {targets.Count}×{targets.ColumnCount} ({targets}).",
                nameof(targets)
            );
        }
    }

    /// <summary>result = y − t of outputs and targets, N×C; labels stand for one-hot rows.</summary>
    public static void Subtract(DenseMatrix output, Targets targets, DenseMatrix result)
    {
        if (targets.Values is not null)
        {
            TensorPrimitives.Subtract(
                output.Values,
                targets.Values.AsDense().Values,
                result.Values
            );
            return;
        }

        output.Values.CopyTo(result.Values.AsSpan());
        ReadOnlySpan<int> labels = targets.Labels;
        for (int i = 0; i < labels.Length; i++)
        {
            result.At(i, labels[i], result.At(i, labels[i]) - 1);
        }
    }

    /// <summary>Σ(y − t)² over all samples and columns; keeps the differences.</summary>
    public double SumOfSquares(Matrix<double> output, Targets targets)
    {
        using OneThread.Turn turn = OneThread.Of(loss).Enter("loss");
        Check(loss, output, targets);
        DenseMatrix residual = _residuals.Of(output.RowCount, output.ColumnCount);
        Subtract(output.AsDense(), targets, residual);
        _last = residual;
        return Reductions.SumOfSquares(residual.Values);
    }

    /// <summary>scale·(y − t)/N with the last differences.</summary>
    public DenseMatrix Scaled(double scale)
    {
        using OneThread.Turn turn = OneThread.Of(loss).Enter("loss");
        if (_last is null)
        {
            throw new InvalidOperationException($"{loss}: Backward needs a Forward before it.");
        }

        DenseMatrix gradient = _gradients.Of(_last.RowCount, _last.ColumnCount);
        Elementwise.Scale(scale / _last.RowCount, _last.Values, gradient.Values);
        return gradient;
    }
}
