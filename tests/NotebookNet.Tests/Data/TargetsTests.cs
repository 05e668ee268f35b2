using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Data;

public class TargetsTests
{
    [Fact]
    public void Labels_as_a_matrix_are_one_hot_rows_and_name_the_same_classes()
    {
        var labels = Targets.FromLabels([2, 0, 1, 2], 3);
        Matrix<double> matrix = labels.ToMatrix();
        Assert.Equal(
            Matrix<double>.Build.DenseOfRowArrays([0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]),
            matrix
        );
        var values = Targets.FromValues(matrix);
        Assert.Equal((4, 3), (values.Count, values.ColumnCount));
        Assert.Equal([2, 0, 1, 2], Enumerable.Range(0, 4).Select(values.ClassOf));
        Assert.Equal([2, 0, 1, 2], Enumerable.Range(0, 4).Select(labels.ClassOf));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_of_no_class_is_rejected_with_its_place(int label)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Targets.FromLabels([0, label], 3)
        );
        Assert.Contains($"Label {label} of sample 1 is outside 0 … 2", error.Message);
    }
}
