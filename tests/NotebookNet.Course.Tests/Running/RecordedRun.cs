using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Course.Tests.Numbers;
using NotebookNet.Course.Tests.Rules;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Course.Tests.Running;

/// <summary>
/// A run of a chapter and, in the same session, of its exercises, as `notebooknet run … --output-dir FOLDER --followed-by
/// FOLDER/exercises` has stored it, judged. A run that is missing, unfinished or of something else is a fault.
/// </summary>
/// <param name="folder">The folder of the run.</param>
/// <param name="library">The folder of the library that it should have used, or null for any.</param>
internal sealed class RecordedRun(string folder, string? library)
{
    /// <summary>The folder below the run's own with the notebooks of exercises.</summary>
    public const string ExercisesFolder = "exercises";

    private static readonly string[] s_assemblies = ["NotebookNet", "NotebookNet.Interactive"];

    /// <summary>What is wrong with a chapter's scaffolds, wrong and right answers, and solutions.</summary>
    public IEnumerable<Violation> FaultsOf(Chapter chapter)
    {
        string chapterPath = Path.Combine(folder, chapter.Name);
        string exercisesPath = Path.Combine(folder, ExercisesFolder, chapter.Name);
        IReadOnlyList<Answer> answers = Answer.Of(chapter);
        string[] needed = answers.Count == 0 ? [chapterPath] : [chapterPath, exercisesPath];
        if (needed.FirstOrDefault(path => !File.Exists(path)) is string missing)
        {
            return [chapter.Violation($"there is no run of it: {missing} is missing")];
        }

        Chapter run = Chapter.Read(chapterPath);
        NotebookCell[] exercises =
            answers.Count == 0 ? [] : [.. NotebookDocument.Read(exercisesPath).Cells];
        IEnumerable<string> cells =
            answers.Count == 0
                ? []
                : answers.Select(answer => answer.Cell).Prepend(WrittenNotebook.LibraryCell);
        if (
            !run
                .Cells.Select(cell => cell.Source)
                .SequenceEqual(chapter.Cells.Select(cell => cell.Source))
            || !exercises.Select(cell => cell.Source).SequenceEqual(cells)
        )
        {
            return
            [
                chapter.Violation(
                    $"the run in {folder} is of an older {chapter.Name}: run it again"
                ),
            ];
        }

        // What is wrong with a scaffold is said below, as a fault of its exercise.
        Violation[] unfinished =
        [
            .. new CellsWereRun()
                .Find(run, new Model.Course([run]))
                .Where(violation =>
                    run.Exercises.All(exercise => exercise.Scaffold?.Number != violation.Cell)
                ),
        ];
        if (unfinished.Length > 0 || answers.Count == 0)
        {
            return unfinished;
        }

        if (exercises.FirstOrDefault(cell => cell.ExecutionCount is null) is { } unanswered)
        {
            return
            [
                chapter.Violation(
                    unanswered.Index == 0
                        ? "it failed or was stopped before its exercises"
                        : $"its exercises ended before answer {unanswered.Index} of {answers.Count}: {Shown(exercises[unanswered.Index - 1].Outputs)}"
                ),
            ];
        }

        string printed = string.Concat(ChapterCell.TextsOf(exercises[0].Outputs));
        string[] used =
        [
            .. s_assemblies.Where(name => printed.Contains($"{name} ", StringComparison.Ordinal)),
        ];
        if (library is not null && used.Length == 0)
        {
            return [chapter.Violation($"the run in {folder} does not say which library it used")];
        }

        string? other = used.FirstOrDefault(name =>
            library is not null
            && !printed.Contains($"{name} {Build(name)}", StringComparison.Ordinal)
        );
        return other is not null
            ?
            [
                chapter.Violation(
                    $"the run in {folder} used another build of {other}: run it again"
                ),
            ]
            :
            [
                .. chapter.Exercises.SelectMany(exercise =>
                    OfScaffold(chapter, exercise, run.Cells)
                ),
                .. OfAnswers(
                    chapter,
                    answers.Zip(exercises.Skip(1), (answer, cell) => (answer, cell.Outputs))
                ),
            ];
    }

    private Guid Build(string assembly)
    {
        using PEReader file = new(File.OpenRead(Path.Combine(library!, $"{assembly}.dll")));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static IEnumerable<Violation> OfScaffold(
        Chapter chapter,
        Exercise exercise,
        IReadOnlyList<ChapterCell> run
    )
    {
        if (exercise.Scaffold is not { } scaffold)
        {
            yield break;
        }

        JsonArray outputs = run[scaffold.Stored.Index].Stored.Outputs;
        if (Error(outputs) is string error)
        {
            yield return Fault(chapter, scaffold, exercise, $"the scaffold fails: {error}");
        }
        else if (exercise.HasCheck && !ChapterCell.IsOpen(outputs))
        {
            yield return Fault(
                chapter,
                scaffold,
                exercise,
                $"the scaffold shows {Shown(outputs)}, expected a check that is open, …; put it last in the cell, without a semicolon"
            );
        }
    }

    private static IEnumerable<Violation> OfAnswers(
        Chapter chapter,
        IEnumerable<(Answer Answer, JsonArray Outputs)> answers
    )
    {
        Evidence evidence = Evidence.Of(chapter);
        foreach ((Answer answer, JsonArray outputs) in answers)
        {
            ChapterCell solution = answer.Exercise.Solution!;
            string? fault =
                answer.Kind == AnswerKind.Wrong
                    ? OfWrong(answer.Code, outputs)
                    : OfRight(answer, outputs);
            if (fault is not null)
            {
                yield return Fault(chapter, solution, answer.Exercise, fault);
            }

            if (answer.Kind == AnswerKind.Solution)
            {
                evidence.Add(answer.Code, ChapterCell.TextsOf(outputs));
                foreach (
                    Violation number in NumbersAreComputed.InProse(chapter, solution, evidence)
                )
                {
                    yield return number;
                }
            }
        }
    }

    private static string? OfWrong(string code, JsonArray outputs)
    {
        if (Error(outputs) is string error)
        {
            return $"the wrong answer fails instead of being judged: {error}";
        }

        return !ChapterCell.ChecksOf(outputs).Contains('✘')
            ? $"for the wrong answer the check shows {Shown(outputs)}, expected ✘: {code}"
            : null;
    }

    private static string? OfRight(Answer answer, JsonArray outputs)
    {
        bool isSolution = answer.Kind == AnswerKind.Solution;
        string what = isSolution ? "the solution" : "the right answer";
        string code = isSolution ? "" : $": {answer.Code}";
        if (Error(outputs) is string error)
        {
            return $"{what} fails: {error}{code}";
        }

        IReadOnlyList<char> marks = ChapterCell.ChecksOf(outputs);
        return answer.Exercise.HasCheck && (marks.Count == 0 || marks.Any(mark => mark != '✔'))
            ? $"for {what} the check shows {Shown(outputs)}, expected ✔{code}"
            : null;
    }

    private static Violation Fault(
        Chapter chapter,
        ChapterCell cell,
        Exercise exercise,
        string message
    ) => chapter.Violation(cell, $"exercise {exercise.Number}: {message}");

    private static string Shown(JsonArray outputs) =>
        Error(outputs)
        ?? (
            ChapterCell.ChecksOf(outputs) is { Count: > 0 } marks
                ? string.Join(", ", marks)
                : "no check"
        );

    private static string? Error(JsonArray outputs) =>
        outputs
            .OfType<JsonObject>()
            .Where(output => (string?)output["output_type"] == "error")
            .Select(output => $"{output["ename"]}: {output["evalue"]}")
            .FirstOrDefault();
}
