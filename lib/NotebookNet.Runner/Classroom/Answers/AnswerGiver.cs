using System.IO.Pipes;
using System.Reflection;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>The student's side: gives what the cells have declared, as values, to whoever judges them.</summary>
internal sealed class AnswerGiver(Func<IEnumerable<object>> submissions)
{
    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private const int StackBytes = 16 << 20;

    /// <summary>Serves a connection on a thread of its own, as long as it lasts.</summary>
    public static void Start(CSharpSession session, string pipeName)
    {
        AnswerGiver giver = new(() => session.Submissions);
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
                new AnswerTypes(submissions),
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

    /// <summary>Gives what is asked for.</summary>
    public object? Give(AnswerConnection connection, AnswerCall what, AnswerReader reader, Type _)
    {
        string name = Text(reader, 1);
        switch (what)
        {
            case AnswerCall.Method:
                object target = connection.Handed((long)reader.Get(2, typeof(long))!);
                return CallMethod(target.GetType(), target, name, reader);
            case AnswerCall.Value:
                return Variable(name) is var (value, isThere) && isThere ? value
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
                                reader,
                                2
                            ),
                            reader,
                            2
                        )!
                );
            case AnswerCall.StaticMethod:
                return CallMethod(TypeOf(Text(reader, 2)), null, name, reader);
            default:
                return CallFunction(name, reader);
        }
    }

    private static object? CallMethod(Type type, object? target, string name, AnswerReader reader)
    {
        const int First = 3;
        MethodInfo[] methods = [.. Methods(type, name)];
        // What the assignment has as a property may be a field.
        if (
            methods.Length == 0
            && name is ['g' or 's', 'e', 't', '_', ..]
            && type.GetField(name[4..]) is { } field
            && (field.IsStatic || target is not null)
        )
        {
            if (name[0] == 'g')
            {
                return field.GetValue(target);
            }

            field.SetValue(target, reader.Get(First, field.FieldType));
            return null;
        }

        return AnswerConnection.Invoke(target, Pick(methods, name, reader, First), reader, First);
    }

    private object? CallFunction(string name, AnswerReader reader)
    {
        // The last declaration counts, be it a function or a variable that holds one.
        foreach (object submission in submissions())
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

    /// <summary>Calls the function of a name that takes the arguments best.</summary>
    private static object? CallOneOf(
        MethodInfo[] methods,
        object submission,
        string name,
        AnswerReader reader
    )
    {
        foreach (MethodInfo method in Taking(methods, reader, 2))
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
                Pick(methods, name, reader, 2),
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
        foreach (object submission in submissions())
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
            .. submissions()
                .SelectMany(submission =>
                    Methods(submission.GetType(), name)
                        .Select(method => new AnswerHandles.Function(
                            method.IsStatic ? null : submission,
                            method
                        ))
                ),
        ];

    private Type TypeOf(string name) =>
        submissions()
            .Select(submission => submission.GetType().GetNestedType(name, Any))
            .FirstOrDefault(type => type is not null)
        ?? throw Nothing(name);

    /// <summary>The methods of a name; where there is none, those that implement one of an interface under the interface's name.</summary>
    private static IEnumerable<MethodInfo> Methods(Type type, string name)
    {
        MethodInfo[] all = [.. AllMethods(type).Where(method => !method.IsGenericMethod)];
        MethodInfo[] named = [.. all.Where(method => method.Name == name)];
        return named.Length > 0
            ? named
            : all.Where(method => method.Name.EndsWith($".{name}", StringComparison.Ordinal));
    }

    private static IEnumerable<MethodInfo> AllMethods(Type type)
    {
        for (Type? one = type; one is not null && one != typeof(object); one = one.BaseType)
        {
            foreach (MethodInfo method in one.GetMethods(Any | BindingFlags.DeclaredOnly))
            {
                yield return method;
            }
        }
    }

    private static MethodBase Pick(
        IEnumerable<MethodBase> methods,
        string name,
        AnswerReader reader,
        int first
    ) =>
        Taking(methods, reader, first).FirstOrDefault()
        ?? throw new AnswerKindException(
            Invariant($"{name} cannot be called with {reader.Count - first} arguments")
        );

    /// <summary>Those that take so many arguments, first those for which the fewest are to be converted.</summary>
    private static IEnumerable<T> Taking<T>(IEnumerable<T> methods, AnswerReader reader, int first)
        where T : MethodBase =>
        methods
            .Where(method => Takes(method, reader.Count - first))
            .OrderBy(method =>
                method
                    .GetParameters()
                    .Take(reader.Count - first)
                    .Where((parameter, i) => !reader.IsExact(first + i, parameter.ParameterType))
                    .Count()
            );

    private static bool Takes(MethodBase method, int count) =>
        method.GetParameters() is { } parameters
        && parameters.Length >= count
        && parameters.Skip(count).All(parameter => parameter.HasDefaultValue);

    private static string Text(AnswerReader reader, int index) =>
        (string)reader.Get(index, typeof(string))!;

    private static AnswerException Nothing(string name) => new($"{name} is not declared");
}
