using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// The cells of an assignment without which an exercise would not give what it gives: those that declare what it names, and those
/// that name a variable which it uses, since they may change it; and so on for all that these name. Figures that only show
/// something, and what is trained for them, need not run for every submission.
/// </summary>
internal static class NeededCells
{
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
        HashSet<string> named = [.. code.SelectMany(CellSyntax.Identifiers)];
        Dictionary<T, Names> names = given.ToDictionary(cell => cell, cell => Names.Of(text(cell)));
        HashSet<T> needed = [];
        HashSet<string> variables = [];
        int before;
        do
        {
            before = needed.Count;
            foreach ((T cell, Names own) in names.Where(entry => !needed.Contains(entry.Key)))
            {
                if (own.IsAlways || own.Declared.Overlaps(named) || own.Named.Overlaps(variables))
                {
                    needed.Add(cell);
                    named.UnionWith(own.Named);
                    named.UnionWith(own.Declared);
                    variables.UnionWith(own.Variables);
                }
            }
        } while (needed.Count > before);

        return needed;
    }

    /// <summary>The names in a cell.</summary>
    /// <param name="IsAlways">Whether it references a library, imports a namespace, or holds what is no C#.</param>
    /// <param name="Declared">What it declares.</param>
    /// <param name="Variables">The variables among that.</param>
    /// <param name="Named">All that it names.</param>
    private sealed record Names(
        bool IsAlways,
        HashSet<string> Declared,
        HashSet<string> Variables,
        HashSet<string> Named
    )
    {
        public static Names Of(string source)
        {
            CompilationUnitSyntax cell = CellSyntax.Parse(source);
            return new Names(
                cell.Usings.Count > 0
                    || cell.ContainsDirectives
                    || source.Split('\n').Any(line => line.StartsWith('#')),
                [.. cell.Members.SelectMany(CellSyntax.Names)],
                [
                    .. cell
                        .Members.Where(member =>
                            member is not MethodDeclarationSyntax and not BaseTypeDeclarationSyntax
                        )
                        .SelectMany(CellSyntax.Names),
                ],
                [.. CellSyntax.Identifiers(source)]
            );
        }
    }
}
