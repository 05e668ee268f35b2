using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// The teacher's cells as they run where an answer is judged: each name that the student declares stands for what the student's
/// process gives for it.
/// </summary>
internal static class JudgeCell
{
    /// <summary>The first cell of the process that judges: by what it declares the other cells ask.</summary>
    public const string Prelude = $$"""
        static class __Answers
        {
            static object Ask(string what, object target, string name, object[] arguments, System.Type result) =>
                ((System.Func<string, object, string, object[], System.Type, object>)
                    System.AppDomain.CurrentDomain.GetData("{{AnswerAsker.Key}}"))(what, target, name, arguments, result);

            public static T Value<T>(string name) => (T)Ask("{{nameof(
            AnswerCall.Value
        )}}", null, name, new object[0], typeof(T));

            public static T Value<T>(string name, System.Func<T> like) => Value<T>(name);

            public static T Call<T>(string name, params object[] arguments) =>
                (T)Ask("{{nameof(AnswerCall.Function)}}", null, name, arguments, typeof(T));

            public static void Do(string name, params object[] arguments) =>
                Ask("{{nameof(AnswerCall.Function)}}", null, name, arguments, typeof(void));

            public static object New(string type, params object[] arguments) =>
                Ask("{{nameof(AnswerCall.New)}}", null, type, arguments, typeof(object));

            public static T Call<T>(object it, string name, params object[] arguments) =>
                (T)Ask("{{nameof(AnswerCall.Method)}}", it, name, arguments, typeof(T));

            public static void Do(object it, string name, params object[] arguments) =>
                Ask("{{nameof(AnswerCall.Method)}}", it, name, arguments, typeof(void));

            public static T CallStatic<T>(string type, string name, params object[] arguments) =>
                (T)Ask("{{nameof(AnswerCall.StaticMethod)}}", type, name, arguments, typeof(T));

            public static void DoStatic(string type, string name, params object[] arguments) =>
                Ask("{{nameof(AnswerCall.StaticMethod)}}", type, name, arguments, typeof(void));
        }
        """;

    /// <summary>A cell in which names stand for the student's answers.</summary>
    /// <param name="source">The teacher's cell.</param>
    /// <param name="names">The names that the student declares.</param>
    /// <param name="answersOnly">Whether nothing else of the cell is to run.</param>
    /// <exception cref="AnswerKindException">One of them is declared in a way that nothing can stand for.</exception>
    public static string Of(string source, IReadOnlyCollection<string> names, bool answersOnly)
    {
        CompilationUnitSyntax cell = CellSyntax.Parse(source);
        MemberDeclarationSyntax[] answers =
        [
            .. cell.Members.Where(member => CellSyntax.Names(member).Any(names.Contains)),
        ];
        if (answersOnly)
        {
            return string.Join(
                '\n',
                [
                    .. cell.Usings.Select(one => one.ToString()),
                    .. answers.Select(member => Stand(member, names, answersOnly: true)),
                ]
            );
        }

        foreach (MemberDeclarationSyntax member in answers.Reverse())
        {
            source = source
                .Remove(member.Span.Start, member.Span.Length)
                .Insert(member.Span.Start, Stand(member, names, answersOnly: false));
        }

        return source;
    }

    /// <summary>The types of a teacher's cell that no check asks for: what its answers are of. They are the teacher's own.</summary>
    public static string TypesBeside(string source, IReadOnlyCollection<string> names)
    {
        CompilationUnitSyntax cell = CellSyntax.Parse(source);
        MemberDeclarationSyntax[] types =
        [
            .. cell.Members.Where(member =>
                member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                && !CellSyntax.Names(member).Any(names.Contains)
            ),
        ];
        return types.Length == 0
            ? ""
            : string.Join(
                '\n',
                [
                    .. cell.Usings.Select(one => one.ToString()),
                    .. types.Select(type => type.ToString()),
                ]
            );
    }

    private static string Stand(
        MemberDeclarationSyntax member,
        IReadOnlyCollection<string> names,
        bool answersOnly
    ) =>
        member switch
        {
            FieldDeclarationSyntax field => Variables(field, names, answersOnly),
            MethodDeclarationSyntax method => Method(
                method,
                "",
                "",
                $"\"{method.Identifier.Text}\""
            ),
            ClassDeclarationSyntax type => Class(type),
            _ => throw Unable(CellSyntax.Names(member).First()),
        };

    private static string Variables(
        FieldDeclarationSyntax field,
        IReadOnlyCollection<string> names,
        bool answersOnly
    ) =>
        string.Join(
            ' ',
            field
                .Declaration.Variables.Where(variable =>
                    !answersOnly || names.Contains(variable.Identifier.Text)
                )
                .Select(variable =>
                {
                    string name = variable.Identifier.Text;
                    string type = field.Declaration.Type.ToString();
                    string initializer = variable.Initializer is { } initial
                        ? WithLocals(initial.Value, answersOnly)
                        : "default";
                    return !names.Contains(name) ? $"{type} {variable};"
                        : field.Declaration.Type.IsVar
                            ? $"var {name} = __Answers.Value(\"{name}\", () => {initializer});"
                        : $"{type} {name} = __Answers.Value<{type}>(\"{name}\");";
                })
        );

