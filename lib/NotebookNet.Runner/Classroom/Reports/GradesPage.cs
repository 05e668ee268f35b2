using System.Text;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// The grades as a page for the teacher: for each assignment a table of students and exercises, the commonest wrong answers, and
/// what to look at. It is one file without a script; its links lead to the feedback pages beside it.
/// </summary>
internal static class GradesPage
{
    /// <summary>The folder of the feedback pages, beside the page.</summary>
    public const string FeedbackFolder = "feedback";

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(ClassGrades grades)
    {
        IReadOnlyList<GradedRow> rows = GradedRow.All(grades);
        StringBuilder body = new("<h1>Grades</h1>\n");
        foreach (AssignmentExercises assignment in grades.Assignments)
        {
            AddAssignment(
                body,
                assignment,
                [.. rows.Where(row => row.Assignment == assignment.Name)]
            );
        }

        HashSet<string> known = [.. grades.Assignments.Select(assignment => assignment.Name)];
        GradedRow[] others = [.. rows.Where(row => !known.Contains(row.Assignment))];
        if (others.Length > 0)
        {
            body.Append("<section>\n<h2>Files of no assignment</h2>\n");
            AddNotes(body, others);
            body.Append("</section>\n");
        }

        return ReportHtml.Page("Grades", "grades-page", body.ToString());
    }

    private static void AddAssignment(
        StringBuilder body,
        AssignmentExercises assignment,
        IReadOnlyList<GradedRow> rows
    )
    {
        GradedRow[] students = [.. rows.Where(row => row.Counts || row.Grade is null)];
        GradedRow[] graded = [.. students.Where(row => row.IsGraded)];
        int missing = students.Count(row => row.Grade is null);
        int troubled = students.Length - graded.Length - missing;
        body.Append("<section>\n<h2>")
            .Append(HtmlText.Isolated(assignment.Name))
            .Append("</h2>\n<p>")
            .Append(Count(students.Length, "student"))
            .Append(Invariant($": {graded.Length} graded, {troubled} not, {missing} missing."))
            .Append("</p>\n");
        AddTable(body, assignment, students, graded);
        AddWrongAnswers(body, assignment, graded);
        GradedRow[] noted =
        [
            .. rows.Where(row =>
                row.Grade is not null && (row.Trouble is not null || row.Flags.Any())
            ),
        ];
        if (noted.Length > 0)
        {
            body.Append("<h3>To look at</h3>\n");
            AddNotes(body, noted);
        }

        body.Append("</section>\n");
    }

    private static void AddTable(
        StringBuilder body,
        AssignmentExercises assignment,
        GradedRow[] students,
        GradedRow[] graded
    )
    {
        body.Append("<div class=\"grades\" tabindex=\"0\" role=\"region\" aria-label=\"")
            .Append(HtmlText.Of(assignment.Name))
            .Append("\">\n<table>\n<thead><tr><th scope=\"col\">Student</th>");
        foreach (string exercise in assignment.Exercises)
        {
            body.Append("<th scope=\"col\">").Append(HtmlText.Isolated(exercise)).Append("</th>");
        }

        body.Append("<th scope=\"col\">Points</th></tr></thead>\n<tbody>\n");
        foreach (GradedRow row in students)
        {
            AddRow(body, assignment, row);
        }

        body.Append("</tbody>\n<tfoot><tr><th scope=\"row\">Right of attempted</th>");
        foreach (string exercise in assignment.Exercises)
        {
            ExerciseTotal total = ExerciseTotal.Of(graded, exercise);
            body.Append("<td>")
                .Append(Invariant($"{total.Right}/{total.Attempted}"))
                .Append(
                    total.ByHand > 0 ? Invariant($" <small>{total.ByHand} by hand</small>") : ""
                )
                .Append("</td>");
        }

        body.Append("<td>")
            .Append(
                graded.Length == 0
                    ? "–"
                    : Invariant($"mean {graded.Average(row => row.Grade!.Points):0.##}")
            )
            .Append("</td></tr></tfoot>\n</table>\n</div>\n");
    }

