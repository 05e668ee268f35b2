using System.Globalization;
using CsvHelper;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// The grades as a table for a spreadsheet: one line for each student and assignment, one column for each exercise. Text is
/// neutralised (<see cref="SpreadsheetText"/>), numbers stay numbers, and a mark at the begin says that it is UTF-8.
/// </summary>
internal static class GradesCsv
{
    private const int LongestText = 2000;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(ClassGrades grades)
    {
        using MemoryStream file = new();
        using (
            CsvWriter csv = CsvWriter.Create(
                file,
                new CsvWriterOptions { WriteByteOrderMark = true },
                leaveOpen: true
            )
        )
        {
            Header(csv, grades);
            foreach (GradedRow row in GradedRow.All(grades))
            {
                Line(csv, grades, row);
            }
        }

        return file.ToArray();
    }

    private static void Header(CsvWriter csv, ClassGrades grades)
    {
        Text(csv, "student", "name", "assignment", "file", "points", "max points");
        foreach (AssignmentExercises assignment in grades.Assignments)
        {
            foreach (string exercise in assignment.Exercises)
            {
                Text(
                    csv,
                    grades.Assignments.Count > 1 ? $"{assignment.Name}: {exercise}" : exercise
                );
            }
        }

        Text(csv, "flags", "trouble", "seconds");
        csv.EndRecord();
    }

    private static void Line(CsvWriter csv, ClassGrades grades, GradedRow row)
    {
        Text(csv, row.Student, row.Name, row.Assignment, row.Grade?.Submission.Path ?? "");
        Number(csv, row.IsGraded ? row.Grade!.Points : null);
        Number(csv, row.IsGraded ? row.Grade!.MaxPoints : null);
        foreach (AssignmentExercises assignment in grades.Assignments)
        {
            foreach (string exercise in assignment.Exercises)
            {
                ExerciseGrade? found =
                    row.IsGraded && assignment.Name == row.Assignment ? row.Of(exercise) : null;
                Text(csv, found is null ? "" : VerdictWords.Word(found.Verdict));
            }
        }

        Text(csv, string.Join("; ", row.Flags), row.Trouble ?? "");
        Number(csv, row.Grade is { } grade ? Math.Round(grade.Seconds, 1) : null);
        csv.EndRecord();
    }

    private static void Text(CsvWriter csv, params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            csv.WriteField(
                SpreadsheetText.Of(HtmlText.Short(text, LongestText)),
                text.Length > 0 ? CsvQuoting.Always : CsvQuoting.WhenNeeded
            );
        }
    }

    private static void Number(CsvWriter csv, double? number) =>
        csv.WriteField(number?.ToString(CultureInfo.InvariantCulture) ?? "");
}
