using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Calls from one end to the other and back.</summary>
public sealed class AnswerConnectionTests : IDisposable
{
    private readonly AnswerPipe _pipe = new();
    private readonly AnswerConnection _judge;
    private readonly Dictionary<string, Delegate> _functions = [];

    public AnswerConnectionTests()
    {
        _judge = new AnswerConnection(
            _pipe.JudgeEnd,
            new AnswerTypes(() => []),
            isJudge: true,
            serve: null,
            AnswerThrownException.Unwrapped
        );
    }

    public void Dispose()
    {
        _pipe.Dispose();
    }

    private void Serve()
    {
        AnswerConnection student = new(
            _pipe.StudentEnd,
            new AnswerTypes(() => []),
            isJudge: false,
            (_, _, reader, _) =>
            {
                Delegate function = _functions[(string)reader.Get(1, typeof(string))!];
                return AnswerConnection.Invoke(function.Target, function.Method, reader, 2);
            },
            AnswerThrownException.Unwrapped
        );
        Thread thread = new(() =>
        {
            try
            {
                student.Serve();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }

    private T Call<T>(Delegate function, params object?[] arguments)
    {
        _functions["f"] = function;
        Serve();
        return Again<T>(arguments);
    }

    private T Again<T>(params object?[] arguments) =>
        (T)
            AnswerThrownException.Unwrapped(() =>
                _judge.Call(AnswerCall.Function, ["f", .. arguments], typeof(T))
            )!;

    [Fact]
    public void A_function_of_the_judges_is_called_by_the_answer() =>
        Assert.Equal(
            14.0,
            Call<double>(
                (Func<Func<double, double>, double[], double>)((f, xs) => xs.Sum(f)),
                (Func<double, double>)(x => x * x),
                new[] { 1.0, 2, 3 }
            )
        );

    [Fact]
    public void A_function_that_is_an_answer_is_called_by_the_judge()
    {
        Func<double, double> derivative = Call<Func<double, double>>(
            (Func<Func<double, double>, Func<double, double>>)(
                f => x => (f(x + 0.5) - f(x - 0.5)) / 1
            ),
            (Func<double, double>)(x => x * x)
        );

        Assert.Equal(6.0, derivative(3));
        Assert.Equal(8.0, derivative(4));
    }

    [Fact]
    public void A_function_that_goes_there_and_comes_back_is_still_one() =>
        Assert.Equal(
            5,
            Call<Func<int, int>>(
                (Func<Func<int, int>, Func<int, int>>)(f => f),
                (Func<int, int>)(x => x + 1)
            )(4)
        );

    [Fact]
    public void What_an_answer_changes_in_place_is_seen_while_it_calls_back()
    {
        double[] xs = [1, 2];
        List<double> seen = [];

        Call<object?>(
            (Action<double[], Action>)(
                (values, tell) =>
                {
                    values[0] = 5;
                    tell();
                    values[0] = 6;
                }
            ),
            xs,
            (Action)(() => seen.Add(xs[0]))
        );

        Assert.Equal([5.0], seen);
        Assert.Equal([6.0, 2.0], xs);
    }

    [Fact]
    public async Task A_task_is_settled_and_is_a_task_again()
    {
        Assert.Equal(
            9.0,
            await Call<Task<double>>((Func<double, Task<double>>)(x => Task.FromResult(x * x)), 3.0)
        );
        _functions["f"] = async () => await Task.Yield();
        await Again<Task>();
        _functions["f"] = () => new ValueTask<int>(4);
        Assert.Equal(4, await Again<ValueTask<int>>());
        Assert.Equal(4, Again<int>());
        _functions["f"] = () => 5;
        Assert.Equal(5, await Again<Task<int>>());
    }

    [Fact]
    public async Task A_function_whose_result_is_a_task_goes_both_ways()
    {
        Func<int, Task<int>> came = Call<Func<int, Task<int>>>(
            (Func<Func<int, Task<int>>, Func<int, Task<int>>>)(f => async x => await f(x) + 1),
            (Func<int, Task<int>>)(x => Task.FromResult(10 * x))
        );

        Assert.Equal(31, await came(3));
    }

    [Fact]
    public void What_an_iterator_throws_comes_as_itself_and_the_next_call_is_answered()
    {
        Assert.Throws<DivideByZeroException>(() =>
            Call<IEnumerable<int>>(
                (Func<int[], IEnumerable<int>>)(xs => xs.Select(x => 6 / x)),
                new[] { 2, 0 }
            )
        );
        _functions["f"] = (int[] xs) => xs.Select(x => 6 / x);
        Assert.Equal([3, 2], Again<IEnumerable<int>>(new[] { 2, 3 }));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(EndOfStreamException))]
    [InlineData(typeof(InvalidDataException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(DivideByZeroException))]
    public void What_an_answer_throws_comes_as_itself_and_the_next_call_is_answered(Type type)
    {
        bool fails = true;

        Exception thrown = Assert.ThrowsAny<Exception>(() =>
            Call<int>(
                (Func<int>)(
                    () => fails ? throw (Exception)Activator.CreateInstance(type, "why")! : 3
                )
            )
        );
        fails = false;

        Assert.IsType(type, thrown);
        Assert.Contains("why", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, Again<int>());
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(DivideByZeroException))]
    public void What_a_function_of_the_judges_throws_can_be_caught_by_the_answer(Type type) =>
        Assert.Equal(
            $"{type.Name} why",
            Call<string>(
                (Func<Func<int>, string>)(
                    f =>
                    {
                        try
                        {
                            return $"{f()}";
                        }
                        catch (Exception exception)
                        {
                            return $"{exception.GetType().Name} {exception.Message}";
                        }
                    }
                ),
                (Func<int>)(() => throw (Exception)Activator.CreateInstance(type, "why")!)
            )
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_no_message_is_refused(int kind)
    {
        await _pipe.StudentEnd.WriteAsync(
            kind switch
            {
                // Calls nothing.
                0 => Frame(0, [0, 0, 0, 0, 0, 0, 0, 0]),
                // Returns nothing.
                1 => Frame(1, [0, 0, 0, 0, 0, 0, 0, 0]),
                // Throws nothing.
                2 => Frame(2, [0, 0, 0, 0, 0, 0, 0, 0]),
                _ => Frame(200, []),
            },
            TestContext.Current.CancellationToken
        );
        Task<Exception?> called = Task.Run(
            () => Record.Exception(() => _judge.Call(AnswerCall.Function, ["f"], typeof(int))),
            TestContext.Current.CancellationToken
        );
        if (kind == 0)
        {
            // It is told that nothing can be asked for here; then the other end goes away.
            await AnswerFrame.ReadAsync(_pipe.StudentEnd, TestContext.Current.CancellationToken);
            Assert.Equal(
                AnswerFrame.Kinds.Throw,
                (
                    await AnswerFrame.ReadAsync(
                        _pipe.StudentEnd,
                        TestContext.Current.CancellationToken
                    )
                ).Kind
            );
            await _pipe.StudentEnd.DisposeAsync();
            Assert.IsType<EndOfStreamException>(await called);
        }
        else
        {
            Assert.IsType<InvalidDataException>(await called);
        }

        static byte[] Frame(byte kind, byte[] content) =>
            [kind, .. BitConverter.GetBytes(content.Length), .. content];
    }

    [Theory]
    [InlineData(AnswerCall.Value)]
    [InlineData(AnswerCall.Function)]
    [InlineData(AnswerCall.New)]
    [InlineData(AnswerCall.Method)]
    [InlineData(AnswerCall.StaticMethod)]
    [InlineData(AnswerCall.Handed)]
    public async Task Nothing_of_the_judges_can_be_asked_for(object what)
    {
        AnswerWire wire = new();
        Task<Exception?> called = Task.Run(
            () => Record.Exception(() => _judge.Call(AnswerCall.Function, ["f"], typeof(int))),
            TestContext.Current.CancellationToken
        );
        await AnswerFrame.ReadAsync(_pipe.StudentEnd, TestContext.Current.CancellationToken);
        await new AnswerFrame(
            AnswerFrame.Kinds.Call,
            wire.Write((int)(AnswerCall)what, 1L, 1L, "Right")
        ).WriteAsync(_pipe.StudentEnd, TestContext.Current.CancellationToken);

        AnswerFrame said = await AnswerFrame.ReadAsync(
            _pipe.StudentEnd,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(AnswerFrame.Kinds.Throw, said.Kind);
        await _pipe.StudentEnd.DisposeAsync();
        Assert.IsType<EndOfStreamException>(await called);
    }
}
