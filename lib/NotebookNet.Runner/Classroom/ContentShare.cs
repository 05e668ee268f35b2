using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Runner.Classroom;

/// <summary>How much of an assignment a notebook still holds.</summary>
internal static class ContentShare
{
    /// <summary>From 0 to 1: the share of the cells handed out that are there, by their ids or by their text, whichever is more.</summary>
    public static double Of(
        IReadOnlyCollection<(string? Id, string Source)> submitted,
        IEnumerable<AssignedCell> assigned
    )
    {
        AssignedCell[] cells =
        [
            .. assigned.Where(cell =>
                cell.Role != CellRole.KeptBack && !string.IsNullOrWhiteSpace(cell.HandedOut)
            ),
        ];
        if (cells.Length == 0)
        {
            return 0;
        }

        HashSet<string> ids = [.. submitted.Select(cell => cell.Id).OfType<string>()];
        HashSet<string> texts = [.. submitted.Select(cell => CellMatch.Plain(cell.Source))];
        int byId = cells.Count(cell => cell.Id is { } id && ids.Contains(id));
        int byText = cells.Count(cell => texts.Contains(CellMatch.Plain(cell.HandedOut)));
        return (double)Math.Max(byId, byText) / cells.Length;
    }

    /// <summary>From 0 to 1: the share of the answers that are declared, in whatever cell: they may have been copied into another notebook.</summary>
    public static double OfAnswers(IEnumerable<string> code, IEnumerable<AssignedCell> assigned)
    {
        AssignedCell[] answers =
        [
            .. assigned.Where(cell => cell.Role != CellRole.KeptBack && cell.AnswerNames.Count > 0),
        ];
        if (answers.Length == 0)
        {
            return 0;
        }

        HashSet<string> declared =
        [
            .. code.SelectMany(source => CellSyntax.Parse(source).Members)
                .SelectMany(CellSyntax.Names),
        ];
        return (double)answers.Count(cell => cell.AnswerNames.Any(declared.Contains))
            / answers.Length;
    }
}
