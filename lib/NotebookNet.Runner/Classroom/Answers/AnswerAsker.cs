using System.IO.Pipes;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// The judge's side: what stands in a check for a student's variable, function or class asks for it here. Cells reach it by
/// <see cref="Key"/>, since they know nothing of this program.
/// </summary>
internal sealed class AnswerAsker(CSharpSession session, string pipeName) : IDisposable
{
    /// <summary>The name under which the process keeps the function that asks.</summary>
    public const string Key = "notebooknet.answers";

    private readonly AnswerTypes _types = new(() => session.Submissions);
    private NamedPipeServerStream? _pipe;
    private Task? _connected;
    private AnswerConnection? _connection;
    private CancellationTokenSource _limit = new();

    private readonly Dictionary<string, string> _values = [];
    private AnswerException? _failure;
    private AnswerTrouble? _trouble;
    private int _count;
    private bool _changesArguments;
    private bool _hasThrown;

    /// <summary>What was asked for since <see cref="Limit"/>.</summary>
    public AskedAnswers Asked =>
        new()
        {
            Trouble = _trouble,
            Count = _count,
            ChangesGiven =
                _changesArguments
                || (
                    _connection is { } connection
                    && AnswerChanges.ReachGiven(session, _types, connection.Originals.Changed)
                ),
            HasThrown = _hasThrown,
            Values = _values,
        };

    /// <summary>Begins to wait for a student's process, the first or one that follows another.</summary>
    public void Listen()
    {
        _pipe?.Dispose();
        _connection = null;
        _failure = null;
        AppDomain.CurrentDomain.SetData(
            Key,
            (Func<string, object?, string, object?[], Type, object?>)Ask
        );
        _pipe = new NamedPipeServerStream(
            pipeName,
            PipeDirection.InOut,
            maxNumberOfServerInstances: 1,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        _connected = _pipe.WaitForConnectionAsync();
    }

    /// <summary>Sets how long the answers to one check may take together.</summary>
    public void Limit(TimeSpan time)
    {
        _limit.Dispose();
        _limit = new CancellationTokenSource(time);
        _connection?.Originals.Clear();
        _trouble = null;
        _count = 0;
        _changesArguments = false;
        _hasThrown = false;
        _values.Clear();
    }

    public void Dispose()
    {
        _pipe?.Dispose();
        _limit.Dispose();
    }

    /// <summary>Asks for an answer.</summary>
    /// <param name="what">The name of an <see cref="AnswerCall"/>.</param>
    /// <param name="target">The object or the name of the class, where it is a method.</param>
    /// <param name="name">What is asked for.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="result">The type of the result.</param>
    private object? Ask(string what, object? target, string name, object?[] arguments, Type result)
    {
        _count++;
        return Guarded(
            name,
            () =>
            {
                _connected!.Wait(_limit.Token);
                _connection ??= new AnswerConnection(
                    _pipe!,
                    _types,
                    isJudge: true,
                    serve: null,
                    call => Guarded("a function of the answer", call)
                );
                _connection.Cancellation = _limit.Token;
                AnswerCall call = Enum.Parse<AnswerCall>(what);
                List<object?> all = [name];
                if (target is not null)
                {
                    all.Add(target is AnswerRemote remote ? remote.Id : target);
                }

                all.AddRange(arguments);
                if (call != AnswerCall.Value)
                {
                    object? given = _connection.Call(call, all, result);
                    // A function that gives nothing back is there to change what it is given.
                    _changesArguments |=
                        call == AnswerCall.Function
                        && result != typeof(void)
                        && AnswerChanges.ReachArguments(
                            arguments,
                            _types,
                            _connection.OriginalsOfCall.Changed
                        );
                    return given;
                }

                // As a hand-out leaves a number open, so a student may: with null for NaN.
                object? answer =
                    result == typeof(double)
                        ? _connection.Call(call, all, typeof(double?)) ?? double.NaN
                        : _connection.Call(call, all, result);
                _values[name] = AnswerWords.Of(answer);

                return answer;
            }
        );
    }

    /// <summary>Calls the student's process, be it for an answer or by a function that is one.</summary>
    private object? Guarded(string name, Func<object?> call)
    {
        if (_failure is { } before)
        {
            throw before;
        }

        bool isAnswered = false;
        try
        {
            object? answer = AnswerThrownException.Unwrapped(() => Connected(name, call));
            isAnswered = true;
            return answer;
        }
        catch (AnswerKindException exception)
        {
            _trouble = exception.IsUnknown ? AnswerTrouble.Unknown : _trouble;
            throw new AnswerKindException(
                exception.Message.StartsWith("is ", StringComparison.Ordinal)
                || exception.Message.StartsWith("has ", StringComparison.Ordinal)
                    ? $"{name} {exception.Message}"
                    : exception.Message,
                exception.IsUnknown
            );
        }
        finally
        {
            _hasThrown |= !isAnswered;
        }
    }

    /// <summary>Calls, and notes what ends the connection.</summary>
    private object? Connected(string name, Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (OperationCanceledException)
        {
            _trouble = AnswerTrouble.TimedOut;
            throw _failure = new AnswerTimedOutException($"{name} took too long");
        }
        catch (InvalidDataException)
        {
            _trouble = AnswerTrouble.Ended;
            throw _failure = new AnswerEndedException(
                $"{name} wrote into the connection by which answers are asked for"
            );
        }
        catch (IOException)
        {
            _trouble = AnswerTrouble.Ended;
            throw _failure = new AnswerEndedException($"{name} ended its process");
        }
    }
}
