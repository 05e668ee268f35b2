using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>A matrix that training adjusts, with the gradient of the loss with respect to it.</summary>
/// <example>A layer is frozen by its parameters:
/// <code>
/// foreach (Parameter parameter in network.Layers[0].AllParameters)
/// {
///     parameter.IsFrozen = true;
/// }
/// </code></example>
public sealed class Parameter
{
    /// <summary>A parameter that starts from the given values.</summary>
    /// <param name="name">What it is called in tables and files, such as "weight" or "bias".</param>
    /// <param name="value">Its first values; the matrix is kept, not copied, where it is dense.</param>
    /// <param name="isRegularized">Whether weight decay and the other regularizers act on it: weights yes, biases no.</param>
    public Parameter(string name, Matrix<double> value, bool isRegularized = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        DenseValue = value.AsDense();
        DenseGradient = new DenseMatrix(value.RowCount, value.ColumnCount);
        IsRegularized = isRegularized;
    }

    /// <summary>What it is called in tables and files.</summary>
    public string Name { get; }

    /// <summary>The values θ, live: an optimizer changes them in place, and what is written here is what the layer computes with.</summary>
    public Matrix<double> Value => DenseValue;

    /// <summary>∂L/∂θ, of the shape of <see cref="Value"/>, live: each backward pass overwrites it. <c>Clone()</c> gives a copy to keep.</summary>
    public Matrix<double> Gradient => DenseGradient;

    /// <summary>Whether regularizers act on it.</summary>
    public bool IsRegularized { get; }

    /// <summary>
    /// Whether training leaves it as it is: no update, no weight decay. It may change in the middle of a training;
    /// what the optimizer remembers of it waits meanwhile. (Batch normalization's running statistics,
    /// which no gradient moves, go on.)
    /// </summary>
    public bool IsFrozen { get; set; }

    /// <summary>Number of values.</summary>
    public int Count => DenseValue.RowCount * DenseValue.ColumnCount;

    internal DenseMatrix DenseValue { get; }

    internal DenseMatrix DenseGradient { get; }

    /// <summary>The values, column after column.</summary>
    internal Span<double> ValueSpan => DenseValue.Values;

    /// <summary>The gradient, column after column.</summary>
    internal Span<double> GradientSpan => DenseGradient.Values;

    /// <summary>Name and shape, such as "weight 784×50".</summary>
    public override string ToString() => $"{Name} {Value.Shape()}";
}