    private static void AddRow(StringBuilder body, AssignmentExercises assignment, GradedRow row)
    {
        body.Append("<tr><th scope=\"row\">").Append(Who(row)).Append("</th>");
        if (row.Trouble is string trouble)
        {
            body.Append(
                    Invariant(
                        $"<td class=\"trouble\" colspan=\"{assignment.Exercises.Count + 1}\">"
                    )
                )
                .Append(HtmlText.Isolated(trouble))
                .Append("</td></tr>\n");
            return;
        }

        foreach (string exercise in assignment.Exercises)
        {
            body.Append("<td>")
                .Append(row.Of(exercise) is { } grade ? VerdictHtml.Of(grade.Verdict) : "–")
                .Append("</td>");
        }

        body.Append(
            Invariant(
                $"<td class=\"points\">{row.Grade!.Points:0.##} of {row.Grade.MaxPoints:0.##}</td></tr>\n"
            )
        );
    }

    /// <summary>The student's name as a link to the feedback, and the id where that is another.</summary>
    private static string Who(GradedRow row)
    {
        const int LongestName = 60;
        string name = HtmlText.Isolated(
            string.IsNullOrWhiteSpace(row.Name) ? "(no name)" : row.Name,
            LongestName
        );
        string flag = row.Flags.Any() ? " <span class=\"flagged\">flagged</span>" : "";
        string id =
            row.Student == row.Name || string.IsNullOrWhiteSpace(row.Student)
                ? ""
                : $" <small>{HtmlText.Isolated(row.Student, LongestName)}</small>";
        return (
                row.Grade is null
                    ? name
                    : $"<a href=\"{FeedbackFolder}/{Uri.EscapeDataString(row.Feedback)}\">{name}</a>"
            )
            + id
            + flag;
    }

    private static void AddWrongAnswers(
        StringBuilder body,
        AssignmentExercises assignment,
        GradedRow[] graded
    )
    {
        const int LongestAnswer = 200;
        StringBuilder lists = new();
        foreach (string exercise in assignment.Exercises)
        {
            IReadOnlyList<WrongAnswer> answers = WrongAnswer.Commonest(graded, exercise);
            if (answers.Count == 0)
            {
                continue;
            }

            lists.Append("<h4>").Append(HtmlText.Isolated(exercise)).Append("</h4>\n<ul>\n");
            foreach (WrongAnswer answer in answers)
            {
                lists
                    .Append("<li><code>")
                    .Append(HtmlText.Isolated(answer.Answer, LongestAnswer))
                    .Append("</code> <span class=\"count\">")
                    .Append(Count(answer.Students, "student"))
                    .Append("</span></li>\n");
            }

            lists.Append("</ul>\n");
        }

        if (lists.Length > 0)
        {
            body.Append("<h3>The commonest wrong answers</h3>\n<div class=\"answers\">\n")
                .Append(lists)
                .Append("</div>\n");
        }
    }

    private static void AddNotes(StringBuilder body, IEnumerable<GradedRow> rows)
    {
        const int MostFlags = 50;
        body.Append("<dl class=\"notes\">\n");
        foreach (GradedRow row in rows)
        {
            body.Append("<dt>")
                .Append(Who(row))
                .Append(" <small>")
                .Append(HtmlText.Isolated(Path.GetFileName(row.Grade!.Submission.Path)))
                .Append("</small></dt>\n");
            foreach (
                string note in (row.Trouble is string trouble ? [trouble] : Array.Empty<string>())
                    .Concat(row.Flags)
                    .Take(MostFlags)
            )
            {
                body.Append("<dd>").Append(HtmlText.Isolated(note)).Append("</dd>\n");
            }
        }

        body.Append("</dl>\n");
    }

    private static string Count(int number, string what) =>
        number == 1 ? $"1 {what}" : Invariant($"{number} {what}s");
}
