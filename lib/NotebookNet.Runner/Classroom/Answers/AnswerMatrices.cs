using System.Collections.Concurrent;
using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>MathNet's matrices or vectors of doubles, of the copy of that library which the cells have: this program does not know it.</summary>
internal sealed class AnswerMatrices
{
    private static readonly ConcurrentDictionary<Type, AnswerMatrices> s_all = [];

    private readonly bool _isVector;
    private readonly object _build;
    private readonly MethodInfo _dense;
    private readonly MethodInfo _numbers;
    private readonly MethodInfo _copyTo;
    private readonly PropertyInfo[] _shape;

    private AnswerMatrices(Type dense)
    {
        _isVector = AnswerTypes.IsVector(dense);
        _build = dense.GetField("Build")!.GetValue(null)!;
        _dense = _build
            .GetType()
            .GetMethod(
                "Dense",
                _isVector ? [typeof(double[])] : [typeof(int), typeof(int), typeof(double[])]
            )!;
        _numbers = dense.GetMethod(_isVector ? "ToArray" : "ToColumnMajorArray", [])!;
        _copyTo = dense.GetMethod("CopyTo", [dense])!;
        _shape = _isVector
            ? [dense.GetProperty("Count")!]
            : [dense.GetProperty("RowCount")!, dense.GetProperty("ColumnCount")!];
    }

    /// <summary>Of the base type of the matrices or vectors.</summary>
    public static AnswerMatrices Of(Type dense) =>
        s_all.GetOrAdd(dense, one => new AnswerMatrices(one));

    /// <summary>The elements, column after column.</summary>
    public double[] Numbers(object matrix) => (double[])_numbers.Invoke(matrix, null)!;

    /// <summary>Rows and columns; of a vector one column.</summary>
    public (int Rows, int Columns) Shape(object matrix) =>
        ((int)_shape[0].GetValue(matrix)!, _isVector ? 1 : (int)_shape[1].GetValue(matrix)!);

    /// <summary>A new one.</summary>
    public object Create(AnswerNode.Dense node) =>
        _dense.Invoke(_build, _isVector ? [node.Values] : [node.Rows, node.Columns, node.Values])!;

    /// <summary>Gives one the elements of another.</summary>
    /// <exception cref="AnswerKindException">It has another shape.</exception>
    public void Fill(object matrix, AnswerNode.Dense node)
    {
        if (Shape(matrix) != (node.Rows, node.Columns))
        {
            throw new AnswerKindException("has changed its shape");
        }

        _copyTo.Invoke(Create(node), [matrix]);
    }
}
