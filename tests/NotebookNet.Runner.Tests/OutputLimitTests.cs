using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;
using NotebookNet.Session;

namespace NotebookNet.Runner.Tests;

/// <summary>A cell that shows without end takes no more than the limit says, in the worker and in the runner, and that is said once.</summary>
public sealed class OutputLimitTests
{
    private const int Many = 3 * OutputLimit.Outputs;

    private static Dictionary<string, string> Bundle(string text) =>
        new() { ["text/plain"] = text };

    /// <summary>Counts what passes, and keeps what is said of the limit.</summary>
    private sealed class Counter : ICellOutput
    {
        public int Outputs { get; private set; }

        public long Characters { get; private set; }

        /// <summary>How many times the stream was another than before.</summary>
        public int Turns { get; private set; }

        public List<string> Said { get; } = [];

        private string _name = "";

        public void Stream(string name, string text)
        {
            if (text.Contains("[cut here", StringComparison.Ordinal))
            {
                Said.Add(text.Trim());
            }

            Turns += name == _name ? 0 : 1;
            _name = name;
            Outputs++;
            Characters += text.Length;
        }

        public void Display(IReadOnlyDictionary<string, string> bundle, string displayId) =>
            Result(bundle);

        public void Update(IReadOnlyDictionary<string, string> bundle, string displayId) =>
            Result(bundle);

        public void Result(IReadOnlyDictionary<string, string> bundle)
        {
            Outputs++;
            Characters += bundle.Values.Sum(text => text.Length);
        }

        public void Clear(bool wait) => (Outputs, Characters) = (0, 0);

        public void Error(CellError error) => Outputs++;
    }

    private static Counter Run(Action<CellExecution> run)
    {
        Counter counter = new();
        using (CellExecution cell = new(counter))
        {
            run(cell);
        }

        return counter;
    }

    [Fact]
    public void Of_many_small_values_as_many_pass_as_a_cell_may_have_outputs()
    {
        Counter counter = Run(cell =>
        {
            for (int i = 0; i < Many; i++)
            {
                cell.Display(Bundle("x"), "1");
            }
        });

        Assert.Equal(
            ["[cut here: the cell shows more than 10,000 outputs; the rest is not kept]"],
            counter.Said
        );
        Assert.Equal(OutputLimit.Outputs + 1, counter.Outputs);
    }

    [Fact]
    public void Streams_that_take_turns_are_outputs_too()
    {
        Counter counter = Run(cell =>
        {
            for (int i = 0; i < Many; i++)
            {
                cell.Print("stdout", "o");
                cell.Print("stderr", "e");
            }
        });

        Assert.Equal(
            ["[cut here: the cell shows more than 10,000 outputs; the rest is not kept]"],
            counter.Said
        );
        Assert.InRange(counter.Turns, 1, OutputLimit.Outputs + 1);
    }

    [Theory]
    [InlineData('x', "20,000,000 characters")]
    [InlineData('\n', "1,000,000 lines")]
    public void Large_values_pass_as_long_as_their_sum_is_in_the_limit(char what, string limit)
    {
        string text = new(what, 300_000);

        Counter counter = Run(cell =>
        {
            for (int i = 0; i < 100; i++)
            {
                cell.Result(Bundle(text));
            }
        });

        Assert.Equal(
            [$"[cut here: the cell shows more than {limit}; the rest is not kept]"],
            counter.Said
        );
        Assert.InRange(
            counter.Characters,
            (what == 'x' ? OutputLimit.Characters : OutputLimit.Lines) - text.Length,
            OutputLimit.Characters + 200
        );
    }

    [Fact]
    public void Updates_replace_and_do_not_add_up()
    {
        string text = new('x', 1_000_000);
        Counter counter = Run(cell =>
        {
            for (int i = 0; i < 100; i++)
            {
                cell.Update(Bundle(text), "1");
            }
        });

        Assert.Equal(100, counter.Outputs);
        Assert.Empty(counter.Said);
    }

