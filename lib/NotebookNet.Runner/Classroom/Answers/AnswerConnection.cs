using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// One side of the connection between a student's process and the one that judges. A call goes out and its result comes back; before
/// it does, the other side may call what was handed to it.
/// </summary>
/// <param name="stream">Leads to the other side.</param>
/// <param name="types">The types whose objects travel.</param>
/// <param name="isJudge">Whether this side judges.</param>
/// <param name="serve">Answers what is asked here; null where nothing may be.</param>
/// <param name="handed">Runs a call of a function that the other side handed over, and throws what this side's code may see.</param>
internal sealed class AnswerConnection(
    Stream stream,
    AnswerTypes types,
    bool isJudge,
    Func<AnswerConnection, AnswerCall, AnswerReader, Type, object?>? serve,
    Func<Func<object?>, object?> handed
)
{
    private readonly AnswerHandles _handles = new(isJudge);
    private readonly AnswerObjects _objects = new(isJudge);
    private readonly Lock _turn = new();
    private int _depth;

    /// <summary>Ends what the calls wait for.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Asks for something.</summary>
    /// <param name="what">What.</param>
    /// <param name="arguments">Its names and arguments, as <see cref="AnswerCall"/> says.</param>
    /// <param name="result">The type of the result.</param>
    /// <exception cref="AnswerThrownException">The other side's code has thrown.</exception>
    /// <exception cref="EndOfStreamException">The other process has ended.</exception>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public object? Call(AnswerCall what, IReadOnlyList<object?> arguments, Type result)
    {
        lock (_turn)
        {
            if (_depth++ == 0)
            {
                _objects.OriginalsOfCall.Clear();
            }

            try
            {
                Send(AnswerFrame.Kinds.Call, [(int)what, .. arguments]);
                while (true)
                {
                    AnswerFrame frame = Receive();
                    AnswerReader reader = Reader(frame);
                    switch (frame.Kind)
                    {
                        case AnswerFrame.Kinds.Call:
                            Answer(reader);
                            break;
                        case AnswerFrame.Kinds.Return:
                            return result == typeof(void) ? null : reader.Get(0, result);
                        default:
                            throw new AnswerThrownException(AnswerFailures.Read(reader));
                    }
                }
            }
            finally
            {
                Left();
            }
        }
    }

    /// <summary>Answers calls until the connection ends.</summary>
    public void Serve()
    {
        while (true)
        {
            AnswerFrame frame = Receive();
            lock (_turn)
            {
                _depth++;
                try
                {
                    Answer(Reader(frame));
                }
                finally
                {
                    Left();
                }
            }
        }
    }

    /// <summary>What objects of this side held before the other one changed them, since it was last cleared.</summary>
    public AnswerOriginals Originals => _objects.Originals;

    /// <summary>What they held before the last call.</summary>
    public AnswerOriginals OriginalsOfCall => _objects.OriginalsOfCall;

    /// <summary>What an id that this side gave names.</summary>
    public object Handed(long id) => _handles.Of(id);

    /// <summary>Names an object that stays here.</summary>
    public AnswerRemote Hand(object value) => new(_handles.IdOf(value));

    /// <summary>Calls a method with arguments that came from the other side.</summary>
    /// <param name="target">What it is called on, or null.</param>
    /// <param name="method">The method.</param>
    /// <param name="reader">The arguments.</param>
    /// <param name="first">Where among the values they begin.</param>
    public static object? Invoke(object? target, MethodBase method, AnswerReader reader, int first)
    {
        object?[] arguments = Arguments(method, reader, first);
        return method is ConstructorInfo constructor
            ? constructor.Invoke(
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                arguments,
                culture: null
            )
            : method.Invoke(
                target,
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                arguments,
                culture: null
            );
    }

    /// <summary>The arguments of a method, as it takes them.</summary>
    /// <exception cref="AnswerKindException">One is of another kind.</exception>
    public static object?[] Arguments(MethodBase method, AnswerReader reader, int first)
    {
        ParameterInfo[] parameters = method.GetParameters();
        object?[] arguments = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            try
            {
                arguments[i] =
                    first + i < reader.Count
                        ? reader.Get(first + i, parameters[i].ParameterType)
                        : parameters[i].DefaultValue;
            }
            catch (AnswerKindException exception)
            {
                throw new AnswerKindException(
                    $"{method.Name}: the argument {parameters[i].Name} {exception.Message}",
                    exception.IsUnknown
                );
            }
        }

        return arguments;
    }

    private void Answer(AnswerReader reader)
    {
        object? value;
        try
        {
            AnswerCall what = (AnswerCall)(int)reader.Get(0, typeof(int))!;
            value =
                what == AnswerCall.Handed ? CallHanded(reader)
                : serve is null ? throw new InvalidDataException("Nothing can be asked for here.")
                : serve(this, what, reader, typeof(object));
            value = AnswerTasks.Settled(value);
        }
        catch (Exception exception)
        {
            Send(AnswerFrame.Kinds.Throw, AnswerFailures.Write(exception));
            return;
        }

        ReadOnlyMemory<byte> content;
        try
        {
            content = Written([value]);
        }
        catch (Exception exception)
        {
            // Its code runs while it is written, as that of an iterator. What could not be written would not go beside the exception.
            _objects.Clear();
            Send(AnswerFrame.Kinds.Throw, AnswerFailures.Write(exception));
            return;
        }

        Send(AnswerFrame.Kinds.Return, content);
    }

    private object? CallHanded(AnswerReader reader)
    {
        object function = Handed((long)reader.Get(1, typeof(long))!);
        return function switch
        {
            AnswerHandles.Function method => Invoke(method.Target, method.Method, reader, 2),
            Delegate own => Invoke(own, own.GetType().GetMethod("Invoke")!, reader, 2),
            _ => throw new AnswerException("what is called is no function"),
        };
    }

    private AnswerReader Reader(AnswerFrame frame)
    {
        AnswerReader reader = new(
            types,
            _objects,
            _handles,
            (id, arguments, result) =>
                handed(() => Call(AnswerCall.Handed, [id, .. arguments], result))
        );
        reader.Read(new AnswerBytes(frame.Content));
        return reader;
    }

    private ReadOnlyMemory<byte> Written(IReadOnlyList<object?> values) =>
        new AnswerWriter(types, _objects, _handles).Write(values);

    private void Send(AnswerFrame.Kinds kind, IReadOnlyList<object?> values) =>
        Send(kind, Written(values));

    private void Send(AnswerFrame.Kinds kind, ReadOnlyMemory<byte> content) =>
        new AnswerFrame(kind, content).WriteAsync(stream, Cancellation).GetAwaiter().GetResult();

    private AnswerFrame Receive() =>
        AnswerFrame.ReadAsync(stream, Cancellation).GetAwaiter().GetResult();

    private void Left()
    {
        if (--_depth == 0)
        {
            _objects.Clear();
        }
    }
}
