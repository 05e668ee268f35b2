using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Assigning;

/// <summary>Finds out what each cell of a teacher's notebook is.</summary>
internal sealed class AssignmentCells
{
    private readonly NotebookDocument _document;
    private readonly Dictionary<int, ExerciseCells> _scaffolds = [];
    private readonly IReadOnlyList<ProseCell> _prose;
    private readonly Dictionary<string, int> _names = [];

    private AssignmentCells(NotebookDocument document)
    {
        _document = document;
        _prose = ProseCell.ReadAll(document.Cells);
        foreach (ExerciseCells exercise in ExerciseCells.FindAll(_prose))
        {
            if (
                exercise.Scaffold is { } scaffold
                && !_scaffolds.TryAdd(scaffold.Stored.Index, exercise)
            )
            {
                throw new NotebookFormatException(
                    Invariant(
                        $"cell {scaffold.Stored.Index + 1} is the code cell of two exercises, {_scaffolds[scaffold.Stored.Index].Number} and {exercise.Number}; each needs its own"
                    )
                );
            }
        }
    }

    /// <summary>All cells of a notebook, as the teacher has them and as they are handed out.</summary>
    /// <exception cref="NotebookFormatException">The notebook is not of C#, or what it says of a cell contradicts itself.</exception>
    public static IReadOnlyList<AssignedCell> Read(NotebookDocument document)
    {
        if (document.UnsupportedKernel is string kernel)
        {
            throw new NotebookFormatException($"a notebook for {kernel}, expected one of C#");
        }

        AssignmentCells reader = new(document);
        List<AssignedCell> cells = [];
        foreach (NotebookCell cell in document.Cells)
        {
            try
            {
                cells.Add(reader.Read(cell));
            }
            catch (NotebookFormatException exception)
            {
                throw new NotebookFormatException(
                    Invariant($"cell {cell.Index + 1}: {exception.Message}")
                );
            }
        }

        return Finished(cells);
    }

    private AssignedCell Read(NotebookCell cell)
    {
        string source = cell.IsCode ? MarkedRegion.AsComments(cell.Source) : cell.Source;
        AssignedCell given = new(cell.Index, cell.Id, cell.IsCode, CellRole.Given, source, source)
        {
            Language = cell.Language,
        };
        NbgraderSettings? settings = NbgraderSettings.Of(cell);
        if (settings?.Id is string id)
        {
            Named(id, given);
        }

        if (settings is null or { Role: CellRole.Given } && IsKeptBack(_prose[cell.Index]))
        {
            return given with { Role = CellRole.KeptBack, HandedOut = "" };
        }

        if (settings is not null)
        {
            return Marked(given, settings);
        }

        return _scaffolds.TryGetValue(cell.Index, out ExerciseCells? exercise)
            ? Scaffold(given, exercise)
            : Unmarked(given);
    }

    /// <summary>Whether a cell is a solution. One that may hold a solution and cannot be kept back is refused.</summary>
    private static bool IsKeptBack(ProseCell cell)
    {
        if (cell.IsAmongExercises && cell.HasWordsBesideFold)
        {
            throw new NotebookFormatException(
                $"a fold under the heading \"## {ExerciseCells.Section}\" and text beside it; folds there are solutions and kept back, so give it a cell of its own"
            );
        }

        return !cell.IsCalledSolution || cell.IsSolution
            ? cell.IsSolution
            : throw new NotebookFormatException(
                $"a fold whose summary says \"Solution\", and no heading \"## {ExerciseCells.Section}\" above it, so that it would be handed out; put it under such a heading, or reword its summary"
            );
    }

    private static AssignedCell Marked(AssignedCell cell, NbgraderSettings settings)
    {
        HandedOutText text = HandedOutText.Of(cell.Source, cell.IsCode);
        bool isAnswer = settings.Role is CellRole.Answer or CellRole.ByHand;
        if (text.HasSolution && !isAnswer)
        {
            throw new NotebookFormatException(
                "BEGIN SOLUTION in a cell that is no solution by its metadata: nbgrader.solution is not true"
            );
        }

        bool isStub =
            isAnswer
            && !text.HasSolution
            && !cell.Source.AsSpan().IsWhiteSpace()
            && !settings.IsTask;
        return cell with
        {
            Role = settings.Role,
            HandedOut = isStub ? (cell.IsCode ? Stub.Cell : Stub.Text) : text.Text,
            Exercise = settings.Role is CellRole.Given ? null : settings.Id,
            AnswerNames = settings.Role is CellRole.Answer ? Answers.DeclaredBy(cell.Source) : [],
            Solved = settings.Role is CellRole.Answer ? cell.Source : null,
            GradeId = settings.Id,
            IsTask = settings.IsTask,
            MaxPoints = settings.Role is CellRole.Check or CellRole.ByHand ? settings.Points : 1,
            IsHidden = text.HasHidden,
            HasHiddenTests = text.HasHidden,
        };
    }