    [Fact]
    public void A_single_value_that_is_too_long_fails_however_it_is_shown()
    {
        Dictionary<string, string> bundle = new()
        {
            ["text/html"] = new string('x', OutputLimit.Characters),
            ["text/plain"] = "x",
        };
        Action<CellExecution>[] ways =
        [
            cell => cell.Display(bundle, "1"),
            cell => cell.Update(bundle, "1"),
            cell => cell.Result(bundle),
        ];

        foreach (Action<CellExecution> way in ways)
        {
            Counter counter = Run(cell =>
            {
                Assert.Throws<InvalidDataException>(() => way(cell));
                cell.Display(Bundle("kept"), "2");
            });

            Assert.Equal(("kept".Length, 1), (counter.Characters, counter.Outputs));
        }
    }

    [Fact]
    public void What_is_printed_is_kept_also_where_the_values_are_too_long()
    {
        Counter counter = Run(cell =>
        {
            for (int i = 0; i < 3; i++)
            {
                cell.Display(Bundle(new string('x', OutputLimit.Characters / 2)), "1");
                cell.Print("stdout", "y");
            }
        });

        Assert.Single(counter.Said);
        Assert.Equal(OutputLimit.Characters + 3 + counter.Said[0].Length + 2, counter.Characters);
    }

    [Fact]
    public void What_is_printed_and_what_is_shown_have_limits_of_their_own()
    {
        Counter counter = Run(cell =>
        {
            for (int i = 0; i < 300; i++)
            {
                cell.Print("stdout", new string('x', 10_000));
            }

            cell.Display(Bundle("kept"), "1");
            cell.Error(new CellError("Name", "kept", []));
        });

        Assert.Equal(
            ["[cut here: the cell printed more than 1,000,000 characters; the rest is not kept]"],
            counter.Said
        );
        Assert.InRange(counter.Characters, OutputLimit.Printed, OutputLimit.Printed + 200);
    }

    private static JsonObject Shown(string text) => new() { ["text/plain"] = text };

    private static string[] Said(OutputCollector collector) =>
        [
            .. collector
                .Outputs.Where(output => (string?)output!["name"] == "stderr")
                .Select(output => string.Concat(output!["text"]!.AsArray().Select(line => line))),
        ];

    [Fact]
    public void The_runner_keeps_of_a_notebook_five_times_what_a_cell_may_show_and_says_so_in_each_cell()
    {
        OutputCollector collector = new();
        string text = new('x', 1_000_000);
        int kept = 0;
        for (int cell = 1; cell <= 12; cell++)
        {
            collector.Begin(cell);
            for (int i = 0; i < 10; i++)
            {
                collector.Display(Shown(text), $"{cell}-{i}");
            }

            kept += collector.Outputs.Count(output => output!["data"] is not null);
            Assert.Equal(cell > 10 ? 1 : 0, Said(collector).Length);
        }

        Assert.Equal(100, kept);
        Assert.Equal(
            [
                "\n[cut here: the notebook shows more than 100,000,000 characters; the rest is not kept]\n",
            ],
            Said(collector)
        );
    }

    [Fact]
    public void In_the_runner_an_update_takes_the_place_of_what_it_replaces()
    {
        OutputCollector collector = new();
        collector.Begin(1);
        collector.Display(Shown("x"), "1");
        string text = new('x', 15_000_000);
        for (int i = 0; i < 50; i++)
        {
            collector.Update(Shown(text), "1");
        }

        Assert.Empty(Said(collector));
        for (int i = 2; i < 12; i++)
        {
            collector.Display(Shown("x"), $"{i}");
            collector.Update(Shown(text), $"{i}");
        }

        Assert.Single(Said(collector));
        Assert.Equal(
            6,
            collector.Outputs.Count(output =>
                output!["data"]?["text/plain"]?[0] is JsonValue first
                && first.GetValue<string>().Length > 1
            )
        );
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    public void A_formatter_that_never_ends_fails_with_the_limit(string mime)
    {
        Microsoft.DotNet.Interactive.Formatting.Formatter.Register<EndlessValue>(
            (_, writer) =>
            {
                while (true)
                {
                    writer.Write("again and again");
                }
            },
            mime
        );

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            MimeBundles.Of(new EndlessValue(), mime)
        );

        Assert.Equal(
            "the value takes more than 20,000,000 characters to show; show a part of it, or write it to a file.",
            exception.Message
        );
    }

    private sealed class EndlessValue;
}
