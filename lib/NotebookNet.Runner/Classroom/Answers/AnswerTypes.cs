using System.Buffers;
using System.Reflection;
using System.Runtime.Loader;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>The types whose objects travel field by field: of the cells, and of the libraries that they reference.</summary>
internal sealed class AnswerTypes(Func<IEnumerable<object>> submissions)
{
    private const BindingFlags OwnFields =
        BindingFlags.Instance
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    /// <summary>With these a name is that of an array, a pointer, or a type of other types.</summary>
    private static readonly SearchValues<char> s_composed = SearchValues.Create("[]*&,\\`\0");

    private const string Matrix = "MathNet.Numerics.LinearAlgebra.Matrix`1";
    private const string Vector = "MathNet.Numerics.LinearAlgebra.Vector`1";

    private readonly Dictionary<Type, (string Name, FieldInfo Field)[]> _fields = [];

    /// <summary>The base type of a matrix or a vector of doubles; null for anything else.</summary>
    public static Type? DenseBase(Type type)
    {
        for (Type? one = type; one is not null; one = one.BaseType)
        {
            if (
                one.IsGenericType
                && one.GetGenericTypeDefinition().FullName is Matrix or Vector
                && one.GenericTypeArguments[0] == typeof(double)
            )
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Whether a matrix's base type is a vector's.</summary>
    public static bool IsVector(Type denseBase) =>
        denseBase.GetGenericTypeDefinition().FullName == Vector;

    /// <summary>The base type of matrices or vectors where the cells have the library of matrices; null where they do not.</summary>
    public static Type? FindDenseBase(bool isVector) =>
        Assemblies
            .Select(assembly => assembly.GetType(isVector ? Vector : Matrix))
            .FirstOrDefault(type => type is not null)
            ?.MakeGenericType(typeof(double));

    /// <summary>Whether objects of a type travel field by field.</summary>
    public static bool Travels(Type type) =>
        type is { IsArray: false, IsByRefLike: false }
        && !type.IsAssignableTo(typeof(Delegate))
        && (IsSubmissions(type) || (!type.IsGenericType && IsOfLibrary(type)));

    /// <summary>Whether a type is of a library that the cells reference.</summary>
    public static bool IsOfLibrary(Type type) =>
        !IsSubmission(Outermost(type))
        && !FrameworkReferences.Contains(type.Assembly.GetName().Name!)
        && AssemblyLoadContext.GetLoadContext(type.Assembly) is CellLoadContext;

    /// <summary>The type of a name in a library that the cells reference, or null.</summary>
    public static Type? FindInLibrary(string name) =>
        Assemblies
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(type => type is not null && IsOfLibrary(type));

    /// <summary>The name of a type that travels: of one that a cell declares, without the cell.</summary>
    public static string NameOf(Type type) =>
        IsSubmissions(type) ? type.FullName![type.FullName!.IndexOf('+')..] : type.FullName!;

    /// <summary>Whether a type is a class that a cell declares.</summary>
    public static bool IsOwnClass(Type type) => type.IsClass && IsSubmissions(type);

    /// <summary>The names of the base classes that travel, the nearest first.</summary>
    public static IReadOnlyList<string> BasesOf(Type type)
    {
        List<string> bases = [];
        for (Type? one = type.BaseType; one is not null && Travels(one); one = one.BaseType)
        {
            bases.Add(NameOf(one));
        }

        return bases;
    }

    /// <summary>The names of the methods of other classes that the cells' classes override.</summary>
    public static IReadOnlyList<string> OverriddenIn(Type type) =>
        [
            .. type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(method =>
                    method.IsVirtual
                    && IsSubmissions(method.DeclaringType!)
                    && !IsSubmissions(method.GetBaseDefinition().DeclaringType!)
                )
                .Select(method => method.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The type of a name, null where there is none here.</summary>
    public Type? Find(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny(s_composed) ? null
        : name.StartsWith('+')
            ? submissions()
                .Select(submission =>
                    submission.GetType().Assembly.GetType(submission.GetType().FullName + name)
                )
                .FirstOrDefault(type => type is not null && Travels(type))
        : Assemblies
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(type => type is not null && Travels(type));

    /// <summary>All fields of a type, those of its bases too, but not the framework's.</summary>
    public IReadOnlyList<(string Name, FieldInfo Field)> FieldsOf(Type type)
    {
        if (!_fields.TryGetValue(type, out (string, FieldInfo)[]? fields))
        {
            List<(string, FieldInfo)> found = [];
            for (Type? one = type; one is not null && Travels(one); one = one.BaseType)
            {
                found.AddRange(
                    one.GetFields(OwnFields)
                        .Where(field =>
                            !field.FieldType.IsPointer
                            && !field.FieldType.IsByRefLike
                            && !field.FieldType.IsFunctionPointer
                            && !IsSubmission(field.FieldType)
                        )
                        .Select(field => ($"{one.Name}.{field.Name}", field))
                );
            }

            _fields[type] = fields = [.. found];
        }

        return fields;
    }

    /// <summary>Whether a type is a cell itself, as which its variables and functions are compiled.</summary>
    public static bool IsSubmission(Type type) =>
        type is { IsNested: false, Namespace: null }
        && type.Name.StartsWith("Submission#", StringComparison.Ordinal);

    private static bool IsSubmissions(Type type) =>
        type is { IsNested: true, IsGenericType: false }
        && IsSubmission(Outermost(type))
        && !type.Name.Contains('<', StringComparison.Ordinal);

    private static Type Outermost(Type type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Assembly> Assemblies =>
        AssemblyLoadContext
            .All.OfType<CellLoadContext>()
            .SelectMany(context => context.Assemblies)
            .Where(assembly => !assembly.IsDynamic);
}
