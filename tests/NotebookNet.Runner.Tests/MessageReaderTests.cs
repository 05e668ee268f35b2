using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Tests;

/// <summary>What comes over a worker's connection is a message, or it is refused: it may come in any pieces, and be anything.</summary>
public sealed class MessageReaderTests
{
    /// <summary>Gives bytes in pieces of a length, over and over where that is asked for.</summary>
    private sealed class Pieces(byte[] bytes, int length, bool isEndless = false)
        : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (isEndless && Position == Length)
            {
                Position = 0;
            }

            return base.ReadAsync(buffer[..Math.Min(length, buffer.Length)], cancellationToken);
        }
    }

    private static MessageReader Reader(
        string text,
        int length = 1 << 16,
        bool isEndless = false
    ) => new(new Pieces(Encoding.UTF8.GetBytes(text), length, isEndless));

    private static Task<JsonObject> Next(MessageReader reader) =>
        reader.NextAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1 << 20)]
    public async Task Messages_come_whole_whatever_the_pieces_and_their_sizes(int length)
    {
        int[] sizes = [0, 1, 16_384, 3, 100_000, 40_000, 5];
        MessageReader reader = Reader(
            string.Concat(sizes.Select(size => $"{{\"é\":\"{new string('é', size)}\"}}\n")),
            length
        );

        foreach (int size in sizes)
        {
            Assert.Equal(size, ((string)(await Next(reader))["é"]!).Length);
        }

        await Assert.ThrowsAsync<EndOfStreamException>(() => Next(reader));
    }

    [Theory]
    [InlineData("garbage\n")]
    [InlineData("\n")]
    [InlineData("\0\0\n")]
    [InlineData("[]\n")]
    [InlineData("1\n")]
    [InlineData("null\n")]
    [InlineData("{}{}\n")]
    [InlineData("{\"a\":\n")]
    public async Task What_is_no_message_is_refused(string line) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Next(Reader(line)));

    [Fact]
    public async Task A_line_that_ends_with_the_connection_is_its_end() =>
        await Assert.ThrowsAsync<EndOfStreamException>(() => Next(Reader("{\"a\":")));

    [Fact]
    public async Task A_line_that_is_too_long_comes_in_pieces_and_the_next_one_whole()
    {
        LineReader reader = new(
            new Pieces(Encoding.UTF8.GetBytes($"{new string('a', 100_000)}\nb\n\nc"), 1000),
            longest: 40_000
        );
        List<(int Length, bool IsWhole)> lines = [];
        while (await reader.NextAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add((line.Bytes.Length, line.IsWhole));
        }

        Assert.Equal(
            100_000,
            lines.TakeWhile(line => !line.IsWhole).Sum(line => line.Length)
                + lines.First(line => line.IsWhole).Length
        );
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 41_000));
        Assert.Equal([(1, true), (0, true), (1, false)], lines.TakeLast(3));
    }

    [Fact]
    [Trait("Tier", "long")]
    public async Task A_line_without_an_end_is_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Next(Reader(new string('x', 1 << 20), 1 << 20, isEndless: true))
        );
}
