using System.CommandLine;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Runner.Commands;

/// <summary>`notebooknet grade`: says of each student and exercise whether the answer is right.</summary>
internal sealed class GradeCommand
{
    private readonly Argument<string[]> _submissions = new("SUBMISSION")
    {
        Description = "What was handed in: notebooks, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _against = new("--against")
    {
        Description = "The teacher's notebooks, with the solutions, or folders of them.",
        HelpName = "ASSIGNMENT",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _report = new("--report")
    {
        Description =
            "File for the grades as a table (CSV). What is graded is kept beside it, in a folder of that name with .graded behind it, and not graded again.",
        HelpName = "FILE",
        Required = true,
        CustomParser = OptionValues.Path,
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "File for all that was found, as JSON.",
        HelpName = "FILE",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description =
            "File for the grades as a page; what may be handed back to each student lies beside it, in the folder feedback.",
        HelpName = "FILE",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<string?> _roster = new("--roster")
    {
        Description =
            "The class as a table (CSV) with a column id, and name, first_name, last_name or email.",
        HelpName = "FILE",
        CustomParser = OptionValues.Path,
    };

    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long the answer to one exercise may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => GradeSettings.DefaultTimeout.TotalSeconds,
        CustomParser = OptionValues.Positive<double>,
    };

    private readonly Option<long?> _memoryLimit = new(HeapLimit.Option)
    {
        Description =
            "How much memory a student's process and all that it starts may hold: 512M, 2G. Without it, 4G.",
        HelpName = "SIZE",
        CustomParser = OptionValues.Memory,
    };

    private readonly Option<int> _jobs = new("--jobs")
    {
        Description =
            "How many submissions are graded at the same time, each in two processes. Without it, half as many as there are processors.",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount / 2),
        CustomParser = OptionValues.Positive<int>,
    };

    /// <summary>The command with its options.</summary>
    public Command Create()
    {
        Command command = new(
            "grade",
            "Runs what students have handed in, each shut in where the system can do that, and judges every exercise by the teacher's own checks."
        )
        {
            _submissions,
            _against,
            _report,
            _json,
            _html,
            _roster,
            _timeout,
            _memoryLimit,
            _jobs,
        };
        command.Validators.Add(result =>
        {
            if (
                result.GetResult(_submissions) is not { Tokens.Count: > 0 }
                && result.GetResult(_against) is { Tokens.Count: > 1 }
            )
            {
                result.AddError(
                    $"There is no SUBMISSION: {_against.Name} takes all that stands behind it. Name what was handed in first: grade SUBMISSION {_against.Name} ASSIGNMENT."
                );
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        IReadOnlyList<Assignment> assignments = AssignmentFiles.Read(parse.GetValue(_against)!);
        Roster? roster = parse.GetValue(_roster) is string file ? RosterFile.Read(file) : null;
        string[] paths = parse.GetValue(_submissions)!;
        IReadOnlyList<Submission> submissions = SubmissionFiles.Find(
            paths,
            [.. assignments.Select(assignment => assignment.Name)],
            roster,
            AssignmentFiles.ShareOf(assignments)
        );
        if (submissions.Count == 0)
        {
            throw new UsageException(
                $"{string.Join(", ", paths)}: there is no notebook (.ipynb) in it, so there is nothing to grade. No report was written."
            );
        }

        GradeReports reports = new(
            parse.GetValue(_report)!,
            parse.GetValue(_json),
            parse.GetValue(_html)
        );
        reports.Check(submissions, assignments);
        int jobs = Math.Min(parse.GetValue(_jobs), Math.Max(1, submissions.Count));
        GradeSettings settings = new(
            TimeSpan.FromSeconds(parse.GetValue(_timeout)),
            HeapLimit.Here(null, jobs),
            [
                .. HomeFolders.Secret,
                .. assignments.SelectMany(assignment => HistoryFolders.Of(assignment.Path)),
                .. paths,
                .. assignments.Select(assignment => assignment.Path),
                .. reports.Files,
                .. ClassFolders.Around(
                    paths,
                    reports.Written,
                    assignments.Select(assignment => assignment.Path)
                ),
                .. parse.GetValue(_roster) is string list ? [list] : Array.Empty<string>(),
            ]
        );
        if (parse.GetValue(_memoryLimit) is long memory)
        {
            settings = settings with { Limits = settings.Limits with { Memory = memory } };
        }

        if (Isolation.Here.Why is string why)
        {
            await Console.Error.WriteLineAsync(
                $"Submissions are not shut in here ({why}): they can reach {string.Join(" and ", Isolation.Here.Missing)}."
            );
        }

        GradeQueue queue = new(new Grader(settings), reports.Journal(settings), assignments, jobs);
        IReadOnlyList<SubmissionGrade> grades;
        try
        {
            grades = await queue.RunAsync(submissions, cancellation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                "Stopped. The same command goes on where it was; no report was written."
            );
            return ExitCodes.Interrupted;
        }
        catch (AssignmentFailedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }

        try
        {
            reports.Write(
                new ClassGrades(
                    [
                        .. assignments.Select(assignment => new AssignmentExercises(
                            assignment.Name,
                            [.. assignment.Exercises]
                        )),
                    ],
                    grades
                )
                {
                    Missing =
                        roster?.Missing(
                            submissions,
                            [.. assignments.Select(assignment => assignment.Name)]
                        )
                        ?? [],
                },
                assignments
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The report was not written: {exception.Message}");
            return ExitCodes.Failed;
        }

        await Console.Out.WriteLineAsync($"→ {string.Join(", ", reports.Written)}");
        return ExitCodes.Passed;
    }
}
