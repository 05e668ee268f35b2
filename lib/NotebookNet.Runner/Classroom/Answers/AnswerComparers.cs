using System.Reflection;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>How dictionaries and sets compare: what comes of one on the other side compares as is usual.</summary>
internal static class AnswerComparers
{
    /// <summary>Whether a collection compares in another way than is usual.</summary>
    public static bool HasOwn(object collection)
    {
        PropertyInfo? property = collection
            .GetType()
            .GetProperties()
            .FirstOrDefault(one =>
                one.Name is "Comparer" or "KeyComparer"
                && FrameworkReferences.Contains(one.DeclaringType!.Assembly.GetName().Name!)
                && one.PropertyType.GenericTypeArguments.Length == 1
            );
        return property?.GetValue(collection) is { } comparer
            // The same as the usual one, which compares texts by their letters.
            && !(
                property.PropertyType == typeof(IEqualityComparer<string>)
                && ReferenceEquals(comparer, StringComparer.Ordinal)
            )
            && !Usual(property.PropertyType).Equals(comparer);
    }

    private static object Usual(Type comparer) =>
        (
            comparer.GetGenericTypeDefinition() == typeof(IEqualityComparer<>)
                ? typeof(EqualityComparer<>)
                : typeof(Comparer<>)
        )
            .MakeGenericType(comparer.GenericTypeArguments)
            .GetProperty("Default")!
            .GetValue(null)!;
}
