using System.Collections;
using System.Text;
using static System.Globalization.CultureInfo;

namespace NotebookNet;

/// <summary>
/// A small table, such as an experiment ends with. It prints itself as aligned text; a notebook shows it as HTML. Text stands on the
/// left, numbers on the right, those of a column with as many decimals each: enough for about four significant digits, in scientific
/// notation where the column's range asks for it. Whole numbers stay whole, null is empty, NaN is "NaN". Of many rows the first and the
/// last are shown. The text is the same in every culture.
/// </summary>
/// <example><code>
/// new Table("optimizer", "learning rate", "loss after 30 steps", "accuracy")
/// {
///     { "SGD", 0.95, 0.361, 0.9712 },
///     { "Adam", 0.3, 0.0123, 0.9803 },
/// }
///     .Format("accuracy", "0.0%")
///     .Titled("Adam gets further in thirty steps")
/// </code></example>
public sealed class Table : IEnumerable<IReadOnlyList<object?>>
{
    private const int MostRows = 20;

    private readonly string[] _columns;
    private readonly string?[] _formats;
    private readonly List<object?[]> _rows = [];
    private string? _title;

    /// <summary>A table without rows, which <see cref="Add"/> or a collection initializer adds.</summary>
    /// <param name="columns">The columns' headings, at least one.</param>
    /// <exception cref="ArgumentException">There is no column, or a heading is null.</exception>
    public Table(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException(
                "A table needs at least one column, got none.",
                nameof(columns)
            );
        }

        _columns = [.. columns];
        if (Array.IndexOf(_columns, null!) is >= 0 and int missing)
        {
            throw new ArgumentException(
                $"The heading of column {missing} is null.",
                nameof(columns)
            );
        }

