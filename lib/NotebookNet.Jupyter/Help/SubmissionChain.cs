using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Session;

namespace NotebookNet.Jupyter.Help;

/// <summary>
/// What the session has compiled, once more as projects of a workspace, which Roslyn's editor services ask for: one for each
/// submission, with the one before it, and a last one for the cell that is being written; the oldest of many are one. They follow the session when
/// somebody asks for something.
/// </summary>
internal sealed class SubmissionChain(CSharpSession session) : IDisposable
{
    /// <summary>So many submissions have a project of their own at most.</summary>
    private const int Longest = 40;

    /// <summary>So many of them keep it when there are more.</summary>
    private const int Kept = 10;

    private readonly SemaphoreSlim _lock = new(1);
    private readonly List<Script> _recent = [];
    private readonly SubmissionSummary _summary = new();
    private QuietReferenceResolver? _resolver;
    private AdhocWorkspace? _workspace;
    private Solution? _earlier;
    private Script? _last;
    private ProjectId? _lastProject;
    private ScriptOptions? _options;
    private Document? _next;

    /// <summary>A cell as a document that sees what the session has compiled until now.</summary>
    public async Task<Document> DocumentAsync(string code, CancellationToken cancellation)
    {
        await _lock.WaitAsync(cancellation);
        try
        {
            ScriptOptions options = session.NextOptions;
            Script? last = session.LastSubmission;
            if (_next is null || last != _last || options != _options)
            {
                Follow(last);
                (_next, _options) = (Next(last, options), options);
                // What is found out about the empty cell holds for each text of it.
                await _next.Project.GetCompilationAsync(cancellation);
                // The next cell starts from what has been found out about the earlier ones.
                _earlier = _next.Project.Solution.RemoveProject(_next.Project.Id);
            }

            // From the text before this one: what has not changed is not found out again.
            return _next = _next
                .Project.Solution.WithDocumentText(_next.Id, SourceText.From(code))
                .GetDocument(_next.Id)!;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workspace?.Dispose();
        _lock.Dispose();
    }

    /// <summary>Adds a project for each submission that has none yet, and makes one of the oldest when there are many.</summary>
    private void Follow(Script? last)
    {
        Stack<Script> added = [];
        for (Script? script = last; script is not null && script != _last; script = script.Previous)
        {
            added.Push(script);
        }

        _workspace ??= new AdhocWorkspace(MefHostServices.DefaultHost);
        _earlier ??= _workspace.CurrentSolution;
        IEnumerable<Script> followed = added;
        _recent.AddRange(added);
        _last = last;
        if (_recent.Count > Longest)
        {
            int old = _recent.Count - Kept;
            _recent.Take(old).ToList().ForEach(_summary.Add);
            _recent.RemoveRange(0, old);
            _earlier = _workspace.CurrentSolution;
            _lastProject = null;
            Add(Project(_summary.First!, _summary.Code, _summary.References));
            followed = _recent;
        }

        foreach (Script script in followed)
        {
            Add(Project(script, script.Code, script.Options.MetadataReferences));
        }
    }

    private void Add(ProjectInfo project)
    {
        _earlier = _earlier!.AddProject(project);
        _lastProject = project.Id;
    }

    /// <summary>The cell that is being written, while there is nothing in it.</summary>
    private Document Next(Script? last, ScriptOptions options)
    {
        Script script = last is null
            ? CSharpScript.Create<object>("", options)
            : last.ContinueWith<object>("", options);
        ProjectInfo project = Project(script, "", options.MetadataReferences);
        return _earlier!.AddProject(project).GetProject(project.Id)!.Documents.Single();
    }

    private ProjectInfo Project(
        Script script,
        string code,
        ImmutableArray<MetadataReference> references
    )
    {
        Compilation compilation = script.GetCompilation();
        ProjectId project = ProjectId.CreateNewId();
        string path = script.Options.FilePath is { Length: > 0 } named ? named : "cell";
        return ProjectInfo.Create(
            project,
            VersionStamp.Create(),
            compilation.AssemblyName!,
            compilation.AssemblyName!,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options.WithMetadataReferenceResolver(
                _resolver ??= new QuietReferenceResolver(
                    (CellReferenceResolver)compilation.Options.MetadataReferenceResolver!
                )
            ),
            parseOptions: new CSharpParseOptions(
                LanguageVersion.CSharp14,
                DocumentationMode.Parse,
                SourceCodeKind.Script
            ),
            documents:
            [
                DocumentInfo.Create(
                    DocumentId.CreateNewId(project),
                    path,
                    sourceCodeKind: SourceCodeKind.Script,
                    loader: TextLoader.From(
                        TextAndVersion.Create(SourceText.From(code), VersionStamp.Create())
                    ),
                    filePath: path
                ),
            ],
            projectReferences: _lastProject is null ? [] : [new ProjectReference(_lastProject)],
            metadataReferences: references,
            isSubmission: true
        );
    }
}
