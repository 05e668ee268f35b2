using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Makes sequences that are no arrays of their values.</summary>
internal static class AnswerSequences
{
    /// <summary>What gives its values in the other order than it takes them.</summary>
    private static readonly Type[] s_stacks =
    [
        typeof(Stack<>),
        typeof(ConcurrentStack<>),
        typeof(ImmutableStack<>),
    ];

    /// <summary>Makes one; null where nothing here can.</summary>
    /// <param name="expected">The type of the sequence.</param>
    /// <param name="element">The type of its values.</param>
    /// <param name="values">An array of them.</param>
    /// <exception cref="AnswerKindException">There can be no such sequence of these values.</exception>
    public static object? Create(Type expected, Type element, Array values)
    {
        Type? general = General(expected);
        if (general is not null && s_stacks.Contains(general))
        {
            Array.Reverse(values);
        }

        if (ConstructorOf(expected, element) is { } constructor)
        {
            return Invoke(
                constructor,
                Activator.CreateInstance(typeof(List<>).MakeGenericType(element), values)!
            );
        }

        MethodInfo? method =
            general == typeof(IOrderedEnumerable<>) ? Own(nameof(Ordered), element)
            : general == typeof(ILookup<,>) ? Own(nameof(LookUp), expected.GenericTypeArguments)
            : general?.Namespace == typeof(ImmutableArray).Namespace ? Immutable(expected, element)
            : null;
        return method is null ? null : Invoke(method, values);
    }

    /// <summary>Whether groups are expected.</summary>
    public static bool AreGroups(Type type) => General(type) == typeof(IGrouping<,>);

    /// <summary>Makes a group of some values, one at least.</summary>
    public static object Group(Type expected, object? key, Array values) =>
        Own(nameof(Grouped), expected.GenericTypeArguments).Invoke(null, [key, values])!;

    private static ConstructorInfo? ConstructorOf(Type expected, Type element)
    {
        Type[] kinds =
        [
            .. expected is { IsInterface: false, IsAbstract: false } ? [expected] : Type.EmptyTypes,
            typeof(List<>).MakeGenericType(element),
            typeof(HashSet<>).MakeGenericType(element),
        ];
        return kinds
            .Where(kind => kind.IsAssignableTo(expected))
            .SelectMany(kind =>
                ((Type[])[typeof(IEnumerable<>), typeof(IList<>)]).Select(taken =>
                    kind.GetConstructor([taken.MakeGenericType(element)])
                )
            )
            .FirstOrDefault(constructor => constructor is not null);
    }

    private static object Invoke(MethodBase method, object values)
    {
        try
        {
            return method is ConstructorInfo constructor
                ? constructor.Invoke([values])
                : method.Invoke(null, [values])!;
        }
        catch (TargetInvocationException exception)
        {
            Type kind = method is MethodInfo { ReturnType: var made }
                ? made
                : method.DeclaringType!;
            throw new AnswerKindException(
                $"is a sequence that is no {AnswerScalars.Words(kind)}: {exception.InnerException!.Message}"
            );
        }
    }

    private static MethodInfo? Immutable(Type expected, Type element) =>
        expected
            .Assembly.GetType(expected.FullName!.Split('`')[0])
            ?.GetMethods()
            .Where(method =>
                method.Name == nameof(ImmutableArray.CreateRange)
                && method.GetGenericArguments().Length == 1
                && method.GetParameters() is [{ ParameterType: var taken }]
                && General(taken) == typeof(IEnumerable<>)
            )
            .Select(method => method.MakeGenericMethod(element))
            .FirstOrDefault(method => method.ReturnType == expected);

    private static MethodInfo Own(string name, params Type[] types) =>
        typeof(AnswerSequences)
            .GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(types);

    private static IOrderedEnumerable<T> Ordered<T>(T[] values) => values.OrderBy(_ => 0);

    private static IGrouping<TKey, T> Grouped<TKey, T>(TKey key, T[] values) =>
        values.GroupBy(_ => key).First();

    private static ILookup<TKey, T> LookUp<TKey, T>(IGrouping<TKey, T>[] groups) =>
        groups
            .SelectMany(group => group.Select(value => (group.Key, value)))
            .ToLookup(pair => pair.Key, pair => pair.value);

    private static Type? General(Type type) =>
        type.IsGenericType ? type.GetGenericTypeDefinition() : null;
}
