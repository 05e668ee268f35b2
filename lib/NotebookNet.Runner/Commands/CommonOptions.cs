using System.CommandLine;
using NotebookNet.Runner.DotnetInteractive;
using NotebookNet.Runner.GitHub;

namespace NotebookNet.Runner.Commands;

/// <summary>The arguments and options that every command on notebooks has.</summary>
internal sealed class CommonOptions
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Notebooks, or folders of notebooks.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "File for the results as JSON.",
        HelpName = "FILE",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long one cell may take, from its start to its end.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => RunSettings.DefaultTimeout.TotalSeconds,
        CustomParser = OptionValues.Positive<double>,
    };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description =
            "How many notebooks run at the same time; together their managed heaps may take "
            + $"{HeapLimit.PercentOfMachine} % of the machine's memory.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = OptionValues.Positive<int>,
    };

    private readonly Option<long?> _memoryLimit = new(HeapLimit.Option)
    {
        Description =
            "How much memory the managed heap of one notebook may take: 512M, 2G. Without it, its part of what --jobs says. What native code takes does not count.",
        HelpName = "SIZE",
        CustomParser = OptionValues.Memory,
    };

    private readonly Option<bool> _allowErrors = new("--allow-errors")
    {
        Description =
            "Any cell may fail; its error is stored and the notebook goes on, as with the tag raises-exception.",
    };

    private readonly Option<string?> _kernel = new("--kernel")
    {
        Description =
            "Run the cells in this kernel, all its languages too, and not in this program's own session.",
        HelpName = KernelTool.Name,
    };

    public CommonOptions() => _kernel.AcceptOnlyFromAmong(KernelTool.Name);

    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_report);
        command.Add(_timeout);
        command.Add(_jobs);
        command.Add(_memoryLimit);
        command.Add(_allowErrors);
        command.Add(_kernel);
    }

    /// <summary>The notebooks that the command line names.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="except">Folders that are left out where they are below one that is named.</param>
    /// <exception cref="UsageException">There are none, or the report cannot be written.</exception>
    public IReadOnlyList<NotebookFile> Files(ParseResult parse, params IEnumerable<string?> except)
    {
        IReadOnlyList<NotebookFile> files = NotebookFiles.Find(parse.GetValue(_paths)!, except);
        if (parse.GetValue(_report) is string report)
        {
            Targets.CheckReport(report, files);
        }

        return files;
    }

    /// <summary>What holds for the run of so many notebooks; that fewer run at a time than asked for is said.</summary>
    public RunSettings Settings(ParseResult parse, int notebooks)
    {
        int jobs = Math.Min(parse.GetValue(_jobs), notebooks);
        HeapLimit heap = HeapLimit.Here(parse.GetValue(_memoryLimit), jobs);
        if (heap.Jobs < jobs)
        {
            Console.Error.WriteLine(
                Invariant(
                    $"{_jobs.Name} {parse.GetValue(_jobs)}: {heap.Jobs} at the same time, for want of memory; {heap.Words}."
                )
            );
        }

        return new RunSettings(
            TimeSpan.FromSeconds(parse.GetValue(_timeout)),
            heap,
            parse.GetValue(_allowErrors),
            parse.GetValue(_kernel) is not null
        );
    }

    /// <summary>Writes the report where one is asked for, tells GitHub what it shows, and says how the command ends.</summary>
    public int Finish(
        ParseResult parse,
        IReadOnlyList<NotebookResult> results,
        CancellationToken cancellation
    )
    {
        bool isWritten = true;
        if (GitHubActions.IsHere)
        {
            Write("The job's summary", () => GitHubActions.Show(results));
        }

        if (parse.GetValue(_report) is string report)
        {
            Write(report, () => Report.Write(report, results));
        }

        if (!isWritten)
        {
            return ExitCodes.Failed;
        }

        if (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        return results.All(result => result.Ok) ? ExitCodes.Passed : ExitCodes.Failed;

        void Write(string what, Action write)
        {
            try
            {
                write();
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"{what} was not written: {exception.Message}");
                isWritten = false;
            }
        }
    }
}
