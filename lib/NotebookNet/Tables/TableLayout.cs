using System.Text;

namespace NotebookNet;

/// <summary>A table whose cells are text already; what its text and its HTML are made from.</summary>
/// <param name="isRight">Whether each column stands on the right.</param>
internal sealed class TableLayout(bool[] isRight)
{
    /// <summary>What stands above the table, if anything.</summary>
    public string? Title { get; init; }

    /// <summary>The columns' headings, if there are any.</summary>
    public string[]? Headings { get; init; }

    /// <summary>The rows that are shown, a cell for each column.</summary>
    public required IReadOnlyList<string[]> Rows { get; init; }

    /// <summary>After how many of these the rows that are left out would stand.</summary>
    public int RowsBeforeGap { get; init; }

    /// <summary>How many rows are left out.</summary>
    public int RowsLeftOut { get; init; }

    /// <summary>What stands in the place of the rows that are left out.</summary>
    public string Gap => Invariant($"… {RowsLeftOut} more rows …");

    /// <summary>Number of columns.</summary>
    public int Columns => isRight.Length;

    /// <summary>Whether a column stands on the right.</summary>
    public bool IsRight(int column) => isRight[column];

    /// <summary>The table as lines of text: columns as wide as their widest cell, two spaces apart.</summary>
    public override string ToString()
    {
        string[][] lines = Headings is null ? [.. Rows] : [Headings, .. Rows];
        int[] widths =
        [
            .. Enumerable
                .Range(0, Columns)
                .Select(i => lines.Select(line => TextWidth.Of(line[i])).DefaultIfEmpty().Max()),
        ];
        List<string> text = [.. lines.Select(line => Line(line, widths))];
        if (RowsLeftOut > 0)
        {
            text.Insert(text.Count - Rows.Count + RowsBeforeGap, Gap);
        }

        return string.Join('\n', Title is null ? text : [Title, .. text]);
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
        {
            var padding = new string(' ', widths[i] - TextWidth.Of(cells[i]));
            line.Append(i == 0 ? "" : "  ")
                .Append(isRight[i] ? padding + cells[i] : cells[i] + padding);
        }

        return line.ToString().TrimEnd();
    }
}
