using System.CommandLine;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet run`: executes notebooks and stores their outputs.</summary>
internal sealed class RunCommand
{
    private readonly CommonOptions _common = new();

    private readonly Option<string?> _outputDirectory = new("--output-dir")
    {
        Description =
            "Folder for the executed notebooks. Without it and without --in-place nothing is stored.",
        HelpName = "DIR",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<bool> _inPlace = new("--in-place")
    {
        Description =
            "Store the outputs in the notebooks themselves; one with a failing cell stays as it is.",
    };

    private readonly Option<bool> _previews = new("--previews")
    {
        Description =
            "Store with every figure a picture of it, drawn by headless Chromium, and the text for it in the metadata of its cell. Without it, HTML that draws it with plotly.js from a content network.",
    };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description =
            "Compare the outputs with those that the notebooks stored before, as the command verify does.",
    };

    private readonly Option<string?> _followedBy = new("--followed-by")
    {
        Description =
            "Folder of notebooks that go on where others end, solutions of exercises for one: each runs in the session of the notebook of the same name, and its outputs are stored in it.",
        HelpName = "DIR",
        CustomParser = OptionValues.Path,
    };

    private readonly ParameterOption _parameters = new();

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "run",
            "Executes notebooks from top to bottom, each in a process of its own."
        );
        _common.AddTo(command);
        command.Add(_outputDirectory);
        command.Add(_inPlace);
        command.Add(_previews);
        command.Add(_verify);
        command.Add(_followedBy);
        _parameters.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        string? outputDirectory = parse.GetValue(_outputDirectory);
        string? followers = parse.GetValue(_followedBy);
        IReadOnlyList<NotebookFile> files = _common.Files(parse, outputDirectory, followers);
        bool inPlace = parse.GetValue(_inPlace);
        IReadOnlyList<QueuedNotebook> notebooks = _parameters.Set(
            parse,
            Targets.Find(files, outputDirectory, inPlace, followers),
            storesOrVerifies: inPlace || parse.GetValue(_verify)
        );
        HashSet<QueuedNotebook> asked = [.. notebooks];
        RunSettings settings = _common.Settings(parse, files.Count);
        StoredOutputs? stored = parse.GetValue(_verify) ? new StoredOutputs(cancellation) : null;
        IReadOnlyList<NotebookResult> results = await ProgressViews.ShowAsync(async progress =>
        {
            await using FigurePreviews? previews = parse.GetValue(_previews)
                ? new FigurePreviews(progress.Note)
                : null;
            return await NotebookQueue.RunAsync(
                notebooks,
                settings,
                progress,
                (notebook, result) =>
                    asked.Contains(notebook)
                        ? StoreAsync(
                            notebook.Target,
                            inPlace,
                            stored?.Compare(result) ?? result,
                            previews
                        )
                        : Task.FromResult(StoreFollower(notebook.Target!, result)),
                cancellation
            );
        });
        return _common.Finish(parse, results, cancellation);
    }

    private static async Task<NotebookResult> StoreAsync(
        string? target,
        bool inPlace,
        NotebookResult result,
        FigurePreviews? previews
    )
    {
        if (target is null || result.Outcome is not ({ } document, { } changes))
        {
            return result;
        }

        if (result.UnservedPackages.Count > 0)
        {
            if (inPlace)
            {
                return result;
            }

            changes = new Dictionary<int, CellOutputs>();
        }

        if (inPlace && result.Cells.Any(cell => !cell.Ok && !cell.Differs))
        {
            return NotWritten(
                result,
                target,
                "a cell failed or was not run; the file is as it was"
            );
        }

        if (inPlace && result.Cells.Any(cell => cell.Differs))
        {
            return NotWritten(
                result,
                target,
                "what it shows is not what it stores; the file is as it was. run --in-place without --verify stores it"
            );
        }

        foreach ((int index, CellOutputs change) in changes)
        {
            if (previews is not null)
            {
                await previews.AddAsync(
                    change.Outputs,
                    Invariant($"{result.Path}, cell {change.ExecutionCount}")
                );
            }

            DrawnHtml.Add(change.Outputs, index);
            PictureTexts.Add(change.Outputs, document.Cells[index].Metadata);
        }

        return Write(target, inPlace, document, changes, result);
    }

    /// <summary>Stores a follower's outputs in it; where no cell of it was begun, it stays as it is.</summary>
    private static NotebookResult StoreFollower(string path, NotebookResult result)
    {
        if (
            result.Outcome is not ({ } document, { } changes)
            || result.UnservedPackages.Count > 0
            || result.Cells.All(cell => cell.WasNotRun)
        )
        {
            return result;
        }

        foreach ((int index, CellOutputs change) in changes)
        {
            DrawnHtml.Add(change.Outputs, index);
        }

        return Write(path, inPlace: true, document, changes, result);
    }

    private static NotebookResult Write(
        string target,
        bool inPlace,
        NotebookDocument document,
        IReadOnlyDictionary<int, CellOutputs> changes,
        NotebookResult result
    )
    {
        try
        {
            if (inPlace && !document.IsContentOf(target))
            {
                return NotWritten(
                    result,
                    target,
                    "it was changed while it ran, and is as it was changed"
                );
            }

            AtomicFile.Write(target, document.Save(changes));
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return NotWritten(result, target, exception.Message);
        }
    }

    private static NotebookResult NotWritten(NotebookResult result, string target, string reason) =>
        result with
        {
            Ok = false,
            Error = $"{target} was not written: {reason}",
        };
}