    /// <summary>A value of which only the type is asked for, with what it names of its own cell.</summary>
    private static string WithLocals(ExpressionSyntax value, bool answersOnly)
    {
        CompilationUnitSyntax cell = (CompilationUnitSyntax)value.SyntaxTree.GetRoot();
        HashSet<string> named = [.. FreeNames.Of(value)];
        List<string> locals = [];
        foreach (MemberDeclarationSyntax member in cell.Members.Reverse())
        {
            if (
                answersOnly
                && member is FieldDeclarationSyntax or MethodDeclarationSyntax
                && !member.Contains(value)
                && CellSyntax.Names(member).Any(named.Contains)
            )
            {
                locals.Insert(0, member.ToString());
                named.UnionWith(FreeNames.Of(member));
            }
        }

        return locals.Count == 0
            ? value.ToString()
            : $"{{ {string.Join('\n', locals)}\nreturn {value}; }}";
    }

    /// <summary>A method that calls the student's.</summary>
    private static string Method(
        MethodDeclarationSyntax method,
        string suffix,
        string target,
        string name
    )
    {
        if (
            method.TypeParameterList is not null
            || IsAny(method.Modifiers, SyntaxKind.AsyncKeyword)
        )
        {
            throw Unable(method.Identifier.Text);
        }

        string type = method.ReturnType.ToString();
        string call = type == "void" ? $"__Answers.Do{suffix}" : $"__Answers.Call{suffix}<{type}>";
        return IsAny(method.Modifiers, SyntaxKind.AbstractKeyword)
            ? method.ToString()
            : $"{method.Modifiers} {type} {method.ExplicitInterfaceSpecifier}{method.Identifier.Text}{method.ParameterList} => {call}({target}{name}, {Arguments(method.ParameterList)});";
    }

    private static string Class(ClassDeclarationSyntax type)
    {
        string name = type.Identifier.Text;
        if (type.TypeParameterList is not null)
        {
            throw Unable(name);
        }

        bool isStatic = IsAny(type.Modifiers, SyntaxKind.StaticKeyword);
        bool hasConstructors = type.Members.OfType<ConstructorDeclarationSyntax>().Any();
        List<string> members = [];
        if (!isStatic)
        {
            members.Add(
                $"public readonly object {AnswerRemote.Field}"
                    + (
                        hasConstructors
                            ? ";"
                            : $" = __Answers.New(\"{name}\", {Arguments(type.ParameterList)});"
                    )
            );
        }

        foreach (MemberDeclarationSyntax member in type.Members)
        {
            members.Add(
                member switch
                {
                    MethodDeclarationSyntax method
                        when IsAny(method.Modifiers, SyntaxKind.StaticKeyword) => Method(
                        method,
                        "Static",
                        $"\"{name}\", ",
                        $"\"{method.Identifier.Text}\""
                    ),
                    MethodDeclarationSyntax method => Method(
                        method,
                        "",
                        $"{AnswerRemote.Field}, ",
                        $"\"{method.Identifier.Text}\""
                    ),
                    PropertyDeclarationSyntax property => Property(property, name),
                    ConstructorDeclarationSyntax constructor => Constructor(constructor),
                    FieldDeclarationSyntax field
                        when IsAny(field.Modifiers, SyntaxKind.ConstKeyword) => field.ToString(),
                    FieldDeclarationSyntax field
                        when !IsAny(field.Modifiers, SyntaxKind.PublicKeyword) => "",
                    BaseTypeDeclarationSyntax nested => nested.ToString(),
                    _ => throw Unable(name),
                }
            );
        }

        return $"{type.Modifiers} class {name}{type.ParameterList} {type.BaseList}\n{{\n{string.Join('\n', members)}\n}}";
    }

    private static string Constructor(ConstructorDeclarationSyntax constructor)
    {
        string body = constructor.Initializer?.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword)
            is true
            ? ""
            : $"{AnswerRemote.Field} = __Answers.New(\"{constructor.Identifier.Text}\", {Arguments(constructor.ParameterList)});";
        return $"{constructor.Modifiers} {constructor.Identifier.Text}{constructor.ParameterList} {constructor.Initializer} {{ {body} }}";
    }

    private static string Property(PropertyDeclarationSyntax property, string type)
    {
        bool isStatic = IsAny(property.Modifiers, SyntaxKind.StaticKeyword);
        string suffix = isStatic ? "Static" : "";
        string target = isStatic ? $"\"{type}\"" : AnswerRemote.Field;
        string name = property.Identifier.Text;
        string get =
            $"get => __Answers.Call{suffix}<{property.Type}>({target}, \"get_{name}\", new object[0]);";
        AccessorDeclarationSyntax? setter = property.AccessorList?.Accessors.FirstOrDefault(
            accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)
        );
        string set = setter is null
            ? ""
            : $"{setter.Modifiers} {setter.Keyword} => __Answers.Do{suffix}({target}, \"set_{name}\", new object[] {{ value }});";
        return $"{property.Modifiers} {property.Type} {property.ExplicitInterfaceSpecifier}{name} {{ {get} {set} }}";
    }

    private static string Arguments(ParameterListSyntax? parameters)
    {
        SyntaxKind[] changed = [SyntaxKind.RefKeyword, SyntaxKind.OutKeyword, SyntaxKind.InKeyword];
        ParameterSyntax[] all = [.. parameters?.Parameters ?? []];
        return
            all.FirstOrDefault(one => changed.Any(kind => IsAny(one.Modifiers, kind)))
                is { } reference
            ? throw Unable(reference.Identifier.Text)
            : $"new object[] {{ {string.Join(", ", all.Select(one => one.Identifier.Text))} }}";
    }

    private static bool IsAny(SyntaxTokenList modifiers, SyntaxKind kind) =>
        modifiers.Any(modifier => modifier.IsKind(kind));

    private static AnswerKindException Unable(string name) =>
        new(
            $"{name} is declared in a way that nothing outside its process can stand for",
            isUnknown: true
        );
}
