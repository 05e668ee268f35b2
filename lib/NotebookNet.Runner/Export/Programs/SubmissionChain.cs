using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using NotebookNet.Runner.Packages;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Compiles the cells of a notebook one after the other as its session would, and runs none.</summary>
internal sealed class SubmissionChain
{
    /// <summary>What cells can name without a using.</summary>
    public static readonly string[] Imports =
    [
        "System",
        "System.Text",
        "System.Collections",
        "System.Collections.Generic",
        "System.Threading.Tasks",
        "System.Linq",
    ];

    private readonly SessionHost _host;
    private readonly string _directory;
    private ScriptOptions _options;
    private Script? _script;

    public SubmissionChain(string directory)
    {
        _directory = directory;
        _host = new SessionHost(directory);
        Resolver = new CellReferenceResolver(directory, new CellLoadContext());
        _options = ScriptOptions
            .Default.WithReferences(FrameworkReferences.All)
            .WithMetadataResolver(Resolver)
            .WithSourceResolver(new CellSourceResolver(directory))
            .WithImports([
                .. Imports,
                typeof(CellStatics).FullName!,
                typeof(CellExtensions).FullName!,
            ])
            .WithLanguageVersion(LanguageVersion.CSharp14)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>Finds the files of `#r` lines.</summary>
    public CellReferenceResolver Resolver { get; }

    /// <summary>The assemblies of the packages that cells have asked for.</summary>
    public List<MetadataReference> Packages { get; } = [];

    /// <summary>The lines that ask for packages, in their order.</summary>
    public List<PackageRequest> Requests { get; } = [];

    /// <summary>The files that `#r` lines name, in their order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Compiles a piece; null, and what is wrong, where it does not compile.</summary>
    public async Task<(Submission? Submission, string? Error)> AddAsync(
        ProgramPart.Code part,
        CancellationToken cancellation
    )
    {
        ScriptOptions before = _options;
        try
        {
            await AddPackagesAsync(part.Step.Packages, cancellation);
        }
        catch (CellException exception)
        {
            return (null, $"{PartReader.Place(part.Name, exception.Line)}: {exception.Message}");
        }

        ScriptOptions options = _options.WithFilePath(part.Name);
        Script script = _script is null
            ? CSharpScript.Create<object>(part.Step.Text, options)
            : _script.ContinueWith<object>(part.Step.Text, options);
        Compilation compilation = script.GetCompilation();
        ImmutableArray<Diagnostic> diagnostics = compilation.GetDiagnostics(cancellation);
        if (diagnostics.FirstOrDefault(IsError) is { } error)
        {
            _options = before;
            return (null, Describe(error));
        }

        if (!part.IsSkipped)
        {
            _script = script;
            _options = _options
                .WithReferences(Enumerable.Empty<MetadataReference>())
                .WithImports(Enumerable.Empty<string>());
            Requests.AddRange(part.Step.Packages);
            Files.AddRange(
                compilation
                    .SyntaxTrees.SelectMany(tree =>
                        ((Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)tree.GetRoot())
                            .GetReferenceDirectives()
                            .Select(line =>
                                Resolver.FullPath(line.File.ValueText, PathOf(tree, part))
                            )
                    )
                    .Where(File.Exists)
                    .Except(Files)
            );
        }

        // The cell's own text comes last: what it loads runs before it.
        SyntaxTree own = compilation.SyntaxTrees.Last(tree => tree.FilePath == part.Name);
        return (
            new Submission(
                part,
                compilation,
                [.. compilation.SyntaxTrees.Where(tree => tree != own), own]
            ),
            null
        );
    }

    /// <summary>A message of the compiler: cell, line, and what it says.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetMappedLineSpan();
        string what = $"{diagnostic.Id}: {diagnostic.GetMessage(null)}";
        return span.IsValid
            ? $"{PartReader.Place(span.Path, span.StartLinePosition.Line + 1)}: {what}"
            : what;
    }

    private string? PathOf(SyntaxTree tree, ProgramPart.Code part) =>
        tree.FilePath == part.Name ? null : Path.GetFullPath(tree.FilePath, _directory);

    private static bool IsError(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error;

    private async Task AddPackagesAsync(
        IReadOnlyList<PackageRequest> requests,
        CancellationToken cancellation
    )
    {
        if (
            requests.Count == 0
            || await _host.AddPackagesAsync(requests, cancellation) is not { } assets
        )
        {
            return;
        }

        MetadataReference[] added =
        [
            .. assets
                .Compile.Where(file =>
                    !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(file))
                    && !FrameworkReferences.All.Any(known =>
                        Path.GetFileName(known.Display) == Path.GetFileName(file)
                    )
                    && !Packages.Any(known =>
                        Path.GetFileName(known.Display) == Path.GetFileName(file)
                    )
                )
                .Select(file => MetadataReference.CreateFromFile(file)),
        ];
        Packages.AddRange(added);
        _options = _options.AddReferences(added);
    }
}
