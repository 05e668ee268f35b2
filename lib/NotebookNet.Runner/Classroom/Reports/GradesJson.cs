using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// The grades for programs: all that is known, what only the teacher may read too. The names of its fields stay: `version` is 1,
/// and grows when one of them means something else.
/// </summary>
internal static class GradesJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(ClassGrades grades)
    {
        JsonObject root = new()
        {
            ["version"] = 1,
            ["assignments"] = List(
                grades.Assignments.Select(assignment => new JsonObject
                {
                    ["name"] = Text(assignment.Name),
                    ["exercises"] = List(assignment.Exercises.Select(Text)),
                })
            ),
            ["submissions"] = List(
                GradedRow.All(grades).Where(row => row.Grade is not null).Select(Submission)
            ),
            ["missing"] = List(
                grades.Missing.Select(missing => new JsonObject
                {
                    ["student"] = Text(missing.Student),
                    ["name"] = Text(missing.Name),
                    ["assignment"] = Text(missing.Assignment),
                })
            ),
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, s_options), (byte)'\n'];
    }

    private static JsonObject Submission(GradedRow row)
    {
        SubmissionGrade grade = row.Grade!;
        return new JsonObject
        {
            ["student"] = Text(row.Student),
            ["name"] = Text(row.Name),
            ["assignment"] = Text(row.Assignment),
            ["file"] = Text(grade.Submission.Path),
            ["counts"] = row.Counts,
            ["supersededBy"] = Text(grade.Submission.SupersededBy),
            ["trouble"] = Text(row.Trouble),
            ["flags"] = List(row.Flags.Select(Text)),
            ["points"] = grade.Points,
            ["maxPoints"] = grade.MaxPoints,
            ["seconds"] = grade.Seconds,
            ["peakMemory"] = grade.PeakMemory,
            ["feedback"] = Text(row.Feedback),
            ["exercises"] = List(
                grade.Exercises.Select(exercise => new JsonObject
                {
                    ["exercise"] = Text(exercise.Exercise),
                    ["verdict"] = VerdictWords.Key(exercise.Verdict),
                    ["points"] = exercise.Points,
                    ["maxPoints"] = exercise.MaxPoints,
                    ["said"] = Text(exercise.Said),
                    ["answer"] = Text(exercise.Answer),
                    ["detail"] = Text(exercise.Detail),
                })
            ),
        };
    }

    /// <summary>A text; half a character, which JSON cannot hold, as the sign for it.</summary>
    private static JsonNode? Text(string? text) =>
        text is null ? null : JsonValue.Create(HtmlText.WithoutHalves(text));

    private static JsonArray List(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