    private AssignedCell Scaffold(AssignedCell cell, ExerciseCells exercise)
    {
        string? solution = exercise.SolutionCode.FirstOrDefault();
        HandedOutText text = HandedOutText.Of(cell.Source, isCode: true);
        IReadOnlyList<string> names = IsCSharp(cell) ? Answers.Of(cell.Source, solution) : [];
        string handedOut = IsCSharp(cell)
            ? PlainNumbers.Hide(text.Text, names.ToHashSet())
            : text.Text;
        return cell with
        {
            Role = names.Count > 0 && exercise.HasCheck ? CellRole.AnswerAndCheck : CellRole.ByHand,
            HandedOut = handedOut,
            Exercise = Named(Invariant($"Exercise {exercise.Number}"), cell),
            AnswerNames = names,
            Solved =
                text.HasSolution ? cell.Source
                : solution is null ? null
                : CellSyntax.WithAnswer(cell.Source, solution),
            IsHidden = text.HasHidden || handedOut != text.Text,
            HasHiddenTests = text.HasHidden,
        };
    }

    private static AssignedCell Unmarked(AssignedCell cell)
    {
        HandedOutText text = HandedOutText.Of(cell.Source, cell.IsCode);
        return text.HasSolution
            ? throw new NotebookFormatException(
                "BEGIN SOLUTION in a cell of no exercise: it is neither the code cell of a numbered exercise nor a solution by nbgrader's metadata"
            )
            : cell with
            {
                HandedOut = text.Text,
                IsHidden = text.HasHidden,
                HasHiddenTests = text.HasHidden,
            };
    }

    private bool IsCSharp(AssignedCell cell) =>
        (cell.Language ?? _document.DotnetLanguage) is "csharp" or "C#" or "c#";

    /// <summary>Requires that a name is that of one cell.</summary>
    private string Named(string name, AssignedCell cell) =>
        _names.TryAdd(name, cell.Index)
            ? name
            : throw new NotebookFormatException(
                Invariant($"\"{name}\" is the name of cell {_names[name] + 1} already")
            );

    /// <summary>
    /// The cells, the answers under the name of the check that comes after them, and the checks without the right answers that
    /// can be read in them.
    /// </summary>
    private static AssignedCell[] Finished(IReadOnlyList<AssignedCell> cells)
    {
        AssignedCell[] finished = [.. cells];
        HashSet<string> answers = [];
        for (int i = 0; i < finished.Length; i++)
        {
            AssignedCell cell = finished[i];
            answers.UnionWith(cell.AnswerNames);
            if (cell.Role is CellRole.Answer)
            {
                // A helper of the teacher's own solution is no answer: another solution needs none.
                string[] asked =
                [
                    .. cell.AnswerNames.Where(name =>
                        cells
                            .Skip(i + 1)
                            .Any(later => later.IsCode && CellSyntax.Uses(later.Source, [name]))
                    ),
                ];
                finished[i] = cell with
                {
                    AnswerNames = asked.Length > 0 ? asked : cell.AnswerNames,
                    Exercise = cells
                        .Skip(i)
                        .FirstOrDefault(later => later.Role is CellRole.Check)
                        ?.Exercise,
                };
            }
            else if (cell.Role is CellRole.Check)
            {
                string handedOut = Hidden(cell, answers);
                finished[i] = cell with
                {
                    HandedOut = handedOut,
                    IsHidden = cell.IsHidden || handedOut != cell.HandedOut,
                };
            }
        }

        return finished;
    }

    private static string Hidden(AssignedCell check, HashSet<string> answers)
    {
        try
        {
            return PlainNumbers.Hide(check.HandedOut, answers);
        }
        catch (NotebookFormatException exception)
        {
            throw new NotebookFormatException(
                Invariant($"cell {check.Index + 1}: {exception.Message}")
            );
        }
    }
}
