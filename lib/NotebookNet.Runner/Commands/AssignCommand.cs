using System.CommandLine;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet assign`: makes of a teacher's notebooks those that students get.</summary>
internal sealed class AssignCommand
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _outputDirectory = new("--output-dir")
    {
        Description = "Folder for the notebooks that are handed out.",
        HelpName = "DIR",
        Required = true,
        CustomParser = OptionValues.Path,
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "assign",
            "Makes notebooks to hand out: without solutions, stored outputs and what a check must not show. No cell is run."
        )
        {
            _paths,
            _outputDirectory,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        string folder = parse.GetValue(_outputDirectory)!;
        bool isOk = true;
        foreach (
            QueuedNotebook notebook in Targets.Find(
                NotebookFiles.Find(parse.GetValue(_paths)!, folder),
                folder,
                inPlace: false,
                followers: null
            )
        )
        {
            if (cancellation.IsCancellationRequested)
            {
                return ExitCodes.Interrupted;
            }

            isOk &= await AssignAsync(notebook);
        }

        return isOk ? ExitCodes.Passed : ExitCodes.Failed;
    }

    /// <summary>Hands out one notebook. Whatever is wrong with it is said, and the others go on.</summary>
    private static async Task<bool> AssignAsync(QueuedNotebook notebook)
    {
        if (notebook.Trouble is not null)
        {
            await Console.Error.WriteLineAsync($"{notebook.Path}: {notebook.Trouble}");
            return false;
        }

        try
        {
            Assignment assignment = Assignment.Read(notebook.Path);
            AtomicFile.Write(notebook.Target!, HandOut.Of(assignment));
            int exercises = assignment.Exercises.Count();
            await Console.Out.WriteLineAsync(
                Invariant(
                    $"{notebook.Path} → {notebook.Target}: {exercises} {(exercises == 1 ? "exercise" : "exercises")}"
                )
            );
            if (exercises == 0)
            {
                await Console.Error.WriteLineAsync(
                    $"{notebook.Path}: no exercise found: no numbered one under a heading \"## Exercises\", and none by nbgrader's metadata"
                );
            }

            return true;
        }
        catch (Exception exception)
            when (exception is NotebookFormatException or IOException or UnauthorizedAccessException
            )
        {
            await Console.Error.WriteLineAsync($"{notebook.Path}: {exception.Message}");
            return false;
        }
    }
}
