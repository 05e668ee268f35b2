using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Session;

/// <summary>The `#r` lines of cells that name files: they are looked at before a cell is compiled.</summary>
internal sealed class ReferenceLines(
    string directory,
    CellReferenceResolver resolver,
    CellLoadContext context
)
{
    /// <summary>
    /// Says which file a `#r` line means where there is none, and how to build it where that can be told; also what lies
    /// beside it and is not used.
    /// </summary>
    /// <exception cref="CellException">A line names no file, one that is not there, or a second build of an assembly.</exception>
    public void Check(SyntaxTree tree, CellExecution execution)
    {
        Dictionary<string, string> named = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> said = [];
        foreach (
            ReferenceDirectiveTriviaSyntax directive in (
                (CompilationUnitSyntax)tree.GetRoot()
            ).GetReferenceDirectives()
        )
        {
            int line = directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            if (string.IsNullOrWhiteSpace(directive.File.ValueText))
            {
                throw new CellException(
                    "ReferenceError",
                    "#r needs the path of an assembly in quotes: #r \"../lib/Name.dll\"",
                    line
                );
            }

            string path = resolver.FullPath(directive.File.ValueText, baseFilePath: null);
            if (!File.Exists(path))
            {
                throw new CellException(
                    "ReferenceError",
                    $"{path} does not exist{HowToBuild(path)}",
                    line
                );
            }

            if (context.Conflict(path) is string loaded)
            {
                throw new CellException(
                    "ReferenceError",
                    $"{path} cannot be loaded: another build of that assembly is in use already, {loaded}. "
                        + "Start the session again.",
                    line
                );
            }

            string name = Path.GetFileNameWithoutExtension(path);
            if (!named.TryAdd(name, path) && CellLoadContext.Differ(named[name], path))
            {
                throw new CellException(
                    "ReferenceError",
                    $"{path} and {named[name]} are two builds of one assembly; name one of them.",
                    line
                );
            }

            foreach (string unused in context.Unused(path).Where(said.Add))
            {
                string present = context.Find(Path.GetFileNameWithoutExtension(unused))!;
                PrintKept(present, $"the one beside {Path.GetFileName(path)}", execution);
            }
        }
    }

    /// <summary>Says that the build of an assembly which is there already is used, and another is not.</summary>
    /// <param name="present">The file of the one that is used.</param>
    /// <param name="unused">What the other is called.</param>
    /// <param name="execution">The cell that brings the other.</param>
    public static void PrintKept(string present, string unused, CellExecution execution) =>
        execution.Print(
            "stderr",
            $"{Path.GetFileNameWithoutExtension(present)} {AssemblyName.GetAssemblyName(present).Version} is there already, by another #r; it is kept, {unused} is not used.\n"
        );

    private string HowToBuild(string path)
    {
        for (
            DirectoryInfo? folder = new FileInfo(path).Directory;
            folder is not null;
            folder = folder.Parent
        )
        {
            if (folder.Name != "bin" || folder.Parent is not { Exists: true } parent)
            {
                continue;
            }

            string? project = parent.EnumerateFiles("*.csproj").FirstOrDefault()?.FullName;
            if (project is not null)
            {
                return $": build it with\n    dotnet build {Path.GetRelativePath(directory, project)}";
            }
        }

        return ".";
    }
}
