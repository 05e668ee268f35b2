using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// The cells of an assignment without which an exercise would not give what it gives: those that declare what it names, and those
/// that may change a variable which it uses; and so on for all that these name. Figures that only show something, and what is
/// computed for them, need not run for every submission.
/// </summary>
internal static class NeededCells
{
    /// <summary>What changes something that no variable holds.</summary>
    public static readonly IReadOnlySet<string> Outside = new HashSet<string>
    {
        "Directory",
        "Environment",
        "File",
        "FileInfo",
        "FileStream",
        "StreamWriter",
    };

    /// <summary>The cells among <paramref name="given"/> that are needed for code that stands elsewhere.</summary>
    /// <param name="given">The assignment's own cells, their texts.</param>
    /// <param name="text">The text of one.</param>
    /// <param name="code">The exercises' cells, and a student's.</param>
    public static HashSet<T> Of<T>(
        IReadOnlyCollection<T> given,
        Func<T, string> text,
        IEnumerable<string> code
    )
        where T : notnull
    {
        CompilationUnitSyntax[] others = [.. code.Select(CellSyntax.Parse)];
        HashSet<string> named = [.. others.SelectMany(FreeNames.Of)];
        HashSet<string> called = [.. others.SelectMany(FreeNames.CalledBehindDots)];
        Dictionary<T, Names> names = given.ToDictionary(cell => cell, cell => Names.Of(text(cell)));
        ILookup<string, MethodDeclarationSyntax> functions = names
            .Values.SelectMany(own => own.Cell.Members.OfType<MethodDeclarationSyntax>())
            .ToLookup(method => method.Identifier.Text);
        Dictionary<T, MethodDeclarationSyntax[]> calls = given.ToDictionary(
            cell => cell,
            cell => CalledIn(names[cell].Cell, functions)
        );
        HashSet<T> needed = [];
        HashSet<string> variables = [];
        HashSet<string> values = [];
        int before;
        do
        {
            before = needed.Count;
            foreach ((T cell, Names own) in names.Where(entry => !needed.Contains(entry.Key)))
            {
                if (
                    own.IsAlways
                    || own.Declared.Overlaps(named)
                    || own.Extensions.Overlaps(called)
                    || CellChanges.MayChange(own.Cell, variables, values)
                    || calls[cell].Any(function => CellChanges.Changes(function, variables))
                )
                {
                    needed.Add(cell);
                    called.UnionWith(FreeNames.CalledBehindDots(own.Cell));
                    named.UnionWith(own.Named);
                    named.UnionWith(own.Declared);
                    variables.UnionWith(own.Variables);
                    values.UnionWith(own.Values);
                }
            }
        } while (needed.Count > before);

        return needed;
    }

    /// <summary>The functions of the assignment that a cell calls, those that these call, and so on.</summary>
    private static MethodDeclarationSyntax[] CalledIn(
        CompilationUnitSyntax cell,
        ILookup<string, MethodDeclarationSyntax> functions
    )
    {
        HashSet<MethodDeclarationSyntax> called = [];
        Queue<SyntaxNode> open = new([
            .. cell.Members.Where(member =>
                member is not MethodDeclarationSyntax and not BaseTypeDeclarationSyntax
            ),
        ]);
        while (open.TryDequeue(out SyntaxNode? node))
        {
            foreach (
                MethodDeclarationSyntax function in node.DescendantNodes()
                    .OfType<SimpleNameSyntax>()
                    .SelectMany(name => functions[name.Identifier.Text])
                    .Where(called.Add)
            )
            {
                open.Enqueue(function);
            }
        }

        return [.. called];
    }

    /// <summary>The names in a cell.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="IsAlways">Whether it references a library, imports a namespace, or holds what is no C#.</param>
    /// <param name="Declared">What it declares.</param>
    /// <param name="Variables">The variables among that.</param>
    /// <param name="Values">The variables among these that hold values: a call that they are handed to leaves them as they are.</param>
    /// <param name="Extensions">The extension methods that it declares.</param>
    /// <param name="Named">All that it names.</param>
    private sealed record Names(
        CompilationUnitSyntax Cell,
        bool IsAlways,
        HashSet<string> Declared,
        HashSet<string> Variables,
        HashSet<string> Values,
        HashSet<string> Extensions,
        HashSet<string> Named
    )
    {
        public static Names Of(string source)
        {
            CompilationUnitSyntax cell = CellSyntax.Parse(source);
            MemberDeclarationSyntax[] variables =
            [
                .. cell.Members.Where(member =>
                    member is not MethodDeclarationSyntax and not BaseTypeDeclarationSyntax
                ),
            ];
            // A static property is changed as a part of its type.
            string[] types =
            [
                .. cell.Members.OfType<BaseTypeDeclarationSyntax>().SelectMany(CellSyntax.Names),
            ];
            return new Names(
                cell,
                cell.Usings.Count > 0
                    || cell.ContainsDirectives
                    || source.Split('\n').Any(line => line.StartsWith('#'))
                    || CellSyntax.Identifiers(source).Any(Outside.Contains),
                [.. cell.Members.SelectMany(CellSyntax.Names)],
                [.. variables.SelectMany(CellSyntax.Names), .. types],
                [
                    .. variables.Where(CellChanges.HoldsValues).SelectMany(CellSyntax.Names),
                    .. types,
                ],
                [
                    .. cell
                        .Members.OfType<MethodDeclarationSyntax>()
                        .Where(method =>
                            method.ParameterList.Parameters.FirstOrDefault() is { } first
                            && first.Modifiers.Any(modifier =>
                                modifier.IsKind(SyntaxKind.ThisKeyword)
                            )
                        )
                        .Select(method => method.Identifier.Text),
                ],
                [.. FreeNames.Of(cell)]
            );
        }
    }
}
