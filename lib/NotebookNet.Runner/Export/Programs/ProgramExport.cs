using System.Text;
using Microsoft.CodeAnalysis;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>A notebook as a C# program of one file: `dotnet run chapter.cs`. It is compiled, to be sure, and not run.</summary>
internal sealed class ProgramExport : IExport
{
    private const int MostFixes = 8;

    /// <inheritdoc/>
    public string Extension => ".cs";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExportedFile>> ExportAsync(
        ExportSource source,
        CancellationToken cancellation
    )
    {
        if (source.Document.UnsupportedKernel is string kernel)
        {
            throw new ExportException(
                $"its kernel is {kernel}; only a C# notebook becomes a C# program"
            );
        }

        string directory = Path.GetDirectoryName(Path.GetFullPath(source.Path))!;
        SubmissionChain chain = new(directory);
        List<(ProgramPart Part, Submission? Submission)> parts = [];
        foreach (ProgramPart part in new PartReader(source).Read())
        {
            parts.Add(await CompileAsync(part, chain, cancellation));
        }

        ProgramWriter writer = new(source, chain, parts);
        ProgramCheck check = new(chain);
        for (int i = 0; ; i++)
        {
            ProgramFile program = writer.Write();
            IReadOnlyList<Diagnostic> said = check.Diagnose(program.Text, cancellation);
            Diagnostic[] errors =
            [
                .. said.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
            ];
            if (errors.Length == 0)
            {
                string text = writer.Finish(program, said);
                List<ExportedFile> files =
                [
                    new(Path.GetFileName(source.Target), Encoding.UTF8.GetBytes(text)),
                ];
                if (program.Targets is not null)
                {
                    files.Add(new(program.TargetsName, Encoding.UTF8.GetBytes(program.Targets)));
                }

                return files;
            }

            if (i == MostFixes || !errors.Any(error => writer.Fix(error)))
            {
                throw new ExportException(program.Describe(errors[0]));
            }
        }
    }

    private static async Task<(ProgramPart, Submission?)> CompileAsync(
        ProgramPart part,
        SubmissionChain chain,
        CancellationToken cancellation
    )
    {
        if (part is not ProgramPart.Code code)
        {
            return (part, null);
        }

        (Submission? submission, string? error) = await chain.AddAsync(code, cancellation);
        if (submission is not null)
        {
            return (part, submission);
        }

        if (code.IsSkipped)
        {
            return (new ProgramPart.Note(ProgramText.Skipped, code.Step.Text), null);
        }

        return code.MayFail
            ? (
                new ProgramPart.Note(
                    $"This does not compile, on purpose ({error}):",
                    code.Step.Text
                ),
                null
            )
            : throw new ExportException(error!);
    }
}
