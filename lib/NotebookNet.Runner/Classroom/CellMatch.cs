using System.Text.Json.Nodes;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>
/// Which cell of a submission answers which of the assignment. An answer is known by what it declares, before its id and its place:
/// editors give new ids, and students move cells.
/// </summary>
internal sealed class CellMatch
{
    private readonly Dictionary<AssignedCell, NotebookCell> _of = [];
    private readonly Dictionary<int, AssignedCell> _assigned = [];
    private readonly bool _hasAdded;

    /// <summary>Matches the code cells.</summary>
    public CellMatch(IReadOnlyList<AssignedCell> assigned, IReadOnlyList<NotebookCell> written)
    {
        AssignedCell[] cells =
        [
            .. assigned.Where(cell => cell.IsCode && cell.Role != CellRole.KeptBack),
        ];
        AssignedCell[] answers = [.. cells.Where(cell => cell.AnswerNames.Count > 0)];
        Pair(answers, written, (cell, own) => HasId(cell, own) && Declares(cell, own));
        Pair(
            answers,
            written,
            (cell, own) => Declares(cell, own) && IsInPlace(cell, own, cells, written)
        );
        Pair(answers, written, Declares);
        Pair(cells, written, (cell, own) => HasId(cell, own) && IsSame(cell, own));
        Pair(cells, written, IsSame);
        Pair(cells, written, HasId);
        Pair(
            assigned.Where(cell => cell is { IsCode: false, Role: CellRole.ByHand }),
            written,
            HasId
        );
        Extras = Attach(cells, written);
        HashSet<string> handedOut = [.. assigned.Select(cell => Plain(cell.HandedOut))];
        _hasAdded = written.Any(own =>
            !_assigned.ContainsKey(own.Index)
            && !string.IsNullOrWhiteSpace(own.Source)
            && !handedOut.Contains(Plain(own.Source))
        );
    }

    /// <summary>
    /// The cells of the submission that are none of the assignment's, by the cell of the assignment that they stand after; those
    /// that stand before the first under null.
    /// </summary>
    public ILookup<AssignedCell?, NotebookCell> Extras { get; }

    /// <summary>The student's cell in place of one of the assignment; null where it is gone.</summary>
    public NotebookCell? Of(AssignedCell cell) => _of.GetValueOrDefault(cell);

    /// <summary>Whether a cell is gone, or is as it was handed out; of a task, whether nothing was added anywhere either.</summary>
    public bool IsUntouched(AssignedCell cell) =>
        (Of(cell) is not { } own || Plain(own.Source) == Plain(cell.HandedOut))
        && !(cell.IsTask && _hasAdded);

    /// <summary>A text without what editors change when they save it.</summary>
    public static string Plain(string source) =>
        string.Join(
            '\n',
            source.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd())
        );

    private void Pair(
        IEnumerable<AssignedCell> cells,
        IReadOnlyList<NotebookCell> written,
        Func<AssignedCell, NotebookCell, bool> isOf
    )
    {
        foreach (AssignedCell cell in cells.Where(cell => !_of.ContainsKey(cell)))
        {
            NotebookCell? own = written.FirstOrDefault(own =>
                own.IsCode == cell.IsCode && !_assigned.ContainsKey(own.Index) && isOf(cell, own)
            );
            if (own is not null)
            {
                _of[cell] = own;
                _assigned[own.Index] = cell;
            }
        }
    }

    private ILookup<AssignedCell?, NotebookCell> Attach(
        IReadOnlyList<AssignedCell> cells,
        IReadOnlyList<NotebookCell> written
    )
    {
        List<(AssignedCell? After, NotebookCell Own)> extras = [];
        AssignedCell? last = null;
        foreach (NotebookCell own in written.Where(own => own.IsCode))
        {
            if (_assigned.TryGetValue(own.Index, out AssignedCell? cell))
            {
                last = cell;
            }
            else if (!string.IsNullOrWhiteSpace(own.Source))
            {
                AssignedCell? answered = cells.FirstOrDefault(one => Declares(one, own));
                extras.Add(
                    (answered is not null && IsAnswer(answered, own, last) ? answered : last, own)
                );
            }
        }

        return extras.ToLookup(extra => extra.After, extra => extra.Own);
    }

    /// <summary>
    /// Whether a further cell that declares an answer's name is an answer: right behind the cell for it, or anywhere where that one
    /// leaves the name open. Elsewhere the name is used for something else.
    /// </summary>
    private bool IsAnswer(AssignedCell cell, NotebookCell own, AssignedCell? last) =>
        last == cell
        || Of(cell) is not { } matched
        || cell.AnswerNames.Any(name =>
            StudentCell.Declares(own.Source, [name])
            && StudentCell.IsOpen(cell.HandedOut, matched.Source, name)
        );

    private static bool HasId(AssignedCell cell, NotebookCell own) =>
        (cell.Id is not null && cell.Id == own.Id)
        || (cell.GradeId is not null && cell.GradeId == GradeIdOf(own));

    /// <summary>What nbgrader calls a cell; it stays where an editor leaves out ids or gives new ones.</summary>
    private static string? GradeIdOf(NotebookCell cell) =>
        (cell.Metadata["nbgrader"] as JsonObject)?["grade_id"] is JsonValue id
        && id.TryGetValue(out string? name)
            ? name
            : null;

    /// <summary>Whether a cell holds something of the scaffold, its check for one, or the one behind it is the assignment's.</summary>
    private static bool IsInPlace(
        AssignedCell cell,
        NotebookCell own,
        IEnumerable<AssignedCell> assigned,
        IEnumerable<NotebookCell> written
    ) =>
        StudentCell.HoldsScaffold(cell.HandedOut, cell.AnswerNames, own.Source)
        || (
            assigned.FirstOrDefault(one => one.Index > cell.Index) is { } next
            && written.FirstOrDefault(one => one.IsCode && one.Index > own.Index) is { } behind
            && IsSame(next, behind)
        );

    private static bool IsSame(AssignedCell cell, NotebookCell own) =>
        Plain(cell.HandedOut) == Plain(own.Source);

    private static bool Declares(AssignedCell cell, NotebookCell own) =>
        cell.AnswerNames.Count > 0 && StudentCell.Declares(own.Source, cell.AnswerNames);
}
