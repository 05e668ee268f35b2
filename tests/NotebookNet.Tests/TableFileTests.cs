using System.Text;
using NotebookNet.Tests.Data;

namespace NotebookNet.Tests;

public sealed class TableFileTests : IDisposable
{
    private static readonly double[] s_numbers =
    [
        0.1 + 0.2,
        -0.0,
        1.0 / 3,
        double.Epsilon,
        double.MaxValue,
        -1e-7,
        1e22,
        (1L << 53) - 1,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "runs.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_has_a_line_of_headings_and_one_for_each_row()
    {
        new Table("seed", "test loss")
        {
            { 1, 0.25 },
            { 2L, 0.5f },
            { (byte)3, 1e-7 },
        }.Save(File);
        Assert.Equal(
            "seed,test loss\n1,0.25\n2,0.5\n3,1E-07\n",
            Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(File))
        );
        Assert.Equal(File, Assert.Single(Directory.GetFiles(_folder.Path)));
    }

    [Fact]
    public void Every_number_comes_back_bit_for_bit_in_every_culture()
    {
        Table table = Table.Of(s_numbers, ("x", x => x), ("손실 ŷ", x => -x));
        string[] invariant = [Saved(table), Cultures.InForeign(() => Saved(table))];
        Assert.Equal(invariant[0], invariant[1]);
        foreach (
            Table read in (Table[])[Table.Load(File), Cultures.InForeign(() => Table.Load(File))]
        )
        {
            Assert.Equal(Bits(s_numbers), Bits(read.Numbers("x")));
            Assert.Equal(Bits([.. s_numbers.Select(x => -x)]), Bits(read.Numbers("손실 ŷ")));
        }
    }

    [Fact]
    public void What_was_read_is_written_as_it_was()
    {
        Table.Of(s_numbers, ("x", x => x), ("x", _ => 1)).Save(File);
        string before = System.IO.File.ReadAllText(File);
        Table.Load(File).Save(File);
        Assert.Equal(before, System.IO.File.ReadAllText(File));
        Assert.Equal(Bits(s_numbers), Bits(Table.Load(File).Numbers("x")));
    }

    [Fact]
    public void Windows_line_ends_a_mark_at_the_start_and_a_missing_last_line_end_are_read()
    {
        System.IO.File.WriteAllText(File, "a,b\r\n1,2\r\n3,4", Encoding.UTF8);
        Assert.Equal([1, 3], Table.Load(File).Numbers("a"));
        Assert.Equal([2, 4], Table.Load(File).Numbers("b"));
    }

