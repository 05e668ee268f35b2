using System.Globalization;
using System.Text;

namespace NotebookNet.Tests;

public class TableTests
{
    private sealed record Run(string Name, double Rate, double Loss);

    [Fact]
    public void Text_stands_on_the_left_and_numbers_on_the_right_with_equally_many_decimals()
    {
        Table table = new("optimizer", "rate", "loss after 30 steps")
        {
            { "SGD", 0.95, 0.361 },
            { "Momentum", 0.1, 0.04127 },
        };
        Assert.Equal(
            """
            optimizer  rate  loss after 30 steps
            SGD        0.95               0.3610
            Momentum   0.10               0.0413
            """,
            table.ToString()
        );
    }

    [Fact]
    public void A_table_of_items_equals_one_of_rows()
    {
        Run[] runs = [new("SGD", 0.95, 0.361), new("Adam", 0.3, 0.5)];
        Table ofItems = Table.Of(
            runs,
            ("optimizer", run => run.Name),
            ("rate", run => run.Rate),
            ("loss", run => run.Loss)
        );
        Table ofRows = new("optimizer", "rate", "loss")
        {
            { "SGD", 0.95, 0.361 },
            { "Adam", 0.3, 0.5 },
        };
        Assert.Equal(ofRows.ToString(), ofItems.ToString());
    }

    [Theory]
    [InlineData(new[] { 2.302585, 0.0433 }, new[] { "2.3026", "0.0433" })]
    [InlineData(new[] { 0.1, 0.01, 0.001 }, new[] { "0.100", "0.010", "0.001" })]
    [InlineData(new[] { 0.1 + 0.2 }, new[] { "0.3" })]
    [InlineData(new[] { 97.14, 3.25, -0.5 }, new[] { "97.14", "3.25", "-0.50" })]
    [InlineData(new[] { 1234.5678, 0.5 }, new[] { "1234.568", "0.500" })]
    [InlineData(new[] { 12345.678, 0.5 }, new[] { "12346", "0.5000" })]
    [InlineData(new[] { 123456.7 }, new[] { "123457" })]
    [InlineData(new[] { 1.0, 2, 784 }, new[] { "1", "2", "784" })]
    [InlineData(new[] { 1e-5, 0.1 }, new[] { "1e-5", "0.1" })]
    [InlineData(new[] { 1.5e-7, 0 }, new[] { "1.5e-7", "0" })]
    [InlineData(new[] { -3.0, 0.0576461, -6.111e-10 }, new[] { "-3.000", "0.05765", "-6.111e-10" })]
    [InlineData(new[] { 1e4, -1, -0.66, 1e-9 }, new[] { "10000", "-1.0", "-0.66", "1.0e-9" })]
    [InlineData(new[] { 10, 0.001, 1e-4 }, new[] { "10", "0.001", "1e-4" })]
    [InlineData(new[] { 0.000123456 }, new[] { "0.0001235" })]
    [InlineData(new[] { 0.0000123456 }, new[] { "1.235e-5" })]
    [InlineData(new[] { 12345678.9 }, new[] { "1.235e7" })]
    [InlineData(new[] { 6.02e23 }, new[] { "6.02e23" })]
    [InlineData(new[] { 9.9999, 0.99999 }, new[] { "10", "1" })]
    [InlineData(new[] { 0.5, -0.0 }, new[] { "0.5", "0.0" })]
    [InlineData(new[] { -0.0, 0 }, new[] { "0", "0" })]
    [InlineData(new[] { double.Epsilon }, new[] { "4.941e-324" })]
    [InlineData(new[] { double.MaxValue, double.MinValue }, new[] { "1.798e308", "-1.798e308" })]
    [InlineData(
        new[] { 0.25, double.NaN, double.PositiveInfinity, double.NegativeInfinity },
        new[] { "0.25", "NaN", "∞", "-∞" }
    )]
    [InlineData(new[] { double.NaN }, new[] { "NaN" })]
    public void A_column_has_the_decimals_its_range_asks_for(double[] values, string[] expected) =>
        Assert.Equal(expected, Column([.. values.Cast<object?>()]));

    [Fact]
    public void Numbers_of_all_types_are_numbers()
    {
        Assert.Equal(["1", "2", "3"], Column([(byte)1, 2L, (ushort)3]));
        Assert.Equal(["9007199254740993", "1"], Column([9007199254740993L, 1]));
        Assert.Equal(["0.1", "0.5", "2.0"], Column([0.1f, 0.5m, 2]));
        Assert.Equal(["failed", "0.25"], Column(["failed", 0.25]));
    }

