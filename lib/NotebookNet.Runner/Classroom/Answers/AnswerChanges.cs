using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Whether a student's code has changed what the assignment's own cells hold: a check that compares with that would compare with something else.</summary>
internal static class AnswerChanges
{
    /// <summary>More is not looked through.</summary>
    private const int MostObjects = 100_000;

    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The library's types that are data, not something that computes.</summary>
    private static readonly string?[] s_data =
    [
        "NotebookNet.Batch",
        "NotebookNet.Dataset",
        "NotebookNet.PixelSamples",
        "NotebookNet.RealSamples",
        "NotebookNet.Targets",
    ];

    /// <summary>Whether a variable of an earlier cell than the last one leads to one of some objects.</summary>
    public static bool ReachGiven(
        CSharpSession session,
        AnswerTypes types,
        IReadOnlySet<object> changed
    )
    {
        if (changed.Count == 0)
        {
            return false;
        }

        return Reach(
            session
                .Submissions.Skip(1)
                .SelectMany(submission =>
                    submission
                        .GetType()
                        .GetFields(Any)
                        .Where(field => !AnswerTypes.IsSubmission(field.FieldType))
                        .Select(field => field.GetValue(submission))
                ),
            one => ChildrenOf(one, types),
            changed
        );
    }

    /// <summary>Whether one of some arguments leads to one of some objects, but for what a library's object holds: that is what such an object is handed over for.</summary>
    public static bool ReachArguments(
        IEnumerable<object?> arguments,
        AnswerTypes types,
        IReadOnlySet<object> changed
    ) =>
        changed.Count > 0
        && Reach(
            arguments,
            one => AnswerTypes.IsOfLibrary(one.GetType()) ? [] : ChildrenOf(one, types),
            changed
        );

    private static bool Reach(
        IEnumerable<object?> roots,
        Func<object, IEnumerable<object?>> childrenOf,
        IReadOnlySet<object> changed
    )
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Queue<object> open = new();
        foreach (object? root in roots)
        {
            Open(root);
        }

        while (open.TryDequeue(out object? one) && seen.Count < MostObjects)
        {
            if (changed.Contains(one))
            {
                return true;
            }

            foreach (object? child in childrenOf(one))
            {
                Open(child);
            }
        }

        return false;

        void Open(object? value)
        {
            if (
                value is not (null or string or Delegate)
                && !value.GetType().IsPrimitive
                && seen.Add(value)
            )
            {
                open.Enqueue(value);
            }
        }
    }

    private static IEnumerable<object?> ChildrenOf(object value, AnswerTypes types) =>
        value switch
        {
            Array array => array.GetType().GetElementType()!.IsPrimitive
                ? []
                : array.Cast<object?>(),
            ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
            IDictionary map => map.Values.Cast<object?>(),
            _ when AnswerTypes.DenseBase(value.GetType()) is not null => [],
            IEnumerable list when IsCollection(value.GetType()) => list.Cast<object?>(),
            _ when AnswerTypes.IsOfLibrary(value.GetType()) => HeldByLibrary(value, types),
            _ when AnswerTypes.Travels(value.GetType()) => FieldValues(value, types),
            _ => [],
        };

    /// <summary>
    /// Of a library's object: the values of the parameters of a network or a layer, and data. What passes leave in it is its own
    /// matter: gradients, and what was computed last.
    /// </summary>
    private static IEnumerable<object?> HeldByLibrary(object value, AnswerTypes types)
    {
        Type type = value.GetType();
        if (
            type.GetProperty("Parameters") is { } parameters
            && parameters.PropertyType.IsAssignableTo(typeof(IEnumerable))
        )
        {
            return (parameters.GetValue(value) as IEnumerable)?.Cast<object?>() ?? [];
        }

        return type.FullName == "NotebookNet.Parameter"
                ? [type.GetProperty("Value")!.GetValue(value)]
            : s_data.Contains(type.FullName) ? FieldValues(value, types)
            : [];
    }

    private static bool IsCollection(Type type) =>
        type.GetInterfaces()
            .Any(one =>
                one == typeof(ICollection)
                || (one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICollection<>))
            );

    private static IEnumerable<object?> FieldValues(object value, AnswerTypes types) =>
        types.FieldsOf(value.GetType()).Select(field => field.Field.GetValue(value));
}
