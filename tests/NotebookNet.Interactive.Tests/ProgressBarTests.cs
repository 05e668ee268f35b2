using System.Text.Json.Nodes;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive.Tests;

/// <summary>A bar in a session and on a console.</summary>
[Collection("session")]
public sealed class ProgressBarTests : IDisposable
{
    private readonly TextWriter _console = Console.Out;
    private readonly Recorder _shown = new();

    public ProgressBarTests() => DisplayHost.Current = _shown;

    public void Dispose()
    {
        DisplayHost.Current = null;
        Console.SetOut(_console);
    }

    [Fact]
    public void Items_go_through_and_the_bar_ends_with_the_last()
    {
        List<int> seen = [.. ProgressBar.Over(Enumerable.Range(0, 1000), "squares")];
        Assert.Equal(Enumerable.Range(0, 1000), seen);
        Assert.Equal("squares: 0 of 1000", _shown.Texts[0]);
        Assert.Equal("squares: 1000 of 1000", _shown.Texts[^1]);
        // Throttled: a busy machine may pause between any two items, but not between all.
        Assert.InRange(_shown.Texts.Count, 2, 900);
        Assert.Contains(
            "<progress value=\"1000\" max=\"1000\"",
            _shown.Html,
            StringComparison.Ordinal
        );
        Xml.Parse(_shown.Html);
    }

    [Fact]
    public void Nothing_is_shown_and_nothing_is_done_before_the_first_item_is_asked_for()
    {
        _ = ProgressBar.Over(Forbidden());
        Assert.Empty(_shown.Texts);

        static IEnumerable<int> Forbidden()
        {
            Assert.Fail("An item was asked for.");
            yield break;
        }
    }

    [Fact]
    public void A_loop_that_is_left_shows_where()
    {
        foreach (int item in ProgressBar.Over([1, 2, 3, 4], "four"))
        {
            if (item == 3)
            {
                break;
            }
        }
        Assert.Equal("four: 2 of 4", _shown.Texts[^1]);
    }

    [Fact]
    public void Where_the_number_of_items_is_not_known_they_are_counted()
    {
        Assert.Equal(3, ProgressBar.Over(Enumerable.Range(0, 5).Where(n => n > 1), "some").Count());
        Assert.Equal("some: 3 done", _shown.Texts[^1]);
        Assert.DoesNotContain("<progress", _shown.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "none: 0 of 0")]
    [InlineData(1, "none: 1 of 1")]
    public void Few_items_are_items_too(int count, string expected)
    {
        Assert.Equal(count, ProgressBar.Over(new int[count], "none").Count());
        Assert.Equal(expected, _shown.Texts[^1]);
    }

    [Theory]
    [InlineData(1, 1, "<a>: 100 %")]
    [InlineData(1, 7, "<a>: 100 %")]
    [InlineData(2048, 4096, "<a>: 2048 of 2048")]
    public void What_is_reported_is_shown_within_its_bounds(
        double total,
        double value,
        string expected
    )
    {
        ProgressBar bar = new("<a>", total);
        bar.Report(value);
        Assert.Equal(expected, _shown.Texts[^1]);
        Assert.Contains("&lt;a&gt;", _shown.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_reported_last_is_shown_though_it_is_not_the_end()
    {
        ProgressBar bar = new("ten", 10);
        bar.Report(3);
        bar.Report(4);
        Assert.Equal("ten: 4 of 10", _shown.Texts[^1]);
    }

    [Fact]
    public void Any_thread_may_report()
    {
        ProgressBar bar = new("all", 1000);
        int done = 0;
        Parallel.For(0, 1000, _ => bar.Report(Interlocked.Increment(ref done)));
        bar.Report(1000);
        Assert.Equal("all: 1000 of 1000", _shown.Texts[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_total_is_refused(double total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProgressBar("bar", total));

    [Fact]
    public void What_is_no_number_is_refused()
    {
        ProgressBar bar = new("download");
        Assert.Contains(
            "\"download\"",
            Assert.Throws<ArgumentException>(() => bar.Report(double.NaN)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void On_a_console_it_writes_a_line_for_each_tenth()
    {
        DisplayHost.Current = null;
        using StringWriter written = new();
        Console.SetOut(written);
        Assert.Equal(1000, ProgressBar.Over(Enumerable.Range(0, 1000), "squares").Count());
        Assert.Equal(
            Enumerable.Range(0, 11).Select(tenth => $"squares: {tenth * 100} of 1000"),
            written.ToString().TrimEnd().Split(Environment.NewLine)
        );
    }

    private sealed class Recorder : IDisplayHost
    {
        public bool IsLive => true;

        public List<string> Texts { get; } = [];

        public string Html { get; private set; } = "";

        public string Display(IReadOnlyDictionary<string, JsonNode> bundle)
        {
            Assert.Empty(Texts);
            Update("shown", bundle);
            return "shown";
        }

        public void Update(string id, IReadOnlyDictionary<string, JsonNode> bundle)
        {
            Assert.Equal("shown", id);
            Texts.Add((string)bundle["text/plain"]!);
            Html = (string)bundle["text/html"]!;
        }
    }
}
