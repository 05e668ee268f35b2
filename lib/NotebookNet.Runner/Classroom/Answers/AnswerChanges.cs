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

    private const int MostElements = 1000;

    private const BindingFlags Any =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

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

        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Queue<object> open = new();
        foreach (object submission in session.Submissions.Skip(1))
        {
            foreach (FieldInfo field in submission.GetType().GetFields(Any))
            {
                if (!AnswerTypes.IsSubmission(field.FieldType))
                {
                    Open(field.GetValue(submission));
                }
            }
        }

        while (open.TryDequeue(out object? one) && seen.Count < MostObjects)
        {
            if (changed.Contains(one))
            {
                return true;
            }

            foreach (object? child in ChildrenOf(one, types))
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
                : array.Cast<object?>().Take(MostElements),
            ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
            IDictionary map => map.Values.Cast<object?>().Take(MostElements),
            _ when AnswerTypes.DenseBase(value.GetType()) is not null => [],
            ICollection list => list.Cast<object?>().Take(MostElements),
            // What a library's object holds inside is its own matter: a network keeps what it computed last.
            _ when AnswerTypes.IsOfLibrary(value.GetType()) => [],
            _ when AnswerTypes.Travels(value.GetType()) => types
                .FieldsOf(value.GetType())
                .Select(field => field.Field.GetValue(value)),
            _ => [],
        };
}
