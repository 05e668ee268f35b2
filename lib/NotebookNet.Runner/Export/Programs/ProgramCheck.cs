using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Compiles a program in memory, as it will be built.</summary>
internal sealed class ProgramCheck(SubmissionChain chain)
{
    private static readonly CSharpParseOptions s_parse = CSharpParseOptions
        .Default.WithLanguageVersion(LanguageVersion.CSharp14)
        .WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>What the compiler says of it.</summary>
    public IReadOnlyList<Diagnostic> Diagnose(string program, CancellationToken cancellation)
    {
        string[] notInPrograms = [FrameworkReferences.KernelAssembly, "NotebookNet.Session"];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "program",
            [CSharpSyntaxTree.ParseText(program, s_parse, cancellationToken: cancellation)],
            [
                .. FrameworkReferences.All.Where(reference =>
                    !notInPrograms.Contains(Path.GetFileNameWithoutExtension(reference.Display))
                ),
                .. chain.Packages,
                .. chain
                    .Files.Where(file =>
                        !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(file))
                        && !chain.Packages.Any(package =>
                            Path.GetFileName(package.Display) == Path.GetFileName(file)
                        )
                    )
                    .Select(file => MetadataReference.CreateFromFile(file)),
            ],
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                metadataReferenceResolver: chain.Resolver
            )
        );
        return compilation.GetDiagnostics(cancellation);
    }
}
