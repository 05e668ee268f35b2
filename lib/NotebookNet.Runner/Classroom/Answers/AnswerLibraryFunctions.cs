using System.Globalization;
using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// Functions of a library that hold nothing, such as what a layer computes with: both processes have the library, so a name is
/// enough, and the student's process takes its own. The one that judges takes none by name.
/// </summary>
internal static class AnswerLibraryFunctions
{
    private const char Mark = '=';
    private const char Separator = '!';

    /// <summary>The name of a function; null where it is none of a library, or holds something.</summary>
    public static string? NameOf(object function) =>
        function is Delegate { Method: { DeclaringType: { } type } method } own
        && own.GetInvocationList().Length == 1
        && AnswerTypes.IsOfLibrary(type)
        && (own.Target is null || IsEmpty(own.Target.GetType()))
            ? Invariant($"{Mark}{type.FullName}{Separator}{method.MetadataToken}")
            : null;

    /// <summary>The function of a name, as an expected type; null where there is none.</summary>
    public static Delegate? Find(string name, Type expected)
    {
        int separator = name.LastIndexOf(Separator);
        if (
            name is not [Mark, ..]
            || separator < 0
            || !int.TryParse(
                name.AsSpan(separator + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int token
            )
            || AnswerTypes.FindInLibrary(name[1..separator]) is not { } type
        )
        {
            return null;
        }

        try
        {
            return type.Module.ResolveMethod(token) is MethodInfo method
                ? method.CreateDelegate(
                    expected,
                    method.IsStatic ? null : Activator.CreateInstance(type, nonPublic: true)
                )
                : null;
        }
        catch (Exception exception) when (exception is ArgumentException or MissingMethodException)
        {
            return null;
        }
    }

    private static bool IsEmpty(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length
        == 0;
}
