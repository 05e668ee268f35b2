using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Writes a notebook's parts as a program, anew after each thing that the compiler has found.</summary>
internal sealed partial class ProgramWriter(
    ExportSource source,
    SubmissionChain chain,
    IReadOnlyList<(ProgramPart Part, Submission? Submission)> parts
)
{
    private readonly ProgramFixes _fixes = new();

    private Submission[] Run =>
        [
            .. parts
                .Select(part => part.Submission)
                .OfType<Submission>()
                .Where(submission => !submission.Part.IsSkipped),
        ];

    /// <summary>Writes the program.</summary>
    public ProgramFile Write()
    {
        Submission[] run = Run;
        TopLevelSymbols symbols = new(run);
        ProgramNames names = new(run, symbols);
        PageHelper page = new(names)
        {
            HasFigures =
                chain.Files.Any(file =>
                    Path.GetFileNameWithoutExtension(file) == "NotebookNet.Interactive"
                ) || chain.Requests.Any(request => request.Name == "NotebookNet.Interactive"),
        };
        page.HasCharts = !page.HasFigures && run.LastOrDefault()?.KnowsCharts == true;
        CellRewriter rewriter = new(symbols, names, new ShownValues(page), _fixes);
        ProgramText text = new();
        List<(string, string)> cells = [];
        text.AddUsings(
            SubmissionChain.Imports.Append("System.IO").Select(name => $"using {name};")
        );
        text.Add(Start());
        foreach ((ProgramPart part, Submission? submission) in parts)
        {
            switch (part)
            {
                case ProgramPart.Prose prose:
                    text.Add(CommentText.Of(prose.Text));
                    break;
                case ProgramPart.Note note:
                    text.Add(Comment(note));
                    break;
                case ProgramPart.Html html:
                    text.Add($"{page.Show()}({page.Html()}({Raw(html.Text)}));");
                    break;
                case ProgramPart.Code { IsSkipped: true } code:
                    text.Add(
                        Comment(
                            new ProgramPart.Note(
                                ProgramText.Skipped,
                                Skipped(submission!, rewriter, code)
                            )
                        )
                    );
                    break;
                case ProgramPart.Code code:
                    CellCode rewritten = Rewrite(submission!, rewriter, code.MayFail);
                    text.Add(rewritten, code, names);
                    if (
                        rewritten.Statements.Concat(rewritten.Functions).FirstOrDefault()
                        is string first
                    )
                    {
                        cells.Add((code.Name, first.Split('\n')[0]));
                    }

                    break;
            }
        }

        if (page.IsNeeded)
        {
            text.Add(page.Save);
            text.AddUsings([$"using static {page.Class};"]);
            if (page.NeedsTables)
            {
                text.AddUsings(["using Microsoft.DotNet.Interactive.Formatting.TabularData;"]);
            }
        }

        ProgramReferences references = new(chain, source.Target);
        bool isUnsafe = run.Any(submission =>
            submission.Trees.Any(tree =>
                tree.GetRoot()
                    .DescendantTokens()
                    .Any(token => token.IsKind(SyntaxKind.UnsafeKeyword))
            )
        );
        string name = Path.GetFileName(source.Target);
        string[] top =
        [
            $"// Made from {Path.GetFileName(source.Path)}. To run it: dotnet run {name}",
            .. references.Lines(page.IsNeeded, isUnsafe),
        ];
        string program = text.Text(top, names.Own("Shared"), page.IsNeeded ? page.Text() : null);
        return new ProgramFile(
            program,
            references.TargetsName,
            references.LooseFiles.Count > 0 ? references.Targets() : null
        )
        {
            Cells = cells,
        };
    }

    /// <summary>Takes note of what has to be declared otherwise; false where that would not help.</summary>
    public bool Fix(Diagnostic error)
    {
        if (
            error.Id is not ("CS0165" or "CS0841")
            || Quoted().Match(error.GetMessage(null)) is not { Success: true } match
        )
        {
            return false;
        }

        string name = match.Groups["name"].Value;
        return error.Id == "CS0165" && _fixes.Defaults.Add(name) || _fixes.Hoisted.Add(name);
    }

    /// <summary>The program without the usings that it does not need, and silent where the compiler would warn.</summary>
    public string Finish(ProgramFile program, IReadOnlyList<Diagnostic> said)
    {
        HashSet<string> kept =
        [
            .. Run.SelectMany(submission => submission.Trees)
                .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings)
                .Select(import => import.WithoutTrivia().ToFullString()),
        ];
        List<string> lines = [.. program.Text.Split('\n')];
        foreach (
            Diagnostic unused in said.Where(diagnostic => diagnostic.Id == "CS8019")
                .OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start)
        )
        {
            int line = unused.Location.GetLineSpan().StartLinePosition.Line;
            if (!kept.Contains(lines[line]))
            {
                lines.RemoveAt(line);
            }
        }

        string[] warnings =
        [
            .. said.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.Id)
                .Where(id => id is not ("CS1701" or "CS1702"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        if (warnings.Length > 0)
        {
            int first = lines.FindIndex(line =>
                line.StartsWith("using ", StringComparison.Ordinal)
            );
            lines.Insert(first, $"#pragma warning disable {string.Join(", ", warnings)}\n");
        }

        return string.Join('\n', lines);
    }

    private CellCode Rewrite(Submission submission, CellRewriter rewriter, bool isApart)
    {
        CellCode code = new();
        foreach ((SemanticModel model, CompilationUnitSyntax root) in submission.Models)
        {
            if (isApart)
            {
                _fixes.Hoisted.UnionWith(rewriter.Variables(root));
            }

            code.Hoisted.AddRange(rewriter.Hoisted(model, root));
            rewriter.Rewrite(model, root, code, isApart);
        }

        return code;
    }

    /// <summary>The code of a cell that is not run, with the names that the program has.</summary>
    private string Skipped(Submission submission, CellRewriter rewriter, ProgramPart.Code code)
    {
        try
        {
            CellCode rewritten = Rewrite(submission, rewriter, isApart: false);
            return string.Join(
                "\n\n",
                rewritten
                    .Usings.Concat(rewritten.Statements)
                    .Concat(rewritten.Shared)
                    .Concat(rewritten.Types)
            );
        }
        catch (ExportException)
        {
            return code.Step.Text;
        }
    }

    /// <summary>The program's first statement: paths in the cells start from the notebook's folder.</summary>
    private string Start()
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        string here = Path.GetDirectoryName(Path.GetFullPath(source.Target))!;
        string relative = Path.GetRelativePath(here, folder).Replace('\\', '/');
        string entry = "(string)AppContext.GetData(\"EntryPointFileDirectoryPath\") ?? \".\"";
        return $"""
            // Paths in the code start from the notebook's folder, and numbers are written as there, whatever the machine's language.
            Directory.SetCurrentDirectory({(
                relative == "." ? entry : $"Path.Combine({entry}, \"{relative}\")"
            )});
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.DefaultThreadCurrentCulture =
                System.Globalization.CultureInfo.InvariantCulture;
            """;
    }

    private static string Comment(ProgramPart.Note note) =>
        $"// {note.Text}" + (note.Lines.Length > 0 ? "\n" + CommentText.OfLines(note.Lines) : "");

    private static string Raw(string text)
    {
        string quotes = "\"\"\"";
        while (text.Contains(quotes, StringComparison.Ordinal))
        {
            quotes += '"';
        }

        string lines = string.Join(
            '\n',
            text.Split('\n').Select(line => line.Length == 0 ? "" : "    " + line)
        );
        return $"{quotes}\n{lines}\n    {quotes}";
    }

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();
}
