using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Exceptions on their way to the check that called what threw them.</summary>
public class AnswerFailuresTests
{
    private readonly AnswerWire _wire = new();

    private Exception Came(Exception thrown) =>
        AnswerFailures.Read(_wire.Read(_wire.Write([.. AnswerFailures.Write(thrown)])));

    public static TheoryData<Exception> Arguments =>
        [
            new ArgumentException("why", "rate"),
            new ArgumentException("why"),
            new ArgumentException("why", "rate", new InvalidOperationException()),
            new ArgumentNullException("rate"),
            new ArgumentNullException("rate", "why"),
            new ArgumentOutOfRangeException("rate"),
            new ArgumentOutOfRangeException("rate", "why"),
        ];

    [Theory]
    [MemberData(nameof(Arguments), DisableDiscoveryEnumeration = true)]
    public void An_argument_is_named_beside_the_message(Exception thrown)
    {
        Exception came = Came(thrown);

        Assert.IsType(thrown.GetType(), came);
        Assert.Equal(thrown.Message, came.Message);
        Assert.Equal(
            ((ArgumentException)thrown).ParamName,
            Assert.IsAssignableFrom<ArgumentException>(came).ParamName
        );
    }

    [Fact]
    public void A_value_out_of_range_is_told_with_its_argument()
    {
        ArgumentException came = Assert.IsType<ArgumentOutOfRangeException>(
            Came(new ArgumentOutOfRangeException("rate", 7, "why"))
        );

        Assert.Equal("rate", came.ParamName);
        Assert.Contains("why", came.Message, StringComparison.Ordinal);
        Assert.Contains("7", came.Message, StringComparison.Ordinal);
    }

    private const string Cell = """
        class Plain : Exception { }
        class Told(string message) : Exception(message) { }
        class Empty : Exception { public Empty() : base("nothing there") { } }
        class Both : Exception { public Both() { } public Both(string message) : base(message) { } }
        class Poor(decimal missing) : Exception($"{missing} is missing") { }
        class Framed(string what) : Exception($"Bad: {what}") { }
        class Holds(string message) : Exception(message) { public int Code { get; init; } }
        class Throws : Exception { public Throws(string message) : base("why") { if (message == "why") throw new Exception(); } }
        class NoException { public NoException(string message) { } }
        (object)new Plain()
        """;

    private async Task<Exception> ThrownAsync(string type, params object[] arguments) =>
        (Exception)
            Activator.CreateInstance(
                (await _wire.CellAsync(Cell)).GetType().DeclaringType!.GetNestedType(type)!,
                arguments
            )!;

    [Theory]
    [InlineData("Plain")]
    [InlineData("Told", "why")]
    [InlineData("Empty")]
    [InlineData("Both")]
    [InlineData("Both", "why")]
    public async Task An_exception_of_the_assignments_cells_comes_as_itself(
        string type,
        params object[] arguments
    )
    {
        Exception thrown = await ThrownAsync(type, arguments);

        Exception came = Came(thrown);

        Assert.IsType(thrown.GetType(), came);
        Assert.NotSame(thrown, came);
        Assert.Equal(thrown.Message, came.Message);
    }

    [Theory]
    [InlineData("Poor", 3)]
    [InlineData("Framed", "why")]
    [InlineData("Holds", "why")]
    [InlineData("Throws", "")]
    public async Task One_that_its_message_does_not_make_is_left_to_a_reader(
        string type,
        object argument
    )
    {
        Exception came = Came(
            await ThrownAsync(type, argument is int number ? (decimal)number : argument)
        );

        Assert.True(Assert.IsType<AnswerKindException>(came).IsUnknown);
        Assert.Contains(type, came.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Plain", "Plain")]
    [InlineData("Told", "Told: why", "why")]
    public async Task Of_one_that_only_the_student_has_the_class_is_told(
        string type,
        string message,
        params object[] arguments
    )
    {
        Exception thrown = await ThrownAsync(type, arguments);
        AnswerWire other = new();

        Exception came = AnswerFailures.Read(
            other.Read(other.Write([.. AnswerFailures.Write(thrown)]))
        );

        Assert.IsType<AnswerException>(came);
        Assert.Equal(message, came.Message);
    }

    [Theory]
    [InlineData("+NoException")]
    [InlineData("+Nothing")]
    [InlineData("+Plain[]")]
    [InlineData("+")]
    public async Task Only_an_exception_of_the_cells_is_made(string type)
    {
        await _wire.CellAsync(Cell);

        Assert.IsType<AnswerException>(
            AnswerFailures.Read(_wire.Read(_wire.Write(type, "why", null, null)))
        );
    }
}
