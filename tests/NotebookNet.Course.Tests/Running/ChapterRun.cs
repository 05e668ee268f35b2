using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Numbers;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Course.Tests.Running;

/// <summary>
/// One execution of a chapter in one session: its cells from the top, once or each twice in a row, and then for every
/// exercise the wrong answers and the solution in the place of the scaffold.
/// </summary>
internal sealed class ChapterRun
{
    private const double RelativeTolerance = 1e-9;

    private static readonly ConcurrentDictionary<string, Lazy<Task<ChapterRun>>> s_stored = [];

    private readonly List<Violation> _reruns = [];
    private readonly List<Violation> _exercises = [];
    private readonly OutputComparer _comparer = new(RelativeTolerance);
    private readonly Chapter _chapter;
    private readonly Evidence _evidence;

    private ChapterRun(Chapter chapter)
    {
        _chapter = chapter;
        _evidence = Evidence.Of(chapter);
    }

    /// <summary>Where an output, with every cell run twice, is not what is stored.</summary>
    public IReadOnlyList<Violation> Reruns => _reruns;

    /// <summary>What is wrong with scaffolds, wrong answers and solutions.</summary>
    public IReadOnlyList<Violation> Exercises => _exercises;

    /// <summary>
    /// The packages that the chapter says it needs and that the sources do not serve: the run ended there. Otherwise empty.
    /// </summary>
    public IReadOnlyList<string> UnservedPackages { get; private set; } = [];

    /// <summary>The run of a stored chapter; every test that asks gets the same.</summary>
    public static Task<ChapterRun> OfStoredAsync(Chapter chapter) =>
        s_stored
            .GetOrAdd(
                chapter.Name,
                _ => new Lazy<Task<ChapterRun>>(() =>
                    RunAsync(chapter, Share.RunsTwice(chapter.Number))
                )
            )
            .Value;

    /// <summary>Runs a chapter.</summary>
    /// <param name="chapter">The chapter, as it is stored.</param>
    /// <param name="twice">Whether each cell runs twice in a row.</param>
    public static async Task<ChapterRun> RunAsync(Chapter chapter, bool twice)
    {
        ChapterRun run = new(chapter);
        await using ChapterSession session = await ChapterSession.StartAsync(chapter);
        try
        {
            await run.RunCellsAsync(session, twice);
            if (run.UnservedPackages.Count > 0)
            {
                return run;
            }

            foreach (Exercise exercise in chapter.Exercises)
            {
                await run.RunExerciseAsync(session, exercise);
            }
        }
        catch (InvalidOperationException exception)
        {
            Violation violation = chapter.Violation(exception.Message);
            run._reruns.Add(violation);
            run._exercises.Add(violation);
        }

        return run;
    }

    private async Task RunCellsAsync(ChapterSession session, bool twice)
    {
        foreach (
            ChapterCell cell in _chapter.Cells.Where(cell =>
                cell.IsCode
                && !cell.Stored.SkipsExecution
                && !string.IsNullOrWhiteSpace(cell.Source)
            )
        )
        {
            if (!twice && cell.TakesMinutes)
            {
                // It runs, and is compared, with the whole course. An exercise that needs what it computes fails here.
                continue;
            }

            JsonArray first = await RunAsync(session, cell);
            if (session.LastEnd is { } end && end.LacksOnly(_chapter.NeededPackages))
            {
                UnservedPackages = end.UnservedPackages;
                return;
            }

            JsonArray[] outputs =
                twice && !cell.TakesMinutes ? [first, await RunAsync(session, cell)] : [first];
            CompareWithStored(cell, outputs);
            if (
                _chapter.Exercises.FirstOrDefault(exercise => exercise.Scaffold == cell) is
                { } exercise
            )
            {
                CheckScaffold(exercise, first);
            }
        }
    }

    private void CompareWithStored(ChapterCell cell, JsonArray[] outputs)
    {
        if (outputs.Length < 2 || cell.Stored.IgnoresOutput)
        {
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            IReadOnlyList<Difference> differences = _comparer.Compare(
                cell.Stored.Outputs,
                outputs[i]
            );
            if (differences.Count > 0)
            {
                string when =
                    i == 0
                        ? "with every earlier cell run twice, its output is not the stored one"
                        : "run a second time, its output is not the stored one";
                _reruns.Add(
                    _chapter.Violation(cell, $"{when}: {string.Join('\n', differences.Take(2))}")
                );
                return;
            }
        }
    }

    private void CheckScaffold(Exercise exercise, JsonArray outputs)
    {
        if (Error(outputs) is string error)
        {
            Add(exercise, exercise.Scaffold!, $"the scaffold fails: {error}");
        }
        else if (exercise.HasCheck && !IsRed(outputs))
        {
            Add(
                exercise,
                exercise.Scaffold!,
                $"the scaffold shows {Shown(outputs)}, expected a check that is not right yet; put it last in the cell, without a semicolon"
            );
        }
    }

    private async Task RunExerciseAsync(ChapterSession session, Exercise exercise)
    {
        if (exercise is not { Scaffold: { } scaffold, Solution: { } solution })
        {
            return;
        }

        foreach (string wrong in exercise.WrongCode)
        {
            JsonArray outputs = await session.ExecuteAsync(
                scaffold.Number,
                CellSyntax.WithAnswer(scaffold.Source, wrong),
                scaffold.Stored.Language
            );
            if (Error(outputs) is string error)
            {
                Add(exercise, solution, $"the wrong answer fails instead of being judged: {error}");
            }
            else if (!IsRed(outputs) || !ChapterCell.ChecksOf(outputs).Contains('✘'))
            {
                Add(
                    exercise,
                    solution,
                    $"for the wrong answer the check shows {Shown(outputs)}, expected ✘: {wrong}"
                );
            }
        }

        foreach (string code in exercise.SolutionCode.Take(1))
        {
            JsonArray outputs = await session.ExecuteAsync(
                scaffold.Number,
                CellSyntax.WithAnswer(scaffold.Source, code),
                scaffold.Stored.Language
            );
            IReadOnlyList<char> marks = ChapterCell.ChecksOf(outputs);
            if (Error(outputs) is string error)
            {
                Add(exercise, solution, $"the solution fails: {error}");
            }
            else if (exercise.HasCheck && (marks.Count == 0 || marks.Any(mark => mark != '✔')))
            {
                Add(
                    exercise,
                    solution,
                    $"for the solution the check shows {Shown(outputs)}, expected ✔"
                );
            }

            _evidence.Add(code, ChapterCell.TextsOf(outputs));
        }

        _exercises.AddRange(NumbersAreComputed.InProse(_chapter, solution, _evidence));
    }

    private static Task<JsonArray> RunAsync(ChapterSession session, ChapterCell cell) =>
        session.ExecuteAsync(cell.Number, cell.Source, cell.Stored.Language);

    private void Add(Exercise exercise, ChapterCell cell, string message) =>
        _exercises.Add(_chapter.Violation(cell, $"exercise {exercise.Number}: {message}"));

    /// <summary>Whether there is a check and one that is not right.</summary>
    private static bool IsRed(JsonArray outputs) =>
        ChapterCell.ChecksOf(outputs).Any(mark => mark != '✔');

    private static string Shown(JsonArray outputs) =>
        ChapterCell.ChecksOf(outputs) is { Count: > 0 } marks
            ? string.Join(", ", marks)
            : "no check";

    private static string? Error(JsonArray outputs) =>
        outputs
            .OfType<JsonObject>()
            .Where(output => (string?)output["output_type"] == "error")
            .Select(output => $"{output["ename"]}: {output["evalue"]}")
            .FirstOrDefault();
}
