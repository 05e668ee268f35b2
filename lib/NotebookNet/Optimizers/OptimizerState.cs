using MathNet.Numerics.LinearAlgebra.Double;

namespace NotebookNet;

/// <summary>
/// What an optimizer remembers of one parameter from update to update: matrices of the parameter's shape, each by the name that
/// its equation gives it. All are zero before the first update, so a rule needs no first case.
/// </summary>
/// <example><code>
/// class Heavy() : Optimizer(0.1)
/// {
///     protected override Matrix&lt;double&gt; Update(Matrix&lt;double&gt; θ, Matrix&lt;double&gt; g, OptimizerState state, double η, int t) =>
///         θ - η * (state["v"] = 0.9 * state["v"] + g);
/// }
/// </code></example>
public sealed class OptimizerState
{
    private readonly string _optimizer;
    private readonly List<(string Name, DenseMatrix Matrix)> _matrices = [];

    internal OptimizerState(string optimizer, Parameter parameter)
    {
        _optimizer = optimizer;
        Parameter = parameter;
    }

    /// <summary>The parameter: what it is called, and whether weight decay acts on it.</summary>
    public Parameter Parameter { get; }

    /// <summary>How often it was moved.</summary>
    internal int Updates { get; set; }

    /// <summary>The names of the matrices, in the order in which they were made.</summary>
    internal IEnumerable<string> Names => _matrices.Select(item => item.Name);

    /// <summary>The matrix of a name, such as a velocity "v". To assign one keeps a copy of it.</summary>
    /// <param name="name">Any name, not empty.</param>
    /// <exception cref="InvalidOperationException">What is assigned is <see langword="null"/> or of another shape than the parameter.</exception>
    public Matrix<double> this[string name]
    {
        get => Dense(name);
        set
        {
            int index = IndexOf(name);
            if (!value.HasShapeOf(Parameter.Value))
            {
                throw Guard.WrongShape(
                    $"{_optimizer}: \"{name}\" of {Parameter}",
                    Parameter.Value,
                    value
                );
            }

            _matrices[index] = (name, DenseMatrix.OfMatrix(value));
        }
    }

    /// <summary>The numbers of the matrix of a name, column after column: the memory itself.</summary>
    internal double[] Values(string name) => Dense(name).Values;

    private DenseMatrix Dense(string name) => _matrices[IndexOf(name)].Matrix;

    /// <summary>Where the matrix of a name stands, made where it is new. There are two or three: to look at each is quicker than a hash.</summary>
    private int IndexOf(string name)
    {
        for (int i = 0; i < _matrices.Count; i++)
        {
            if (_matrices[i].Name == name)
            {
                return i;
            }
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _matrices.Add(
            (name, new DenseMatrix(Parameter.Value.RowCount, Parameter.Value.ColumnCount))
        );
        return _matrices.Count - 1;
    }
}
