using System.Text;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Session;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// A student's notebook as a page to hand back, with the verdict behind each exercise. Nothing of the notebook runs or loads
/// anything, whoever opens the page; nothing of what the hand-out hides is on it.
/// </summary>
internal sealed class FeedbackPage
{
    /// <summary>What is said where the reason may tell of the teacher's machine.</summary>
    private const string NotGraded = "This file was not graded. Ask your teacher why.";

    private const long LargestFile = 64 << 20;
    private const int LongestCell = 40_000;
    private const int LongestPage = 1_000_000;

    // Reading Markdown can take time with the square of its length.
    private const int LongestProse = 10_000;
    private const int MostProse = 300_000;
    private const int MostCells = 1000;

    private readonly SubmissionGrade _grade;
    private readonly StringBuilder _body = new();
    private readonly InertProse _prose = new();
    private readonly InertOutputs _outputs = new();
    private int _left = LongestPage;
    private int _proseLeft = MostProse;

    private FeedbackPage(SubmissionGrade grade)
    {
        _grade = grade;
    }

    /// <summary>The bytes of the page.</summary>
    /// <param name="grade">What was found. Its file is read only where nothing is wrong with it.</param>
    /// <param name="places">For a cell of the submission, by its place among all cells from 0, the exercises that it answers.</param>
    public static byte[] Write(
        SubmissionGrade grade,
        IReadOnlyDictionary<int, IReadOnlyList<ExerciseGrade>> places
    ) => new FeedbackPage(grade).Write(places);

    /// <summary>The assignment, or the file where it answers none.</summary>
    private string Heading =>
        _grade.Submission.Assignment is { Length: > 0 } assignment
            ? assignment
            : Path.GetFileName(_grade.Submission.Path);

    /// <summary>What was found; nothing where the table has no points either.</summary>
    private IReadOnlyList<ExerciseGrade> Exercises =>
        _grade.Submission.Trouble is null && _grade.Trouble is null ? _grade.Exercises : [];

    private byte[] Write(IReadOnlyDictionary<int, IReadOnlyList<ExerciseGrade>> places)
    {
        (NotebookDocument? document, string problem) = Read();
        AddHead(document is null ? problem : null);
        HashSet<ExerciseGrade> shown = new(ReferenceEqualityComparer.Instance);
        foreach (NotebookCell cell in (document?.Cells ?? []).Take(MostCells))
        {
            AddCell(cell);
            foreach (ExerciseGrade exercise in places.GetValueOrDefault(cell.Index) ?? [])
            {
                if (shown.Add(exercise))
                {
                    _body.Append(VerdictHtml.Of(exercise, Anchor(exercise))).Append('\n');
                }
            }
        }

        if (document is { Cells.Count: > MostCells })
        {
            AddLeftOut(
                Invariant(
                    $"The notebook has {document.Cells.Count} cells; the first {MostCells} are shown."
                )
            );
        }

        ExerciseGrade[] others =
        [
            .. Exercises.Where(exercise =>
                !shown.Contains(exercise) && !shown.Any(one => one == exercise)
            ),
        ];
        if (others.Length > 0)
        {
            _body.Append(
                document is null
                    ? "<h2>Exercises</h2>\n"
                    : "<h2>Exercises without their cell</h2>\n"
            );
            foreach (ExerciseGrade exercise in others)
            {
                _body.Append(VerdictHtml.Of(exercise, Anchor(exercise))).Append('\n');
            }
        }

        return ReportHtml.Page(
            $"{Heading}: {HtmlText.Short(_grade.Submission.Name, 200)}",
            "feedback-page",
            _body.ToString()
        );
    }

