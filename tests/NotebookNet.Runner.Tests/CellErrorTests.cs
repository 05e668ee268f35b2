using NotebookNet.Runner.Commands;
using NotebookNet.Session;

namespace NotebookNet.Runner.Tests;

/// <summary>An error as large as you like is told as far as somebody would read it.</summary>
public sealed class CellErrorTests
{
    private static readonly Cell s_cell = new(3, "throw new Exception();", null);

    private sealed class Odd(Func<string> message) : Exception
    {
        public override string Message => message();

        public override string StackTrace => throw new InvalidOperationException();

        public override string ToString() => throw new InvalidOperationException();
    }

    private static CellError Told(Exception exception)
    {
        CellTraces traces = new();
        traces.Add(s_cell);
        return traces.Describe(exception, s_cell).Shortened();
    }

    [Fact]
    public void A_long_message_is_cut_and_how_long_it_is_is_said()
    {
        CellError error = Told(new InvalidOperationException(new string('x', 50_000_000)));

        Assert.Equal(
            new string('x', 10_000) + "\n[cut here: it has 50,000,000 characters]",
            error.Message
        );
        Assert.All(error.Traceback, line => Assert.InRange(line.Length, 0, 10_100));
    }

    [Fact]
    public void A_character_of_two_halves_is_not_parted()
    {
        string message = new string('x', 9_999) + string.Concat(Enumerable.Repeat("😀", 10));

        Assert.StartsWith(
            new string('x', 9_999) + "\n[cut",
            Told(new InvalidOperationException(message)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_a_long_trace_its_beginning_and_its_end_are_kept()
    {
        CellError error = new CellError(
            "E",
            "m",
            [.. Enumerable.Range(0, 40_000).Select(i => $"line {i}")]
        ).Shortened();

        Assert.Equal(101, error.Traceback.Count);
        Assert.Equal("line 0", error.Traceback[0]);
        Assert.Equal("   [… 39,900 lines are left out …]", error.Traceback[50]);
        Assert.Equal("line 39999", error.Traceback[^1]);
    }

    [Fact]
    public void Exceptions_in_exceptions_by_the_thousand_are_told()
    {
        Exception chain = new InvalidOperationException("innermost");
        for (int i = 0; i < 10_000; i++)
        {
            chain = new InvalidOperationException($"level {i}", chain);
        }

        Assert.Equal("level 9999", Told(chain).Message);
        Assert.Equal(101, Told(chain).Traceback.Count);
        CellError many = Told(
            new AggregateException(
                Enumerable.Range(0, 10_000).Select(i => new InvalidOperationException($"inner {i}"))
            )
        );
        Assert.StartsWith("One or more errors occurred. (inner 0)", many.Message);
        Assert.InRange(many.Message.Length, 10_000, 10_100);
    }

    [Fact]
    public void What_an_exception_says_of_itself_may_be_missing_or_throw()
    {
        Assert.Equal("", Told(new Odd(() => null!)).Message);
        Assert.Equal(
            "(its Message throws System.InvalidOperationException)",
            Told(new Odd(() => throw new InvalidOperationException())).Message
        );
    }

    [Theory]
    [InlineData("Out of memory.", true)]
    [InlineData(
        "GC heap initialization failed with error 0x8007000E\nFailed to create CoreCLR, HRESULT: 0x8007000E",
        true
    )]
    [InlineData(
        "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.\n   at A.B()",
        true
    )]
    [InlineData("Process terminated. The heap of sand is full.", false)]
    public void A_process_that_died_for_want_of_memory_names_the_limit(string said, bool isMemory)
    {
        string reason = LastWords.Of(134, said, new HeapLimit(512 << 20, 1, IsAsked: true));

        Assert.StartsWith("exit code 134, signal 6: ", reason, StringComparison.Ordinal);
        Assert.Equal(
            isMemory,
            reason.EndsWith(
                " (the managed heap of a notebook may take 512 MB here (--memory-limit))",
                StringComparison.Ordinal
            )
        );
    }
}
