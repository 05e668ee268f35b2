using System.Diagnostics;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>Grades submissions: gives each its processes, and whatever happens to them, a row of its own.</summary>
internal sealed class Grader(GradeSettings settings)
{
    /// <summary>A file that is larger is no notebook that a student has written.</summary>
    public const long LargestFile = 64 << 20;

    /// <summary>How long a submission may take beside its answers: the assignment's own cells, once or a few times.</summary>
    private static readonly TimeSpan s_mostToRun = TimeSpan.FromMinutes(15);

    /// <summary>Grades one submission. Whatever goes wrong with it is in its own row.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="AssignmentFailedException">The assignment itself fails.</exception>
    public async Task<SubmissionGrade> GradeAsync(
        Submission submission,
        Assignment assignment,
        CancellationToken cancellation
    )
    {
        try
        {
            return await GradeOneAsync(submission, assignment, cancellation);
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or AssignmentFailedException))
        {
            return Without(submission, assignment, exception.Message);
        }
    }

    /// <summary>Grades the teacher's own solutions, as if a student had handed them in.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="AssignmentFailedException">The assignment itself fails.</exception>
    public async Task<OwnSolutions> GradeOwnAsync(
        Assignment assignment,
        CancellationToken cancellation
    ) =>
        new(
            await RunAsync(
                OwnSolutions.AsSubmission(assignment),
                assignment,
                assignment.Solved,
                cancellation
            )
        );

    private async Task<SubmissionGrade> GradeOneAsync(
        Submission submission,
        Assignment assignment,
        CancellationToken cancellation
    )
    {
        if (submission.Trouble is string trouble)
        {
            return Without(submission, assignment, trouble);
        }

        NotebookDocument document =
            new FileInfo(submission.Path).Length > LargestFile
                ? throw new NotebookFormatException(
                    Invariant($"the file has more than {LargestFile >> 20} MB")
                )
                : NotebookDocument.Read(submission.Path);
        if (document.UnsupportedKernel is string kernel)
        {
            throw new NotebookFormatException($"its kernel is {kernel}, not C#");
        }

        return await RunAsync(submission, assignment, document.Cells, cancellation);
    }

    private async Task<SubmissionGrade> RunAsync(
        Submission submission,
        Assignment assignment,
        IReadOnlyList<NotebookCell> written,
        CancellationToken cancellation
    )
    {
        Stopwatch clock = Stopwatch.StartNew();
        string folder = Path.GetDirectoryName(Path.GetFullPath(assignment.Path))!;
        using ScratchFolder scratch = ScratchFolder.For(folder, settings.Hidden);
        (string pipeName, IDisposable unused) = WorkerPipe.Create();
        unused.Dispose();
        await using Lane judge = new(
            () =>
                new NotebookSession(folder, Session())
                {
                    Answers = new AnswerRole(pipeName, Judges: true),
                },
            () => Task.CompletedTask
        );
        await using Lane student = new(
            () =>
                new NotebookSession(
                    scratch.Cells,
                    Session() with
                    {
                        Heap = settings.StudentHeap,
                    },
                    Sandbox.Here(
                        new SandboxFolders(scratch.Root)
                        {
                            Hidden = settings.Hidden,
                            Readable = [.. scratch.Readable, pipeName],
                        },
                        settings.Limits
                    )
                )
                {
                    Answers = new AnswerRole(pipeName, Judges: false),
                },
            // What a student's process connects to must be there before it.
            async () =>
            {
                await judge.OpenAsync(cancellation);
                await judge.ListenAsync(cancellation);
            }
        );
        SubmissionRun run = new(assignment, written, settings, student, judge);
        string? failure = null;
        TimeSpan most = s_mostToRun + settings.Timeout * (2 * assignment.Exercises.Count() + 5);
        using CancellationTokenSource budget = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation
        );
        budget.CancelAfter(most);
        try
        {
            await run.RunAsync(budget.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            failure = Invariant($"it took more than {most.TotalMinutes:0} minutes in all");
        }
        catch (IOException exception)
        {
            failure = exception.Message;
        }

        return new SubmissionGrade(submission, Complete(run.Grades, assignment))
        {
            Flags = run.Flags,
            Trouble = failure,
            Seconds = clock.Elapsed.TotalSeconds,
            PeakMemory = Math.Max(student.PeakMemory, judge.PeakMemory),
        };
    }

    private RunSettings Session() => new(settings.Timeout, settings.Heap);

    private static SubmissionGrade Without(
        Submission submission,
        Assignment assignment,
        string trouble
    ) => new(submission, Complete([], assignment)) { Trouble = trouble };

    private static IReadOnlyList<ExerciseGrade> Complete(
        IReadOnlyList<ExerciseGrade> grades,
        Assignment assignment
    ) =>
        [
            .. assignment.Exercises.Select(exercise =>
                grades.FirstOrDefault(grade => grade.Exercise == exercise)
                ?? new ExerciseGrade(exercise, Verdict.Failed)
                {
                    MaxPoints = assignment.PointsOf(exercise),
                }
            ),
        ];
}
