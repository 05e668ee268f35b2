using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Interactive.Formatting;

/// <summary>The shape of a matrix or vector and as many of its values as fit, "…" for the rest.</summary>
internal static class MatrixCorner
{
    private const int MostRows = 8;
    private const int MostColumns = 8;
    private const int MostElements = 12;

    public static TableLayout Of(Matrix<double> matrix)
    {
        int rows = Shown(matrix.RowCount, MostRows);
        List<string[]> shown =
        [
            .. Enumerable
                .Range(0, rows)
                .Select(i => Numbers(matrix.ColumnCount, MostColumns, j => matrix[i, j])),
        ];
        if (rows < matrix.RowCount)
        {
            shown.Add([.. shown[0].Select(_ => "⋮")]);
        }
        return Corner($"{matrix.RowCount}×{matrix.ColumnCount} matrix", shown);
    }

    public static TableLayout Of(Vector<double> vector) =>
        Corner($"vector of {vector.Count}", [Numbers(vector.Count, MostElements, i => vector[i])]);

    private static TableLayout Corner(string title, List<string[]> rows) =>
        new([.. rows[0].Select(_ => true)]) { Title = title, Rows = rows };

    private static string[] Numbers(int count, int most, Func<int, double> at)
    {
        int shown = Shown(count, most);
        return
        [
            .. Enumerable
                .Range(0, shown)
                .Select(i => at(i).ToString("G5", CultureInfo.InvariantCulture)),
            .. shown < count ? (string[])["…"] : [],
        ];
    }

    /// <summary>All when that is hardly more than the corner, so that "…" never stands for one value.</summary>
    private static int Shown(int count, int most) => count <= most + 2 ? count : most;
}
