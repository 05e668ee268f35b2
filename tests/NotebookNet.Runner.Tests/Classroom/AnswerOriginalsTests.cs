using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

public class AnswerOriginalsTests
{
    private static bool IsChanged(object value, Action change)
    {
        AnswerOriginals originals = new();
        originals.Note(value);
        change();
        originals.Note(value);
        return originals.Changed.Contains(value);
    }

    [Fact]
    public void What_is_put_back_is_not_changed_up_to_rounding()
    {
        double[] xs = [0.3, 1e6, double.NaN];
        Matrix<double> matrix = Matrix<double>.Build.Dense(2, 2, 0.1);
        float[] singles = [0.3f];

        Assert.False(IsChanged(xs, () => xs[0] = 0.3 + 1e-4 - 2e-4 + 1e-4));
        Assert.False(IsChanged(matrix, () => matrix[0, 1] = 0.1 + 1e-4 - 1e-4));
        Assert.False(IsChanged(singles, () => singles[0] = 0.3f + 1e-4f - 1e-4f));
    }

    [Fact]
    public void What_is_another_number_is_changed()
    {
        double[] small = [1e-12, -1e-12];
        double[] finite = [1, double.NaN];
        Vector<double> vector = Vector<double>.Build.Dense(3, 1);
        int[] whole = [1, 2];
        List<double> list = [1];

        Assert.True(IsChanged(small, () => Array.Clear(small)));
        Assert.True(IsChanged(finite, () => finite[1] = 0));
        Assert.True(IsChanged(finite, () => finite[0] = double.NaN));
        Assert.True(IsChanged(vector, () => vector[2] = 1.001));
        Assert.True(IsChanged(whole, () => whole[0] = 2));
        Assert.True(IsChanged(list, () => list.Clear()));
    }
}
