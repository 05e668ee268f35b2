using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Interactive.Formatting;

/// <summary>The shape of a matrix or vector and as many of its values as fit, "…" for the rest.</summary>
internal static class MatrixCorner
{
    private const int MostRows = 8;
    private const int MostColumns = 8;
    private const int MostElements = 12;

    public static string Html(Matrix<double> matrix) =>
        Html($"{matrix.RowCount}×{matrix.ColumnCount} matrix", Rows(matrix));

    public static string Html(Vector<double> vector) =>
        Html($"vector of {vector.Count}", [Elements(vector)]);

    public static string Text(Matrix<double> matrix) =>
        Text($"{matrix.RowCount}×{matrix.ColumnCount} matrix", Rows(matrix));

    public static string Text(Vector<double> vector) =>
        Text($"vector of {vector.Count}", [Elements(vector)]);

    private static string Html(string title, List<string[]> rows)
    {
        StringBuilder html = new();
        html.Append("<div><div style=\"font-size:12px;opacity:0.75\">")
            .Append(title)
            .Append("</div>");
        html.Append(
            "<table style=\"border-collapse:collapse;font-family:monospace;font-size:13px;border-left:2px solid #8888;border-right:2px solid #8888\"><tbody>"
        );
        foreach (string[] row in rows)
        {
            html.Append("<tr>");
            foreach (string cell in row)
            {
                html.Append("<td style=\"text-align:right;padding:1px 8px;border:none\">")
                    .Append(cell)
                    .Append("</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Text(string title, List<string[]> rows)
    {
        StringBuilder text = new(title);
        int columns = rows.Max(row => row.Length);
        int[] widths =
        [
            .. Enumerable
                .Range(0, columns)
                .Select(j => rows.Max(row => j < row.Length ? row[j].Length : 0)),
        ];
        foreach (string[] row in rows)
        {
            text.Append('\n');
            for (int j = 0; j < row.Length; j++)
            {
                text.Append(j == 0 ? "" : "  ").Append(row[j].PadLeft(widths[j]));
            }
        }
        return text.ToString();
    }

    private static List<string[]> Rows(Matrix<double> matrix)
    {
        int columns = Shown(matrix.ColumnCount, MostColumns);
        List<string[]> rows = [];
        for (int i = 0; i < Shown(matrix.RowCount, MostRows); i++)
        {
            rows.Add([
                .. Enumerable.Range(0, columns).Select(j => Number(matrix[i, j])),
                .. columns < matrix.ColumnCount ? (string[])["…"] : [],
            ]);
        }
        if (rows.Count < matrix.RowCount)
        {
            rows.Add([.. rows[0].Select(_ => "⋮")]);
        }
        return rows;
    }

    private static string[] Elements(Vector<double> vector)
    {
        int shown = Shown(vector.Count, MostElements);
        return
        [
            .. Enumerable.Range(0, shown).Select(i => Number(vector[i])),
            .. shown < vector.Count ? (string[])["…"] : [],
        ];
    }

    /// <summary>All when that is hardly more than the corner, so that "…" never stands for one value.</summary>
    private static int Shown(int count, int most) => count <= most + 2 ? count : most;

    private static string Number(double value) =>
        value.ToString("G5", CultureInfo.InvariantCulture);
}
