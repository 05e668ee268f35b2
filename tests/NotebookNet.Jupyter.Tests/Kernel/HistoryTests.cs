using System.Text.Json;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Tests.Kernel;

public class HistoryTests
{
    private readonly History _history = new();

    public HistoryTests()
    {
        foreach (string code in new[] { "int a;", "a + 1", "a.b(c)", "a + 1", "x\ny" })
        {
            _history.Add(new HistoryEntry(++Count, code, null));
        }
    }

    private int Count { get; set; }

    [Theory]
    [InlineData("{\"hist_access_type\":\"tail\"}", 1, 2, 3, 4, 5)]
    [InlineData("{\"hist_access_type\":\"tail\",\"n\":2}", 4, 5)]
    [InlineData("{\"hist_access_type\":\"tail\",\"n\":-1}")]
    [InlineData("{\"hist_access_type\":\"tail\",\"n\":null}", 1, 2, 3, 4, 5)]
    [InlineData("{\"hist_access_type\":\"range\",\"session\":1,\"start\":2,\"stop\":4}", 2, 3)]
    [InlineData("{\"hist_access_type\":\"range\",\"session\":0,\"start\":4}", 4, 5)]
    [InlineData("{\"hist_access_type\":\"range\",\"session\":2}")]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"a*\"}", 2, 3, 4)]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"a*\",\"n\":1}", 4)]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"a*\",\"unique\":true}", 3, 4)]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"?.b(c)\"}", 3)]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"a.b\"}")]
    [InlineData("{\"hist_access_type\":\"search\",\"pattern\":\"x*y\"}", 5)]
    [InlineData("{\"hist_access_type\":\"search\"}", 1, 2, 3, 4, 5)]
    public void The_cells_that_are_asked_for_are_found(string content, params int[] numbers) =>
        Assert.Equal(numbers, _history.Find(Parse(content)).Select(entry => entry.Number));

    [Theory]
    [InlineData("{}", "\"hist_access_type\" is missing")]
    [InlineData("{\"hist_access_type\":\"all\"}", "expected range, tail or search")]
    [InlineData("{\"hist_access_type\":\"tail\",\"n\":\"5\"}", "\"n\" is a JSON String")]
    [InlineData("{\"hist_access_type\":\"tail\",\"n\":1e99}", "expected a whole number")]
    public void What_is_not_asked_for_as_the_protocol_says_is_refused(
        string content,
        string message
    ) =>
        Assert.Contains(
            message,
            Assert.Throws<MessageFormatException>(() => _history.Find(Parse(content))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_pattern_takes_no_time_that_grows_out_of_measure()
    {
        _history.Add(new HistoryEntry(6, new string('a', 50_000), null));
        string pattern = string.Concat(Enumerable.Repeat("*a", 100)) + "b";
        Assert.Empty(
            _history.Find(Parse($"{{\"hist_access_type\":\"search\",\"pattern\":\"{pattern}\"}}"))
        );
    }

    [Fact]
    public void Of_very_many_cells_the_last_are_kept()
    {
        for (int i = 0; i < 10_000; i++)
        {
            _history.Add(new HistoryEntry(6 + i, "1", null));
        }

        IReadOnlyList<HistoryEntry> all = _history.Find(Parse("{\"hist_access_type\":\"tail\"}"));
        Assert.Equal(10_000, all.Count);
        Assert.Equal(6, all[0].Number);
        _history.Add(new HistoryEntry(20_000, new string('x', 30_000_000), null));
        Assert.Equal(
            20_000,
            Assert.Single(_history.Find(Parse("{\"hist_access_type\":\"tail\"}"))).Number
        );
    }

    private static JsonElement Parse(string content) => JsonDocument.Parse(content).RootElement;
}