        _formats = new string?[_columns.Length];
    }

    /// <summary>A table with one row for each item.</summary>
    /// <param name="items">The items, in the order of the rows.</param>
    /// <param name="columns">Each column's heading and what it says of an item, at least one.</param>
    /// <typeparam name="T">What a row is about: a run, an optimizer, a trial.</typeparam>
    /// <exception cref="ArgumentException">There is no column, or a heading or a function is null.</exception>
    /// <example><code>
    /// var runs = new[] { (Name: "SGD", Rate: 0.95, Loss: 0.361), (Name: "Adam", Rate: 0.3, Loss: 0.0123) };
    /// Table.Of(runs, ("optimizer", run => run.Name), ("learning rate", run => run.Rate), ("loss", run => run.Loss))
    /// </code></example>
    public static Table Of<T>(
        IEnumerable<T> items,
        params IReadOnlyList<(string Heading, Func<T, object?> Cell)> columns
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(columns);
        var table = new Table([.. columns.Select(column => column.Heading)]);
        if (columns.FirstOrDefault(column => column.Cell is null) is { Heading: { } heading })
        {
            throw new ArgumentException(
                $"The function of column '{heading}' is null.",
                nameof(columns)
            );
        }

        foreach (T item in items)
        {
            table.Add([.. columns.Select(column => column.Cell(item))]);
        }

        return table;
    }

    /// <summary>A table of numbers: what <see cref="Rows"/> takes out of one.</summary>
    /// <param name="columns">The columns' headings, at least one.</param>
    /// <param name="rows">For each row a number for each column.</param>
    /// <exception cref="ArgumentException">There is no column, a heading is null, or a row has more or fewer numbers than there are columns.</exception>
    /// <example><code>
    /// double[] Run(int seed) => [seed, 1.0 / seed];
    /// Table.OfRows(["seed", "loss"], Enumerable.Range(1, 20).Select(Run)).Save("../data/runs/03-starts.csv");
    /// </code></example>
    public static Table OfRows(IReadOnlyList<string> columns, IEnumerable<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Table table = new(columns);
        foreach (double[] row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            table.Add([.. row.Cast<object>()]);
        }

        return table;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One value for each column: text, a number, null for an empty cell, anything that prints itself.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    /// <example><code>
    /// Table table = new("step", "loss");
    /// for (int step = 0; step &lt; 3; step++)
    /// {
    ///     table.Add(step, 1.0 / (1 + step));
    /// }
    ///
    /// table
    /// </code></example>
    public void Add(params object?[]? cells)
    {
        // C# takes a lone null for the array.
        cells ??= [null];
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException(
                $"Row {_rows.Count} ({string.Join(", ", cells.Select(TableColumn.Plain))}) has {cells.Length} cells, the table has {_columns.Length} columns ({string.Join(", ", _columns)}).",
                nameof(cells)
            );
        }

        _rows.Add([.. cells]);
    }

    /// <summary>The title above the table: best a sentence that says the finding.</summary>
    /// <param name="title">Text.</param>
    /// <example><code>new Table("rate", "loss") { { 0.1, 0.25 } }.Titled("One run is no experiment")</code></example>
    public Table Titled(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _title = title;
        return this;
    }

    /// <summary>Sets how a column's numbers are written.</summary>
    /// <param name="column">Its heading; all columns of that heading are set.</param>
    /// <param name="format">
    /// One of .NET's formats for numbers: "0.0%" for a percentage, "0.00", "0.0e-0". What would be more than 15 digits in it is written in scientific notation.
    /// </param>
    /// <exception cref="ArgumentException">There is no such column, or numbers cannot be written in this format.</exception>
    /// <example><code>new Table("network", "accuracy") { { "784-50-10", 0.9712 } }.Format("accuracy", "0.0%")</code></example>
    public Table Format(string column, string format)
    {
        _ = IndexOf(column);
        ArgumentException.ThrowIfNullOrWhiteSpace(format);
        try
        {
            _ = 0.5.ToString(format, InvariantCulture);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException(
                $"'{format}' is no format for numbers such as 0.5.",
                nameof(format),
                exception
            );
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            _formats[i] = _columns[i] == column ? format : _formats[i];
        }

        return this;
    }

    /// <summary>A column's numbers, row by row.</summary>
    /// <param name="column">Its heading; of several with the same one, the first.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">A cell of the column is no number.</exception>
    /// <example><code>double[] losses = new Table("seed", "loss") { { 1, 0.25 }, { 2, 0.5 } }.Numbers("loss");</code></example>
    public double[] Numbers(string column)
    {
        int index = IndexOf(column);
        return [.. _rows.Select(row => TableColumn.ToDouble(row[index]))];
    }

    /// <summary>Some columns' numbers, row by row.</summary>
    /// <param name="columns">Their headings, in the order in which a row shall have them.</param>
    /// <returns>An array for each row of the table, with a number for each of the columns.</returns>
    /// <exception cref="ArgumentException">No column is named, or there is none of that heading.</exception>
    /// <exception cref="InvalidOperationException">A cell of the columns is no number.</exception>
    /// <example><code>
    /// double[][] runs = Table.Load("../data/runs/03-starts.csv").Rows("seed", "loss");
    /// double best = runs.Min(run => run[1]);
    /// </code></example>
    public double[][] Rows(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException(
                $"Expected the columns that a row shall have, of {string.Join(", ", _columns)}; got none.",
                nameof(columns)
            );
        }

        int[] indices = [.. columns.Select(IndexOf)];
        return
        [
            .. _rows.Select(row =>
                indices.Select(index => TableColumn.ToDouble(row[index])).ToArray()
            ),
        ];
    }

    /// <summary>Writes a table of numbers, with all their digits: a line of headings, then a line for each row, commas between.</summary>
    /// <param name="path">The file. It is written beside, then renamed, so it is never half-written.</param>
    /// <exception cref="InvalidOperationException">A cell is no number, or a heading holds a comma, a quote or a line break; nothing is written then.</exception>
    /// <example><code>new Table("seed", "loss") { { 1, 0.25 }, { 2, 0.5 } }.Save("../data/runs/03-starts.csv");</code></example>
    public void Save(string path)
    {
        string headings = string.Join(',', _columns);
        if (!headings.Split(',', '"', '\r', '\n').SequenceEqual(_columns))
        {
            throw new InvalidOperationException(
                $"{path} was not written: the headings ({headings}) may not hold commas, quotes or line breaks."
            );
        }

        IEnumerable<string> rows = _rows.Select(row =>
            string.Join(',', row.Select(cell => Invariant($"{TableColumn.ToDouble(cell):R}")))
        );
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', [headings, .. rows, ""]));
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>Reads the numbers that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line holds more or fewer fields than there are headings, or one that is no number.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <example><code>double[] losses = Table.Load("../data/runs/03-starts.csv").Numbers("loss");</code></example>
    public static Table Load(string path)
    {
        string[] lines = File.ReadAllLines(path);
        Table table = new(lines.FirstOrDefault("").Split(','));
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            int wrong = Array.FindIndex(fields, x => !double.TryParse(x, InvariantCulture, out _));
            if (wrong >= 0 || fields.Length != table._columns.Length)
            {
                throw new InvalidDataException(
                    $"{path}, line {i + 1}: expected {table._columns.Length} numbers ({lines[0]}), found {(wrong < 0 ? $"{fields.Length} in '{lines[i]}'" : $"'{fields[wrong]}' in column {wrong + 1}")}."
                );
            }

            table.Add([.. fields.Select(field => (object)double.Parse(field, InvariantCulture))]);
        }

        return table;
    }

    /// <summary>The table as lines of text, without a line break at the end.</summary>
    public override string ToString() => Layout().ToString();

    // A collection initializer asks for the two; nobody else does.
    IEnumerator<IReadOnlyList<object?>> IEnumerable<IReadOnlyList<object?>>.GetEnumerator() =>
        _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _rows.GetEnumerator();

    private int IndexOf(string column) =>
        Array.IndexOf(_columns, column) is >= 0 and int index
            ? index
            : throw new ArgumentException(
                $"The table has no column '{column}', only {string.Join(", ", _columns)}.",
                nameof(column)
            );

    /// <summary>What is to be shown, as text cell by cell.</summary>
    internal TableLayout Layout()
    {
        // "… 1 row" would take as much room as the row.
        int leftOut = _rows.Count <= MostRows + 1 ? 0 : _rows.Count - MostRows;
        int head = leftOut == 0 ? _rows.Count : MostRows / 2;
        object?[][] shown = [.. _rows.Take(head), .. _rows.Skip(head + leftOut)];
        TableColumn[] columns =
        [
            .. _columns.Select(
                (_, i) => TableColumn.Of([.. shown.Select(row => row[i])], _formats[i])
            ),
        ];
        return new TableLayout([.. columns.Select(column => column.IsRight)])
        {
            Title = _title,
            Headings = [.. _columns.Select(TableColumn.Plain)],
            Rows = [.. shown.Select((_, i) => columns.Select(column => column.Cells[i]).ToArray())],
            RowsBeforeGap = head,
            RowsLeftOut = leftOut,
        };
    }
}