    [Fact]
    public void A_table_without_rows_has_no_numbers()
    {
        new Table("a", "b").Save(File);
        Assert.Empty(Table.Load(File).Numbers("b"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: expected 2 numbers (a,b), found 1 in '3'.")]
    [InlineData("a,b\n1,2,3\n", "line 2: expected 2 numbers (a,b), found 3 in '1,2,3'.")]
    [InlineData("a,b\n1,2\n\n", "line 3: expected 2 numbers (a,b), found '' in column 1.")]
    [InlineData("a,b\n1,two\n", "line 2: expected 2 numbers (a,b), found 'two' in column 2.")]
    [InlineData("a,b\n\"1\",2\n", "line 2: expected 2 numbers (a,b), found '\"1\"' in column 1.")]
    [InlineData("a\n0,5\n", "line 2: expected 1 numbers (a), found 2 in '0,5'.")]
    public void A_file_that_is_no_such_table_is_refused(string content, string expected)
    {
        System.IO.File.WriteAllText(File, content);
        string message = Assert.Throws<InvalidDataException>(() => Table.Load(File)).Message;
        Assert.Equal($"{File}, {expected}", message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains(
            File,
            Assert.Throws<FileNotFoundException>(() => Table.Load(File)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Unknown_columns_and_cells_that_are_no_numbers_are_named()
    {
        Table table = new("name", "loss") { { "SGD", 0.25 } };
        Assert.StartsWith(
            "The table has no column 'Loss', only name, loss.",
            Assert.Throws<ArgumentException>(() => table.Numbers("Loss")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => new Table("a").Numbers("b"));
        Assert.Equal(
            "Expected a number, found 'SGD'.",
            Assert.Throws<InvalidOperationException>(() => table.Numbers("name")).Message
        );
        Assert.Equal([0.25], table.Numbers("loss"));
    }

    [Fact]
    public void Rows_hold_the_columns_that_are_named_in_their_order()
    {
        Table table = new("seed", "loss", "name", "steps")
        {
            { 1, 0.25, "a", 30 },
            { 2, 0.5, "b", 31L },
        };
        Assert.Equal(
            [
                [30, 1],
                [31, 2],
            ],
            table.Rows("steps", "seed")
        );
        Assert.Equal(
            [
                [0.25, 0.25],
                [0.5, 0.5],
            ],
            table.Rows("loss", "loss")
        );
        Assert.Empty(new Table("seed").Rows("seed"));
        table.Rows("seed")[0][0] = 7;
        Assert.Equal(
            [
                [1],
                [2],
            ],
            table.Rows("seed")
        );
    }

    [Fact]
    public void A_table_of_rows_holds_them_as_they_were()
    {
        double[][] rows =
        [
            [1, 0.1 + 0.2],
            [2, double.NaN],
        ];
        Table table = Table.OfRows(["seed", "loss"], rows);
        Assert.Equal(rows, table.Rows("seed", "loss"));
        rows[0][1] = 7;
        Assert.Equal([0.1 + 0.2, double.NaN], table.Numbers("loss"));
        Assert.Equal(
            new Table("seed", "loss") { { 1.0, 0.1 + 0.2 }, { 2.0, double.NaN } }.ToString(),
            table.ToString()
        );
        Assert.Empty(Table.OfRows(["seed"], []).Rows("seed"));
    }

    [Fact]
    public void A_table_of_rows_refuses_rows_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => Table.OfRows(["seed", "loss"], [[1, 2], [3]]));
        Assert.Throws<ArgumentException>(() => Table.OfRows(["seed"], [[1, 2]]));
        Assert.Throws<ArgumentException>("columns", () => Table.OfRows([], []));
        Assert.Throws<ArgumentNullException>("columns", () => Table.OfRows(null!, []));
        Assert.Throws<ArgumentNullException>("rows", () => Table.OfRows(["seed"], null!));
        Assert.Throws<ArgumentNullException>("rows", () => Table.OfRows(["seed"], [[1], null!]));
    }

    [Fact]
    public void Rows_refuse_what_they_cannot_hold()
    {
        Table table = new("name", "loss") { { "a", 0.25 } };
        Assert.Contains(
            "no column 'Loss', only name, loss",
            Assert.Throws<ArgumentException>(() => table.Rows("loss", "Loss")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "of name, loss; got none",
            Assert.Throws<ArgumentException>("columns", () => table.Rows()).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>("columns", () => table.Rows(null!));
        Assert.Contains(
            "found 'a'",
            Assert.Throws<InvalidOperationException>(() => table.Rows("loss", "name")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(DayOfWeek.Monday)]
    public void Only_numbers_are_saved(object? cell)
    {
        System.IO.File.WriteAllText(File, "before");
        Table table = new("a", "b") { { 1, cell } };
        Assert.Throws<InvalidOperationException>(() => table.Save(File));
        Assert.Equal("before", System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("a,")]
    [InlineData("a,b")]
    [InlineData("the \"loss\"")]
    [InlineData("a\nb")]
    [InlineData("a\r")]
    public void Headings_that_a_line_cannot_hold_are_refused(string heading)
    {
        Table table = new("seed", heading);
        string message = Assert.Throws<InvalidOperationException>(() => table.Save(File)).Message;
        Assert.StartsWith(
            $"{File} was not written: the headings",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains(heading, message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    private string Saved(Table table)
    {
        table.Save(File);
        return System.IO.File.ReadAllText(File);
    }

    private static long[] Bits(double[] numbers) =>
        [
            .. numbers.Select(x =>
                double.IsNaN(x) ? 0x7FF8L << 48 : BitConverter.DoubleToInt64Bits(x)
            ),
        ];
}
