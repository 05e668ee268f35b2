using System.Text;

namespace NotebookNet;

/// <summary>A table as text: columns as wide as their widest cell, two spaces apart.</summary>
internal static class TextTable
{
    /// <summary>The rows as lines, without a line break at the end.</summary>
    /// <param name="rows">Rows of as many cells each.</param>
    /// <param name="leftAligned">How many columns, from the first, are aligned to the left; the others to the right.</param>
    public static string Of(IReadOnlyList<string[]> rows, int leftAligned)
    {
        int[] widths =
        [
            .. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)),
        ];
        var table = new StringBuilder();
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select(
                (cell, i) => i < leftAligned ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])
            );
            table.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return table.ToString().TrimEnd();
    }
}
