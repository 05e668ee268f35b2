using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookNet.Runner.Tests.Library;

/// <summary>The sources of lib/, compiled in memory: what a test that reads them works on.</summary>
internal static class LibrarySources
{
    private static readonly string[] s_projects =
    [
        "NotebookNet.Kernels",
        "NotebookNet",
        "NotebookNet.Interactive",
        "NotebookNet.Session",
        "NotebookNet.Jupyter",
        "NotebookNet.Runner",
    ];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly Lazy<IReadOnlyList<CSharpCompilation>> s_all = new(Compile);

    /// <summary>The projects, each after those that it uses.</summary>
    public static IReadOnlyList<CSharpCompilation> All => s_all.Value;

    /// <summary>The project's top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What this test program runs with, the library itself not included.</summary>
    public static IEnumerable<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => !s_projects.Contains(Path.GetFileNameWithoutExtension(file)))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>One file as a project of its own.</summary>
    public static CSharpCompilation Of(string source) => Compilation("Sample", [source], []);

    /// <summary>A place as "file(line)".</summary>
    public static string Place(SyntaxNode node)
    {
        FileLinePositionSpan span = node.GetLocation().GetLineSpan();
        return FormattableString.Invariant(
            $"{(span.Path.Length == 0 ? "" : Path.GetRelativePath(Root, span.Path))}({span.StartLinePosition.Line + 1})"
        );
    }

    private static List<CSharpCompilation> Compile()
    {
        List<CSharpCompilation> compiled = [];
        foreach (string project in s_projects)
        {
            string folder = Path.Combine(Root, "lib", project);
            SyntaxTree[] files =
            [
                .. Directory
                    .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                    .Where(file =>
                        Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]
                            is not ("bin" or "obj")
                    )
                    .Select(file =>
                        CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_parse, file)
                    ),
            ];
            compiled.Add(
                Compilation(
                    project,
                    [.. files, CSharpSyntaxTree.ParseText(Friends(folder, project), s_parse)],
                    [.. compiled.Select(earlier => earlier.ToMetadataReference())]
                )
            );
        }

        return compiled;
    }

    private static string Friends(string folder, string project) =>
        string.Concat(
            XDocument
                .Load(Path.Combine(folder, $"{project}.csproj"))
                .Descendants("InternalsVisibleTo")
                .Select(friend =>
                    $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{(string)friend.Attribute("Include")!}\")]\n"
                )
        );

    private static CSharpCompilation Compilation(
        string name,
        IEnumerable<string> sources,
        IEnumerable<MetadataReference> more
    ) =>
        Compilation(
            name,
            sources.Select(source => CSharpSyntaxTree.ParseText(source, s_parse)),
            more
        );

    private static CSharpCompilation Compilation(
        string name,
        IEnumerable<SyntaxTree> files,
        IEnumerable<MetadataReference> more
    )
    {
        // What the build adds to each project.
        const string Implicit = """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Net.Http;
            global using System.Threading;
            global using System.Threading.Tasks;
            global using static System.FormattableString;
            global using Part = DynamicObj.DynamicObj;
            """;
        const string OfTheLibrary = """
            global using MathNet.Numerics.LinearAlgebra;
            global using NotebookNet.Kernels;
            """;
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [
                .. files,
                CSharpSyntaxTree.ParseText(
                    name == "NotebookNet" ? Implicit + "\n" + OfTheLibrary : Implicit,
                    s_parse
                ),
            ],
            [.. References, .. more],
            new CSharpCompilationOptions(
                name == "NotebookNet.Runner"
                    ? OutputKind.ConsoleApplication
                    : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                // What may be null changes no type that the tests ask for, and takes a quarter of the time to find.
                nullableContextOptions: NullableContextOptions.Disable
            )
        );
        // CS8795: the generator of regular expressions does not run here.
        Assert.Empty(
            compilation
                .GetDiagnostics()
                .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id != "CS8795")
        );
        return compilation;
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        string? folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "NotebookNet.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The sources are not here.");
    }
}
