using System.CommandLine;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet verify`: executes notebooks and compares what they show with what they store.</summary>
internal sealed class VerifyCommand
{
    private readonly CommonOptions _common = new();

    private readonly Option<double> _tolerance = new("--relative-tolerance")
    {
        Description = "How far numbers may differ, as a share of their size.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => StoredOutputs.DefaultTolerance,
        CustomParser = OptionValues.NotNegative,
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "verify",
            "Executes notebooks and compares the outputs with the stored ones."
        );
        _common.AddTo(command);
        command.Add(_tolerance);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        IReadOnlyList<NotebookFile> files = _common.Files(parse);
        RunSettings settings = _common.Settings(parse, files.Count);
        StoredOutputs stored = new(cancellation, parse.GetValue(_tolerance));
        IReadOnlyList<NotebookResult> results = await ProgressViews.ShowAsync(progress =>
            NotebookQueue.RunAsync(
                [.. files.Select(file => new QueuedNotebook(file.Path) { Trouble = file.Trouble })],
                settings,
                progress,
                (_, result) => Task.FromResult(stored.Compare(result)),
                cancellation
            )
        );
        return _common.Finish(parse, results, cancellation);
    }
}