    [Fact]
    public void What_is_no_number_prints_itself_on_one_line()
    {
        Assert.Equal(
            ["Friday", "", "two lines", "a b"],
            Lines([DayOfWeek.Friday, null, "two\r\nlines", "a\tb"])
        );
        Assert.Equal(["", "x"], Lines([null, "x"]));

        static string[] Lines(object?[] cells) =>
            [.. Table.Of(cells, ("value", cell => cell)).ToString().Split('\n')[1..]];
    }

    [Fact]
    public void A_combining_mark_takes_no_column()
    {
        string[] lines = new Table("symbol", "value") { { "m\u0302", 1 }, { "m", 2 } }
            .ToString()
            .Split('\n');
        Assert.Equal("m\u0302           1", lines[1]);
        Assert.Equal("m           2", lines[2]);
    }

    [Fact]
    public void A_column_takes_a_format()
    {
        Table table = new Table("accuracy", "count")
        {
            { 0.9712, 3 },
            { 1, 4 },
            { double.NaN, 5 },
            { null, 6 },
        }.Format("accuracy", "0.0%");
        Assert.Equal(
            [
                "accuracy  count",
                "   97.1%      3",
                "  100.0%      4",
                "     NaN      5",
                "              6",
            ],
            table.ToString().Split('\n')
        );
        Assert.Contains(
            "no column 'acuracy', only accuracy, count",
            Assert.Throws<ArgumentException>(() => table.Format("acuracy", "P1")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'Q' is no format",
            Assert.Throws<ArgumentException>(() => table.Format("accuracy", "Q")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("0.0000", 1e-6, "0.0000")]
    [InlineData("0.0000", -4.56e-7, "0.0000")]
    [InlineData("0.0000", 0.00012, "0.0001")]
    [InlineData("0.0000", 0.0, "0.0000")]
    [InlineData("0.0000", 12345678.9, "12345678.9000")]
    [InlineData("0.0000", 1e90, "1.00e90")]
    [InlineData("0.0000", -2.5e300, "-2.50e300")]
    [InlineData("0.0", 0.3, "0.3")]
    [InlineData("0.0", 0.03, "0.0")]
    [InlineData("0.####", 1e-5, "0")]
    [InlineData("0.0%", 0.25, "25.0%")]
    [InlineData("0.0%", 0.0001, "0.0%")]
    [InlineData("P1", 1e90, "1.00e92%")]
    [InlineData("0.0‰", 1e7, "10000000000.0‰")]
    [InlineData("0.0e-0", 1e-300, "1.0e-300")]
    [InlineData("+0.00;-0.00", 0.5, "+0.50")]
    [InlineData("N0", 1e12, "1,000,000,000,000")]
    [InlineData("0", 9.007199254740992e15, "9.01e15")]
    public void A_format_is_the_author_s_unless_it_takes_more_than_15_digits(
        string format,
        double value,
        string expected
    ) =>
        Assert.Equal(
            expected,
            new Table("v") { value }
                .Format("v", format)
                .ToString()
                .Split('\n')[1]
                .Trim()
        );

    [Fact]
    public void A_wide_character_takes_two_columns()
    {
        Assert.Equal(
            """
            방법            정확도  備考
            경사 하강법     0.9000  ア
            Adam 최적화 🎉  0.9500
            """,
            new Table("방법", "정확도", "備考")
            {
                { "경사 하강법", 0.9, "ア" },
                { "Adam 최적화 🎉", 0.95, null },
            }
                .Format("정확도", "0.0000")
                .ToString()
        );
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("손실", 4)]
    [InlineData("\u1109\u1169\u11ab\u1109\u1175\u11af", 4)] // the same in conjoining letters
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("か\u3099", 2)]
    [InlineData("m\u0302\u0303", 1)]
    [InlineData("\u0302", 0)]
    [InlineData("a\u200bb\u200d", 2)]
    [InlineData("👍", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("👨\u200d👩\u200d👧", 2)]
    [InlineData("❤", 1)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("🇰🇷", 2)]
    [InlineData("η = ½ → 10⁻⁴ ± 0.1 …", 20)]
    [InlineData("𝛼", 1)]
    public void A_text_takes_the_columns_of_a_terminal(string text, int columns) =>
        Assert.Equal(columns, TextWidth.Of(text));

    [Fact]
    public void Half_of_a_pair_is_a_character() => Assert.Equal(1, TextWidth.Of("\ud83d"));

    [Fact]
    public void Characters_are_as_wide_as_Unicode_says()
    {
        (int First, int Last)[] wide =
        [
            .. File.ReadLines(ReferenceFiles.PathOf("wide_characters.csv"))
                .Select(line => Array.ConvertAll(line.Split(','), end => Convert.ToInt32(end, 16)))
                .Select(range => (range[0], range[1])),
        ];
        for (int value = 0; value < 0x40000; value++)
        {
            if (Rune.IsValid(value) && Rune.GetUnicodeCategory(new Rune(value)) is var category)
            {
                bool isWide = Array.Exists(
                    wide,
                    range => range.First <= value && value <= range.Last
                );
                bool isVisible =
                    category
                    is not (
                        UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.Format
                        or UnicodeCategory.OtherNotAssigned
                    );

                // U+3164 is a filler, in the middle of letters that are wide.
                if (isVisible && value != 0x3164)
                {
                    int columns = TextWidth.Of(new Rune(value).ToString());
                    Assert.True(columns == (isWide ? 2 : 1), $"U+{value:X}: {columns} columns");
                }
            }
        }
    }

    [Fact]
    public void A_long_table_is_cut_in_the_middle_and_says_by_how_much()
    {
        string[] lines = Table.Of(Enumerable.Range(0, 1000), ("i", i => i)).ToString().Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.Equal("  9", lines[10]);
        Assert.Equal("… 980 more rows …", lines[11]);
        Assert.Equal("990", lines[12]);
        Assert.Equal("999", lines[^1]);
        Assert.Equal(
            22,
            Table.Of(Enumerable.Range(0, 21), ("i", i => i)).ToString().Split('\n').Length
        );
        Assert.Contains(
            "… 2 more rows …",
            Table.Of(Enumerable.Range(0, 22), ("i", i => i)).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_title_stands_above_and_a_table_without_rows_shows_its_headings()
    {
        Assert.Equal("Nothing yet\na  b", new Table("a", "b").Titled("Nothing yet").ToString());
        Assert.Throws<ArgumentNullException>(() => new Table("a").Titled(null!));
    }

    [Fact]
    public void A_row_of_another_length_is_refused_by_its_number_and_cells()
    {
        Table table = new("optimizer", "rate") { { "SGD", 0.1 } };
        string message = Cultures.InForeign(() =>
            Assert.Throws<ArgumentException>(() => table.Add("Adam", 0.3, 7)).Message
        );
        Assert.StartsWith(
            "Row 1 (Adam, 0.3, 7) has 3 cells, the table has 2 columns (optimizer, rate).",
            message,
            StringComparison.Ordinal
        );
        Assert.Equal("optimizer  rate\nSGD         0.1", table.ToString());
        Assert.Throws<ArgumentException>(() => table.Add(null));
        new Table("one").Add(null);
    }

    [Fact]
    public void A_table_without_columns_or_with_null_for_one_is_refused()
    {
        Assert.Contains(
            "at least one column",
            Assert.Throws<ArgumentException>(() => new Table()).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "heading of column 1 is null",
            Assert.Throws<ArgumentException>(() => new Table("a", null!)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "function of column 'b' is null",
            Assert
                .Throws<ArgumentException>(() => Table.Of([1], ("a", i => i), ("b", null!)))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>(() => Table.Of<int>(null!, ("a", i => i)));
    }

    [Fact]
    public void A_row_is_the_tables_own()
    {
        object?[] row = ["SGD", 0.1];
        Table table = new("optimizer", "rate");
        table.Add(row);
        row[0] = "changed";
        Assert.Contains("SGD", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_culture_gives_the_same_text()
    {
        Table table = new Table("a", "b", "c", "d")
        {
            { -0.25, -1, 0.5, double.NaN },
            { 1e-9, 2, 0.25, double.PositiveInfinity },
        }.Format("c", "P1");
        Assert.Equal("-0,5", Cultures.InForeign(() => $"{-0.5:0.0}".Replace('−', '-')));
        Assert.Equal(table.ToString(), Cultures.InForeign(table.ToString));
        Assert.Contains("-0.25  -1  50.0 %  NaN", table.ToString(), StringComparison.Ordinal);
    }

    private static string[] Column(object?[] cells) =>
        [
            .. Table
                .Of(cells, ("v", cell => cell))
                .ToString()
                .Split('\n')[1..]
                .Select(line => line.Trim()),
        ];
}
