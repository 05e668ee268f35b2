using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Classroom.Answers;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom;

/// <summary>Reads what a check has shown where it judged, and says of it what may be handed back.</summary>
internal static partial class GradeTexts
{
    /// <summary>What is said instead of a check's words where the hand-out does not show the check.</summary>
    private const string Hidden = "it does not pass a check that your copy does not show";

    private static readonly string s_answers = typeof(AnswerException).Namespace!;

    /// <summary>An exercise whose cell did not pass: what went wrong in the student's own code, which the student may see.</summary>
    public static ExerciseGrade Failed(string exercise, Verdict verdict, string error) =>
        new(exercise, verdict)
        {
            Said = Folder().Replace(Scratch().Replace(FirstLine(error), ""), ""),
            Detail = error,
            Answer = Place().Replace(FirstLine(error), ""),
        };

    /// <summary>
    /// A grade without words of a student's own making: the code may have kept what a hidden check gave it. What the compiler seems to
    /// say comes from the student's process, too.
    /// </summary>
    public static ExerciseGrade WithoutWords(ExerciseGrade grade) =>
        grade.Verdict switch
        {
            Verdict.Failed => grade with { Said = "it failed; run it to see the message" },
            Verdict.Wrong when grade.Said != Hidden => grade with
            {
                Said = "it does not pass its check; run the check to see what it says",
            },
            _ => grade,
        };

    /// <summary>An exercise that a reader has to judge.</summary>
    public static ExerciseGrade Unknown(string exercise, string why) =>
        new(exercise, Verdict.ByHand) { Said = "your teacher will read it", Detail = why };

    /// <summary>What a check says.</summary>
    /// <param name="cell">The check.</param>
    /// <param name="executed">What came of it; null where no process was left to run it.</param>
    public static ExerciseGrade Of(AssignedCell cell, ExecutedCell? executed)
    {
        ExerciseGrade grade = Read(cell, executed);
        return
            cell.IsHidden
            && grade.Verdict is Verdict.Wrong or Verdict.Failed or Verdict.TimedOut
            && !EndsInSight(cell, executed)
            ? grade with
            {
                Said = Hidden,
            }
            : grade;
    }

    /// <summary>Whether an exception of the check's own ended it in a line that students see, with all before that line.</summary>
    private static bool EndsInSight(AssignedCell cell, ExecutedCell? executed)
    {
        if (
            executed is not { End: { Ok: false, Answers.Trouble: null } }
            || IsOfAnswer(executed)
            || LastLineIn(executed.Error ?? "", cell) is not int line
        )
        {
            return false;
        }

        string[] seen = cell.HandedOut.Split('\n');
        return line <= seen.Length
            && cell.Source.Split('\n').Take(line).SequenceEqual(seen.Take(line));
    }

