using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Grades one submission in two processes. In one the student's cells run, beside the assignment's as they were handed out; in the
/// other one the assignment's own, with the checks that count. An answer comes from the first to the second as a value.
/// </summary>
internal sealed class SubmissionRun(
    Assignment assignment,
    IReadOnlyList<NotebookCell> written,
    GradeSettings settings,
    Lane student,
    Lane judge
)
{
    private readonly CellMatch _match = new(assignment.Cells, written);
    private readonly Dictionary<int, int> _numbers = written
        .Where(cell => cell.IsCode)
        .Select((cell, i) => (cell.Index, Number: i + 1))
        .ToDictionary(pair => pair.Index, pair => pair.Number);
    private readonly HashSet<AssignedCell> _neededByStudent = NeededCells.Of(
        assignment.Given,
        cell => cell.Source,
        assignment.ExerciseCode.Concat(OwnCode(assignment, written))
    );
    private readonly List<ExerciseGrade> _grades = [];
    private readonly List<string> _flags = [];
    private readonly HashSet<string> _ofAnswers = [];
    private readonly HashSet<string> _ofStudent =
    [
        .. assignment.Cells.SelectMany(cell => cell.AnswerNames),
    ];
    private Dictionary<AssignedCell, AnswerState> _answers = [];
    private bool _isChecked;
    private bool _hasRunHidden;

    /// <summary>The exercises' grades so far.</summary>
    public IReadOnlyList<ExerciseGrade> Grades => _grades;

    /// <summary>What a teacher should look at.</summary>
    public IReadOnlyList<string> Flags =>
        [.. _flags, .. SubmissionFlags.Of(assignment, written, _match)];

    /// <summary>Runs and judges all.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="IOException">A process cannot be started.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await judge.RunAsync(
            new LaneCell(JudgeCell.Prelude, null, 0),
            settings.Timeout,
            isKept: true,
            cancellation
        );
        await RunExtrasAsync(null, cancellation);
        foreach (
            AssignedCell cell in assignment.Cells.Where(cell =>
                cell.IsCode || cell.Role == CellRole.ByHand
            )
        )
        {
            switch (cell.Role)
            {
                case CellRole.Given:
                    await RunGivenAsync(cell, cancellation);
                    break;
                case CellRole.Answer:
                    await RunAnswerAsync(cell, cancellation);
                    break;
                case CellRole.AnswerAndCheck:
                    _answers = [];
                    await RunAnswerAsync(cell, cancellation);
                    await CheckAsync(cell, cancellation);
                    break;
                case CellRole.Check:
                    await CheckAsync(cell, cancellation);
                    break;
                case CellRole.ByHand:
                    _grades.Add(
                        new ExerciseGrade(
                            cell.Exercise!,
                            _match.IsUntouched(cell) ? Verdict.NotAnswered : Verdict.ByHand
                        )
                        {
                            MaxPoints = cell.MaxPoints,
                        }
                    );
                    break;
            }
        }
    }

    private async Task RunGivenAsync(AssignedCell cell, CancellationToken cancellation)
    {
        _hasRunHidden |= cell.HasHiddenTests;
        await TogetherAsync(cancellation);
        Task<ExecutedCell?>? judging = assignment.NeededToJudge.Contains(cell)
            ? RunInJudgeAsync(cell, cancellation)
            : null;
        if (_neededByStudent.Contains(cell))
        {
            await student.RunAsync(
                new LaneCell(cell.HandedOut, cell.Language, cell.Index + 1),
                LimitOf(cell, _ofStudent),
                isKept: true,
                cancellation
            );
        }

        if (judging is not null)
        {
            await EndStuckAsync(await judging, Relevant(cell));
        }

        if (
            _match.Of(cell) is { } own
            && CellMatch.Plain(own.Source) != CellMatch.Plain(cell.HandedOut)
        )
        {
            await RunOwnAsync(own, cancellation);
        }

        await RunExtrasAsync(cell, cancellation);
    }

    /// <summary>How long a cell of the assignment may take: if it uses an answer, no longer than a student's; what it declares is then of the answer, too.</summary>
    private TimeSpan LimitOf(AssignedCell cell, HashSet<string> ofAnswers)
    {
        if (!CellSyntax.Uses(cell.Source, ofAnswers))
        {
            return RunSettings.DefaultTimeout;
        }

        ofAnswers.UnionWith(CellSyntax.Parse(cell.Source).Members.SelectMany(CellSyntax.Names));
        return settings.Timeout;
    }

    /// <exception cref="AssignmentFailedException">The cell fails, and uses no answer that it could fail by.</exception>
    private async Task<ExecutedCell?> RunInJudgeAsync(
        AssignedCell cell,
        CancellationToken cancellation
    )
    {
        bool isOfAnswers = CellSyntax.Uses(cell.Source, _ofAnswers);
        ExecutedCell? judged = await judge.RunAsync(
            new LaneCell(cell.Source, cell.Language, cell.Index + 1),
            LimitOf(cell, _ofAnswers),
            isKept: true,
            cancellation
        );
        if (judged is { End: { Ok: false, Answers: not { Count: > 0 } } } && !isOfAnswers)
        {
            throw new AssignmentFailedException(
                $"{assignment.Name}: cell {cell.Index + 1} of the assignment itself fails: {judged.Error}"
            );
        }

        return judged;
    }

    /// <summary>Runs what the student has declared for an exercise.</summary>
    private async Task RunAnswerAsync(AssignedCell cell, CancellationToken cancellation)
    {
        if (_isChecked)
        {
            _answers = [];
            _isChecked = false;
        }

        List<NotebookCell> own = [];
        if (_match.Of(cell) is { } first)
        {
            own.Add(first);
        }

        own.AddRange(
            _match.Extras[cell].Where(extra => StudentCell.Declares(extra.Source, cell.AnswerNames))
        );
        bool isOpen =
            own.TrueForAll(one => StudentCell.IsUntouched(cell.HandedOut, one.Source))
            && !_match
                .Extras.SelectMany(extras => extras)
                .Any(extra => CellSyntax.Uses(extra.Source, cell.AnswerNames));
        AnswerState state = new(
            IsThere: !isOpen
                && (
                    cell.AnswerNames.Count == 0
                    || own.Exists(one => StudentCell.Declares(one.Source, cell.AnswerNames))
                ),
            Trouble: null,
            Error: ""
        )
        {
            Unknown =
                cell.AnswerNames.Count == 0
                    ? [("", "its solution declares nothing that could be asked for")]
                    : [],
        };
        foreach (NotebookCell one in state.IsThere ? own : [])
        {
            // A cell without a check of its own is the student's as a whole.
            StudentCell parts =
                cell.Role == CellRole.Answer
                    ? new StudentCell("", one.Source)
                    : StudentCell.Of(cell.HandedOut, cell.AnswerNames, one.Source);
            if (parts.Given.Trim().Length > 0)
            {
                await student.RunAsync(
                    new LaneCell(parts.Given, cell.Language, cell.Index + 1),
                    settings.Timeout,
                    isKept: true,
                    cancellation
                );
            }

            ExecutedCell? executed = await student.RunAsync(
                new LaneCell(parts.Written, one.Language, _numbers[one.Index])
                {
                    Exercise = cell.Exercise,
                },
                settings.Timeout,
                isKept: true,
                cancellation
            );
            state = state with
            {
                Trouble =
                    executed is null ? Verdict.Failed
                    : executed.End.Ok ? null
                    : executed.IsAlive || !IsTimeout(executed) ? Verdict.Failed
                    : Verdict.TimedOut,
                Error = executed?.Error ?? student.GivenUp ?? "",
            };
        }

        _answers[cell] = state;
        await RunExtrasAsync(cell, cancellation);
        if (cell.Role == CellRole.Answer)
        {
            await DeclareAsync(cell, cancellation);
        }
    }

    /// <summary>
    /// Declares where it is judged what stands for an answer, each name by itself: one that is missing costs no other. Where nothing
    /// can stand for it, a reader has to judge it.
    /// </summary>
    private async Task DeclareAsync(AssignedCell cell, CancellationToken cancellation)
    {
        _ofAnswers.UnionWith(cell.AnswerNames);
        if (JudgeCell.TypesBeside(cell.Source, cell.AnswerNames) is { Length: > 0 } types)
        {
            await TogetherAsync(cancellation);
            await judge.RunAsync(
                new LaneCell(types, cell.Language, cell.Index + 1),
                RunSettings.DefaultTimeout,
                isKept: true,
                cancellation
            );
        }

        foreach (string name in cell.AnswerNames)
        {
            await TogetherAsync(cancellation);
            await student.EnsureAsync(cancellation);
            AnswerState state = _answers[cell];
            try
            {
                ExecutedCell? declared = await judge.RunAsync(
                    new LaneCell(
                        JudgeCell.Of(cell.Source, [name], answersOnly: true),
                        cell.Language,
                        cell.Index + 1
                    ),
                    settings.Timeout,
                    isKept: true,
                    cancellation
                );
                if (declared is { End.Answers.Trouble: AnswerTrouble.Unknown })
                {
                    throw new AnswerKindException(GradeTexts.Message(declared), isUnknown: true);
                }

                if (declared is not { End.Ok: true })
                {
                    _answers[cell] = state with { Missing = [.. state.Missing, name] };
                }

                await EndStuckAsync(declared, [cell]);
            }
            catch (AnswerKindException exception)
            {
                _answers[cell] = state with
                {
                    Unknown = [.. state.Unknown, (name, exception.Message)],
                };
            }
        }
    }

    private async Task CheckAsync(AssignedCell cell, CancellationToken cancellation)
    {
        _isChecked = true;
        ExerciseGrade grade = await JudgeAsync(cell, cancellation);
        _grades.Add(
            (_hasRunHidden ? GradeTexts.WithoutWords(grade) : grade) with
            {
                MaxPoints = cell.MaxPoints,
            }
        );
        _hasRunHidden |= cell.HasHiddenTests;
        if (cell is { Role: CellRole.AnswerAndCheck } && IsUsedLater(cell))
        {
            await TogetherAsync(cancellation);
            await judge.RunAsync(
                new LaneCell(cell.Solved ?? cell.HandedOut, cell.Language, cell.Index + 1),
                RunSettings.DefaultTimeout,
                isKept: true,
                cancellation
            );
        }
    }

    /// <summary>Where the process that judges has ended: what it asks while it runs again what it ran, a new one of the student's answers.</summary>
    private async Task TogetherAsync(CancellationToken cancellation)
    {
        if (!judge.IsAlive)
        {
            await student.EndAsync();
            await student.EnsureAsync(cancellation);
        }
    }

    /// <summary>
    /// Where an answer took too long to give, or ended its process or the connection: its process is ended, and the next one runs
    /// without it.
    /// </summary>
    private async Task EndStuckAsync(ExecutedCell? executed, AssignedCell[] answers)
    {
        if (StuckBy(executed) is not { } verdict)
        {
            return;
        }

        foreach (AssignedCell answer in answers)
        {
            await student.EndAsync(answer.Exercise);
            AnswerState state = _answers[answer];
            _answers[answer] = state with
            {
                Trouble = state.Trouble ?? verdict,
                Error = state.Trouble is null ? GradeTexts.Message(executed) : state.Error,
            };
        }
    }

    /// <summary>How an answer is judged after which a process has to be ended; null where none has.</summary>
    private static Verdict? StuckBy(ExecutedCell? executed) =>
        executed is not { IsAlive: true }
            ? Verdict.TimedOut
            : executed.End.Answers?.Trouble switch
            {
                AnswerTrouble.TimedOut => Verdict.TimedOut,
                AnswerTrouble.Ended => Verdict.Failed,
                _ => null,
            };

    private async Task<ExerciseGrade> JudgeAsync(AssignedCell cell, CancellationToken cancellation)
    {
        string exercise = cell.Exercise!;
        AnswerState[] states = [.. Relevant(cell).Select(answer => _answers[answer])];
        if (states.All(state => !state.IsThere))
        {
            return new ExerciseGrade(exercise, Verdict.NotAnswered);
        }

        if (states.FirstOrDefault(state => state.Trouble is not null) is { } failed)
        {
            return GradeTexts.Failed(exercise, failed.Trouble!.Value, failed.Error);
        }

        if (
            states
                .SelectMany(state => state.Unknown)
                .Where(one => one.Name.Length == 0 || CellSyntax.Uses(cell.Source, [one.Name]))
                .Select(one => one.Why)
                .FirstOrDefault()
            is string why
        )
        {
            return GradeTexts.Unknown(exercise, why);
        }

        if (
            states
                .SelectMany(state => state.Missing)
                .FirstOrDefault(name => CellSyntax.Uses(cell.Source, [name]))
            is string missing
        )
        {
            return GradeTexts.Failed(
                exercise,
                Verdict.Failed,
                $"{missing} is not there, or is of another type than the one asked for"
            );
        }

        string source;
        try
        {
            source =
                cell.Role == CellRole.Check
                    ? cell.Source
                    : JudgeCell.Of(cell.Source, cell.AnswerNames, answersOnly: false);
        }
        catch (AnswerKindException exception)
        {
            return GradeTexts.Unknown(exercise, exception.Message);
        }

        await TogetherAsync(cancellation);
        if (!await student.EnsureAsync(cancellation))
        {
            return GradeTexts.Failed(exercise, Verdict.Failed, student.GivenUp!);
        }

        ExecutedCell? executed = await judge.RunAsync(
            new LaneCell(source, cell.Language, cell.Index + 1),
            settings.Timeout,
            isKept: false,
            cancellation
        );
        if (StuckBy(executed) is not null)
        {
            // What still computes is ended, and a new process that judges has a new connection. Another check may ask for other values.
            foreach (AssignedCell answer in Relevant(cell))
            {
                await student.EndAsync(IsCheckedAgain(cell, answer) ? null : answer.Exercise);
            }
        }

        ExerciseGrade grade = GradeTexts.Of(cell, executed);
        if (
            grade.Verdict == Verdict.Wrong
            && SharedState.Between(assignment, cell, Relevant(cell).SelectMany(OwnOf))
                is string shared
        )
        {
            grade = GradeTexts.Unknown(exercise, shared);
        }

        if (executed?.End.Answers is not { ChangesGiven: true })
        {
            return grade;
        }

        // Later checks get what the assignment gives, in new processes.
        await judge.EndAsync();
        await student.EndAsync();
        _flags.Add($"{exercise}: the answer changes what the assignment's cells hold");
        return grade.Verdict == Verdict.Right
            ? GradeTexts.Unknown(exercise, "the answer changes what the check may compare with")
            : grade;
    }

    /// <summary>What the student has written for an answer.</summary>
    private IEnumerable<MemberDeclarationSyntax> OwnOf(AssignedCell answer) =>
        _match
            .Extras[answer]
            .Append(_match.Of(answer))
            .OfType<NotebookCell>()
            .SelectMany(one => StudentCell.Added(answer.HandedOut, one.Source));

    private static IEnumerable<string> OwnCode(
        Assignment assignment,
        IReadOnlyList<NotebookCell> written
    )
    {
        HashSet<string> given =
        [
            .. assignment.Given.Select(cell => CellMatch.Plain(cell.HandedOut)),
        ];
        return written
            .Where(cell => cell.IsCode && !given.Contains(CellMatch.Plain(cell.Source)))
            .Select(cell => cell.Source);
    }

    /// <summary>The answers since the last check that a check names; all of them where it names none.</summary>
    private AssignedCell[] Relevant(AssignedCell check)
    {
        AssignedCell[] named =
        [
            .. _answers.Keys.Where(answer =>
                answer == check || CellSyntax.Uses(check.Source, answer.AnswerNames)
            ),
        ];
        return named.Length > 0 ? named : [.. _answers.Keys];
    }

    private bool IsUsedLater(AssignedCell cell) =>
        assignment
            .Cells.Where(later => later.IsCode && later.Index > cell.Index)
            .Any(later => CellSyntax.Uses(later.Source, cell.AnswerNames));

    private bool IsCheckedAgain(AssignedCell check, AssignedCell answer) =>
        assignment
            .Cells.Where(later => later.Role == CellRole.Check && later.Index > check.Index)
            .Any(later => CellSyntax.Uses(later.Source, answer.AnswerNames));

    private async Task RunExtrasAsync(AssignedCell? after, CancellationToken cancellation)
    {
        foreach (
            NotebookCell extra in _match
                .Extras[after]
                .Where(extra =>
                    after is null || !StudentCell.Declares(extra.Source, after.AnswerNames)
                )
        )
        {
            await RunOwnAsync(extra, cancellation);
        }
    }

    /// <summary>Runs a cell of the student's own. What it shows, and whether it fails, is of no matter here.</summary>
    private async Task RunOwnAsync(NotebookCell own, CancellationToken cancellation) =>
        await student.RunAsync(
            new LaneCell(own.Source, own.Language, _numbers[own.Index]),
            settings.Timeout,
            isKept: true,
            cancellation
        );

    private static bool IsTimeout(ExecutedCell executed) =>
        executed
            .Outputs.OfType<JsonObject>()
            .Any(output => (string?)output["ename"] == "TimeoutError");

    /// <summary>What the student has declared for an exercise.</summary>
    /// <param name="IsThere">Whether there is an answer.</param>
    /// <param name="Trouble">What its cell ended in, where it did not pass.</param>
    /// <param name="Error">The error.</param>
    private sealed record AnswerState(bool IsThere, Verdict? Trouble, string Error)
    {
        /// <summary>The names for which nothing can stand where it is judged, and why; no name where that is all of it.</summary>
        public IReadOnlyList<(string Name, string Why)> Unknown { get; init; } = [];

        /// <summary>The names that are asked for and that it does not declare so that they can be had.</summary>
        public IReadOnlyList<string> Missing { get; init; } = [];
    }
}
