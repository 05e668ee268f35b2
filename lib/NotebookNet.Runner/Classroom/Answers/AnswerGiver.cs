using System.IO.Pipes;
using System.Reflection;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>The student's side: gives what the cells have declared, as values, to whoever judges them.</summary>
internal sealed class AnswerGiver(CSharpSession session)
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private const int StackBytes = 16 << 20;

    /// <summary>Serves a connection on a thread of its own, as long as it lasts.</summary>
    public static void Start(CSharpSession session, string pipeName)
    {
        AnswerGiver giver = new(session);
        Thread thread = new(
            () =>
            {
                while (true)
                {
                    giver.ServeOnce(pipeName);
                }
            },
            StackBytes
        )
        {
            IsBackground = true,
            Name = "answers",
        };
        thread.Start();
    }

    /// <summary>Serves whoever judges. When that process has ended, another takes its place.</summary>
    private void ServeOnce(string pipeName)
    {
        using NamedPipeClientStream pipe = new(
            ".",
            pipeName,
            PipeDirection.InOut,
            PipeOptions.Asynchronous
        );
        try
        {
            pipe.Connect();
            new AnswerConnection(
                pipe,
                new AnswerTypes(() => session.Submissions),
                isJudge: false,
                Give,
                AnswerThrownException.Unwrapped
            ).Serve();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            Thread.Sleep(s_pause);
        }
    }

    private object? Give(AnswerConnection connection, AnswerCall what, AnswerReader reader, Type _)
    {
        if (what == AnswerCall.Method)
        {
            string method = Text(reader, 1);
            object target = connection.Handed((long)reader.Get(2, typeof(long))!);
            return Settled(
                AnswerConnection.Invoke(
                    target,
                    Pick(Methods(target.GetType(), method), method, reader.Count - 3),
                    reader,
                    3
                )
            );
        }

        string name = Text(reader, 1);
        switch (what)
        {
            case AnswerCall.Value:
                return Variable(name) is var (value, isThere) && isThere ? Settled(value)
                    : Functions(name) is [var only, ..] ? only
                    : throw Nothing(name);
            case AnswerCall.New:
                Type type = TypeOf(name);
                // A struct that declares no constructor has one all the same.
                return connection.Hand(
                    type.IsValueType && reader.Count == 2
                        ? Activator.CreateInstance(type)!
                        : AnswerConnection.Invoke(
                            null,
                            Pick(
                                type.GetConstructors(Any).Where(one => !one.IsStatic),
                                name,
                                reader.Count - 2
                            ),
                            reader,
                            2
                        )!
                );
            case AnswerCall.StaticMethod:
                return Settled(
                    AnswerConnection.Invoke(
                        null,
                        Pick(Methods(TypeOf(Text(reader, 2)), name), name, reader.Count - 3),
                        reader,
                        3
                    )
                );
            default:
                return Settled(CallFunction(name, reader));
        }
    }

    private object? CallFunction(string name, AnswerReader reader)
    {
        // The last declaration counts, be it a function or a variable that holds one.
        foreach (object submission in session.Submissions)
        {
            MethodInfo[] methods = [.. Methods(submission.GetType(), name)];
            if (methods.Length > 0)
            {
                return CallOneOf(methods, submission, name, reader);
            }

            if (submission.GetType().GetField(name, Any)?.GetValue(submission) is Delegate held)
            {
                return AnswerConnection.Invoke(
                    held,
                    held.GetType().GetMethod("Invoke")!,
                    reader,
                    2
                );
            }

            if (submission.GetType().GetMember(name, Any).Length > 0)
            {
                throw Unusual(name);
            }
        }

        throw Nothing(name);
    }

    /// <summary>Calls the first function of a name that takes the arguments.</summary>
    private static object? CallOneOf(
        MethodInfo[] methods,
        object submission,
        string name,
        AnswerReader reader
    )
    {
        foreach (MethodInfo method in methods.Where(method => Takes(method, reader.Count - 2)))
        {
            object?[] arguments;
            try
            {
                arguments = AnswerConnection.Arguments(method, reader, 2);
            }
            catch (AnswerKindException) when (methods.Length > 1 || IsUnusual(method))
            {
                continue;
            }

            return method.Invoke(
                method.IsStatic ? null : submission,
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                arguments,
                culture: null
            );
        }

        return methods.Length > 1 || methods.Any(IsUnusual)
            ? throw Unusual(name)
            : AnswerConnection.Invoke(
                methods[0].IsStatic ? null : submission,
                Pick(methods, name, reader.Count - 2),
                reader,
                2
            );
    }

    /// <summary>Whether a function takes its arguments in a way that values do not come in.</summary>
    private static bool IsUnusual(MethodInfo method) =>
        method
            .GetParameters()
            .Any(parameter =>
                parameter.ParameterType.IsByRef
                || parameter.ParameterType.IsByRefLike
                || parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false)
            );

    private static AnswerKindException Unusual(string name) =>
        new(
            $"{name} is declared in a way in which it cannot be called from outside",
            isUnknown: true
        );

    private (object? Value, bool IsThere) Variable(string name)
    {
        foreach (object submission in session.Submissions)
        {
            if (submission.GetType().GetField(name, Any) is { } field)
            {
                return (field.GetValue(submission), true);
            }

            if (submission.GetType().GetProperty(name, Any) is { } property)
            {
                return (
                    property.GetValue(
                        submission,
                        BindingFlags.DoNotWrapExceptions,
                        binder: null,
                        index: null,
                        culture: null
                    ),
                    true
                );
            }

            if (Methods(submission.GetType(), name).Any())
            {
                return (null, false);
            }
        }

        return (null, false);
    }

    private IReadOnlyList<AnswerHandles.Function> Functions(string name) =>
        [
            .. session.Submissions.SelectMany(submission =>
                Methods(submission.GetType(), name)
                    .Select(method => new AnswerHandles.Function(
                        method.IsStatic ? null : submission,
                        method
                    ))
            ),
        ];

    private Type TypeOf(string name) =>
        session
            .Submissions.Select(submission => submission.GetType().GetNestedType(name, Any))
            .FirstOrDefault(type => type is not null)
        ?? throw Nothing(name);

    private static IEnumerable<MethodInfo> Methods(Type type, string name)
    {
        for (Type? one = type; one is not null && one != typeof(object); one = one.BaseType)
        {
            foreach (
                MethodInfo method in one.GetMethods(Any | BindingFlags.DeclaredOnly)
                    .Where(method => method.Name == name && !method.IsGenericMethod)
            )
            {
                yield return method;
            }
        }
    }

    private static MethodBase Pick(IEnumerable<MethodBase> methods, string name, int count) =>
        methods.FirstOrDefault(method => Takes(method, count))
        ?? throw new AnswerKindException(
            Invariant($"{name} cannot be called with {count} arguments")
        );

    private static bool Takes(MethodBase method, int count) =>
        method.GetParameters() is { } parameters
        && parameters.Length >= count
        && parameters.Skip(count).All(parameter => parameter.HasDefaultValue);

    /// <summary>What a task results in.</summary>
    private static object? Settled(object? value)
    {
        if (value is not Task task)
        {
            return value;
        }

        task.GetAwaiter().GetResult();
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    private static string Text(AnswerReader reader, int index) =>
        (string)reader.Get(index, typeof(string))!;

    private static AnswerException Nothing(string name) => new($"{name} is not declared");
}
