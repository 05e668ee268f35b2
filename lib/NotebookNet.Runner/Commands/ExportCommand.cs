using System.CommandLine;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Programs;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet export`: makes pages or programs of notebooks.</summary>
internal sealed class ExportCommand
{
    private static readonly Dictionary<string, Func<FigurePictures?, IExport>> s_forms = new()
    {
        ["markdown"] = pictures => new MarkdownExport(pictures),
        ["html"] = pictures => new HtmlExport(pictures),
        ["cs"] = _ => new ProgramExport(),
    };

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _to = new("--to")
    {
        Description =
            "What a notebook becomes: Markdown with its pictures and figures beside it, HTML that stands alone, or a C# program of one file.",
        HelpName = "FORM",
        Required = true,
    };

    private readonly Option<string> _outputDirectory = new("--output-dir")
    {
        Description = "Folder for what is made.",
        HelpName = "DIR",
        Required = true,
        CustomParser = OptionValues.Path,
    };

    private readonly Option<bool> _previews = new("--previews")
    {
        Description =
            "Draw the pictures of figures for a dark page, and those that are not stored, by headless Chromium.",
    };

    public ExportCommand() => _to.AcceptOnlyFromAmong([.. s_forms.Keys]);

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "export",
            "Makes pages of notebooks from their stored outputs, or programs of their code. No cell is run."
        )
        {
            _paths,
            _to,
            _outputDirectory,
            _previews,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (parse.GetValue(_previews) && parse.GetValue(_to) == "cs")
        {
            throw new UsageException(
                "--previews draws pictures, and a program (--to cs) has none."
            );
        }

        await using FigurePreviews previews = new(Console.Error.WriteLine);
        IExport form = s_forms[parse.GetValue(_to)!]
            (parse.GetValue(_previews) ? new FigurePictures(previews) : null);
        IReadOnlyList<NotebookFile> files = NotebookFiles.Find(parse.GetValue(_paths)!);
        IReadOnlyList<(NotebookFile File, string Page)> pages = Targets.FindPages(
            files,
            parse.GetValue(_outputDirectory)!,
            form.Extension
        );
        PageLinks links = new(
            pages
                .Where(page => page.File.Trouble is null)
                .Select(page => (page.File.Path, page.Page))
        );
        bool isOk = true;
        foreach ((NotebookFile file, string page) in pages)
        {
            if (cancellation.IsCancellationRequested)
            {
                return ExitCodes.Interrupted;
            }

            isOk &= await ExportAsync(file, page, form, links, cancellation);
        }

        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted
            : isOk ? ExitCodes.Passed
            : ExitCodes.Failed;
    }

    /// <summary>Exports one notebook. Whatever is wrong with it is said, and the others go on.</summary>
    private static async Task<bool> ExportAsync(
        NotebookFile file,
        string page,
        IExport form,
        PageLinks links,
        CancellationToken cancellation
    )
    {
        if (file.Trouble is not null)
        {
            await Console.Error.WriteLineAsync($"{file.Path}: {file.Trouble}");
            return false;
        }

        try
        {
            ExportSource source = new(NotebookDocument.Read(file.Path), file.Path, page)
            {
                Link = target => links.Replace(file.Path, page, target),
                Warn = warning => Console.Error.WriteLine($"{file.Path}: {warning}"),
            };
            IReadOnlyList<ExportedFile> made = await form.ExportAsync(source, cancellation);
            string folder = Path.GetDirectoryName(Path.GetFullPath(page))!;
            // The page comes last: it never shows what is not there.
            foreach (ExportedFile one in made.Skip(1).Append(made[0]))
            {
                AtomicFile.Write(Path.Combine(folder, one.Path), one.Content);
            }

            await Console.Out.WriteLineAsync($"{file.Path} → {page}");
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception exception)
            when (exception
                    is NotebookFormatException
                        or ExportException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            await Console.Error.WriteLineAsync($"{file.Path}: {exception.Message}");
            return false;
        }
    }
}
