using System.CommandLine;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet run`: executes notebooks and stores their outputs.</summary>
internal sealed class RunCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _outputDirectory = new("--output-dir")
    {
        Description =
            "Folder for the executed notebooks. Without it and without --in-place nothing is stored.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _inPlace = new("--in-place")
    {
        Description = "Store the outputs in the notebooks themselves.",
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "File for the results as JSON.",
        HelpName = "FILE",
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long one cell may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => RunSettings.DefaultTimeout.TotalSeconds,
    };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description = "How many notebooks run at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _previews = new("--previews")
    {
        Description = "Store with every figure a picture of it, drawn by headless Chromium.",
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "run",
            "Executes notebooks from top to bottom, each in a process of its own."
        )
        {
            _paths,
            _outputDirectory,
            _inPlace,
            _report,
            _timeout,
            _jobs,
            _previews,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        IReadOnlyList<(string Path, string Relative)> files = NotebookFiles.Find(
            parse.GetValue(_paths)!
        );
        List<string?> targets = FindTargets(
            files,
            parse.GetValue(_outputDirectory),
            parse.GetValue(_inPlace)
        );
        RunSettings settings = new(
            TimeSpan.FromSeconds(parse.GetValue(_timeout)),
            parse.GetValue(_jobs)
        );
        PlainProgress progress = new(Console.Out);
        await using FigurePreviews? previews = parse.GetValue(_previews)
            ? new FigurePreviews(progress.Note)
            : null;
        IReadOnlyList<NotebookResult> results = await NotebookQueue.RunAsync(
            [.. files.Select(file => file.Path)],
            settings,
            progress,
            (index, result) => StoreAsync(targets[index], result, previews),
            cancellation
        );
        if (parse.GetValue(_report) is string report)
        {
            Report.Write(report, results);
        }

        if (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        return results.All(result => result.Ok) ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static List<string?> FindTargets(
        IReadOnlyList<(string Path, string Relative)> files,
        string? outputDirectory,
        bool inPlace
    )
    {
        if (inPlace && outputDirectory is not null)
        {
            throw new UsageException("--in-place and --output-dir exclude each other.");
        }

        if (inPlace)
        {
            return [.. files.Select(file => file.Path)];
        }

        if (outputDirectory is null)
        {
            return [.. files.Select(_ => (string?)null)];
        }

        List<string> targets =
        [
            .. files.Select(file => Path.Combine(outputDirectory, file.Relative)),
        ];
        HashSet<string> taken = [.. files.Select(file => Path.GetFullPath(file.Path))];
        foreach (string target in targets)
        {
            if (!taken.Add(Path.GetFullPath(target)))
            {
                throw new UsageException(
                    $"{target} would be written over: it is an input, or two notebooks have that name."
                );
            }
        }

        return [.. targets];
    }

    private static async Task<NotebookResult> StoreAsync(
        string? target,
        NotebookResult result,
        FigurePreviews? previews
    )
    {
        if (target is null || result.Outcome is not ({ } document, { } changes))
        {
            return result;
        }

        if (previews is not null)
        {
            foreach (CellOutputs change in changes.Values)
            {
                await previews.AddAsync(change.Outputs);
            }
        }

        try
        {
            AtomicFile.Write(target, document.Save(changes));
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return result with
            {
                Ok = false,
                Error = $"{target} was not written: {exception.Message}",
            };
        }
    }
}
