using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>Where a data set's inputs are kept: as bytes (images) or as numbers.</summary>
internal interface ISamples
{
    /// <summary>Number of values in a sample.</summary>
    int Width { get; }

    /// <summary>Copies samples into the rows of a matrix, in the given order, one a row.</summary>
    void Gather(ReadOnlySpan<int> indices, DenseMatrix destination);

    /// <summary>Copies one sample.</summary>
    void CopySample(int index, Span<double> destination);
}