    /// <summary>The last line of a cell that its error names; null where it names none.</summary>
    private static int? LastLineIn(string error, AssignedCell cell) =>
        Line()
            .Matches(error)
            .Where(match =>
                match.Groups["cell"].Value
                == (cell.Index + 1).ToString(CultureInfo.InvariantCulture)
            )
            .Select(match =>
                (int?)int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture)
            )
            .Max();

    private static ExerciseGrade Read(AssignedCell cell, ExecutedCell? executed)
    {
        string exercise = cell.Exercise!;
        string error = executed?.Error ?? "";
        AskedAnswers asked = executed?.End.Answers ?? new AskedAnswers();
        if (executed is not { IsAlive: true })
        {
            return Failed(exercise, Verdict.TimedOut, "its check did not come to an end");
        }

        switch (asked.Trouble)
        {
            case AnswerTrouble.TimedOut:
                return Failed(exercise, Verdict.TimedOut, Message(executed));
            case AnswerTrouble.Ended:
                return Failed(exercise, Verdict.Failed, Message(executed));
            case AnswerTrouble.Unknown:
                return Unknown(exercise, Message(executed));
        }

        string values = string.Join(
            ", ",
            asked.Values.Select(value => $"{value.Key} = {value.Value}")
        );
        if (!executed.End.Ok)
        {
            // A check of nbgrader's kind says by an exception of its own that an answer is wrong.
            Verdict ended =
                cell.Role == CellRole.Check && !IsOfAnswer(executed)
                    ? Verdict.Wrong
                    : Verdict.Failed;
            return Failed(exercise, ended, Message(executed)) with { Detail = error };
        }

        string[] checks = [.. Texts(executed.Outputs).Where(text => Check().IsMatch(text))];
        string said = string.Join('\n', checks);
        Verdict verdict =
            checks.Length == 0
                ? cell.Role == CellRole.Check
                    ? Verdict.Right
                    : Verdict.ByHand
                : checks.All(text => text[0] == '✔')
                    ? Verdict.Right
                    : checks.All(text => text[0] == '…')
                        ? Verdict.NotAnswered
                        : Verdict.Wrong;
        string got = string.Join("; ", Got().Matches(said).Select(match => match.Groups[1].Value));
        return new ExerciseGrade(exercise, verdict)
        {
            Said = verdict is Verdict.Right or Verdict.NotAnswered ? "" : said,
            Detail = said,
            Answer =
                verdict == Verdict.Right ? ""
                : asked.Count > asked.Values.Count && got.Length > 0 ? got
                : values.Length > 0 ? values
                : got,
        };
    }

    /// <summary>The message of the error in which a cell ended, without a trace.</summary>
    public static string Message(ExecutedCell? executed) =>
        (executed is null ? [] : Errors(executed))
            .Select(error =>
                IsOfAnswer(error) ? $"{error["evalue"]}" : $"{error["ename"]}: {error["evalue"]}"
            )
            .FirstOrDefault("it did not come to an end");

    /// <summary>Whether a cell ended by what came from the student's process, or by what the compiler said.</summary>
    private static bool IsOfAnswer(ExecutedCell executed) =>
        executed.End.Answers is { HasThrown: true }
        || Errors(executed)
            .All(error => IsOfAnswer(error) || (string?)error["ename"] == "CompilationError");

    private static bool IsOfAnswer(JsonObject error) =>
        (string?)error["ename"] is { } name && name.StartsWith(s_answers, StringComparison.Ordinal);

    private static IEnumerable<JsonObject> Errors(ExecutedCell executed) =>
        executed
            .Outputs.OfType<JsonObject>()
            .Where(output => (string?)output["output_type"] == "error");

    private static IEnumerable<string> Texts(JsonArray outputs) =>
        outputs
            .OfType<JsonObject>()
            .Select(output => (output["data"] as JsonObject)?["text/plain"])
            .OfType<JsonNode>()
            .Select(NotebookDocument.JoinLines);

    private static string FirstLine(string text) => text.TrimStart().Split('\n')[0].Trim();

    [GeneratedRegex(
        "^\\s*cell (?<cell>[0-9]{1,9}), line (?<line>[0-9]{1,9})\\b",
        RegexOptions.Multiline
    )]
    private static partial Regex Line();

    [GeneratedRegex("^[✔✘…] .*: (right|not yet right|not answered yet)")]
    private static partial Regex Check();

    [GeneratedRegex(@"(/[^\s'""]*)?/" + ScratchFolder.Prefix + @"[^\s/'""]*/(cells/)?")]
    private static partial Regex Scratch();

    [GeneratedRegex(@"(?<=^|[\s'""(])([A-Za-z]:)?[/\\]([^\s'""/\\]+[/\\])+")]
    private static partial Regex Folder();

    [GeneratedRegex(@"^\s*got: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Got();

    [GeneratedRegex(@"^cell [0-9]+(, line [0-9]+)?(, column [0-9]+)?: ")]
    private static partial Regex Place();
}