    private void AddHead(string? problem)
    {
        const int LongestName = 300;
        int byHand = Exercises.Count(exercise => exercise.Points is null);
        _body
            .Append("<header>\n<h1>")
            .Append(HtmlText.Isolated(Heading, LongestName))
            .Append("</h1>\n<p class=\"who\">")
            .Append(HtmlText.Isolated(_grade.Submission.Name, LongestName))
            .Append("</p>\n");
        if (problem is not null)
        {
            _body
                .Append("<p class=\"trouble\">")
                .Append(HtmlText.Isolated(problem))
                .Append("</p>\n");
        }

        if (Exercises.Count > 0)
        {
            _body
                .Append(
                    Invariant(
                        $"<p><strong>{_grade.Points:0.##} of {_grade.MaxPoints:0.##} points</strong>"
                    )
                )
                .Append(byHand > 0 ? Invariant($"; {byHand} for a reader to decide") : "")
                .Append("</p>\n<ul class=\"summary\">\n");
            foreach (ExerciseGrade exercise in Exercises)
            {
                _body
                    .Append($"<li><a href=\"#{Anchor(exercise)}\">")
                    .Append(HtmlText.Isolated(exercise.Exercise))
                    .Append("</a> ")
                    .Append(VerdictHtml.Of(exercise.Verdict))
                    .Append("</li>\n");
            }

            _body.Append("</ul>\n");
        }

        _body.Append("</header>\n");
    }

    private void AddCell(NotebookCell cell)
    {
        int longest = cell.IsMarkdown ? LongestProse : LongestCell;
        string source = HtmlText.WithoutHalves(
            HtmlText.Short(cell.Source, longest).ReplaceLineEndings("\n").Trim('\n')
        );
        if (source.Length > _left)
        {
            AddLeftOut("A cell is left out: the page would be too long.");
            return;
        }

        _left -= source.Length;
        if (!string.IsNullOrWhiteSpace(source))
        {
            _body
                .Append(
                    cell.IsMarkdown && (_proseLeft -= source.Length) >= 0
                        ? _prose.Of(source)
                        : InertCode.Of(source)
                )
                .Append('\n');
        }

        if (cell.Source.Length > longest)
        {
            AddLeftOut(
                Invariant(
                    $"The cell has {cell.Source.Length} characters; the first {longest} are shown."
                )
            );
        }

        string outputs = _outputs.Of(cell);
        _body.Append(outputs);
    }

    private void AddLeftOut(string what) =>
        _body.Append("<p class=\"left-out\">").Append(HtmlText.Of(what)).Append("</p>\n");

    private string Anchor(ExerciseGrade exercise) =>
        Invariant($"exercise-{_grade.Exercises.ToList().IndexOf(exercise) + 1}");

    /// <summary>The notebook, or why there is none; what a message says of the teacher's machine stays with the teacher.</summary>
    private (NotebookDocument? Document, string Problem) Read()
    {
        if (_grade.Submission.Trouble is string trouble)
        {
            return (
                null,
                _grade.Submission.SupersededBy is not null
                    ? "This file was not graded: another of your files counts."
                : trouble.StartsWith(SubmissionFiles.NoAnswer, StringComparison.Ordinal)
                    ? $"This file was not graded: {trouble}."
                : NotGraded
            );
        }

        try
        {
            string path = _grade.Submission.Path;
            if (FileStatus.NoFile(path) is string kind)
            {
                return (null, $"What was handed in is {kind}.");
            }

            if (new FileInfo(path).Length > LargestFile)
            {
                return (
                    null,
                    Invariant(
                        $"What was handed in has more than {LargestFile >> 20} MB and is not shown."
                    )
                );
            }

            NotebookDocument document = NotebookDocument.Read(path);
            if (_grade.Trouble is null)
            {
                return (document, "");
            }

            return (
                null,
                document.UnsupportedKernel is string kernel
                    ? $"This file was not graded: its kernel is {kernel}, not C#."
                    : NotGraded
            );
        }
        catch (NotebookFormatException exception)
        {
            return (null, $"What was handed in is no notebook: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, "What was handed in cannot be read.");
        }
    }
}
