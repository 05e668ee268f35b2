using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>A folder with a teacher's notebook and what students have handed in, and the command that grades it.</summary>
internal sealed class GradedClass : IDisposable
{
    /// <summary>A check that needs no library.</summary>
    public const string Check = """
        static class Check
        {
            public static string Number(string exercise, double expected, double actual) =>
                double.IsNaN(actual) ? $"… {exercise}: not answered yet"
                : actual == expected ? $"✔ {exercise}: right"
                : $"✘ {exercise}: not yet right\n  got: {actual}";
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public GradedClass(params JsonObject[] cells)
    {
        TestNotebook.Write(Teacher, cells);
        Assignment = Assignment.Read(Teacher);
    }

    public Assignment Assignment { get; }

    public string Teacher => _folder["teacher/week1.ipynb"];

    public string HandedIn => _folder["handed-in"];

    public string this[string name] => _folder[name];

    public string PathOf(string student) => Path.Combine(HandedIn, student, "week1.ipynb");

    /// <summary>Hands in the notebook as it is handed out, with answers in place of what it leaves open.</summary>
    /// <param name="student">The student.</param>
    /// <param name="answers">Answers by the names that they declare; one that ends in a value is all of its cell.</param>
    /// <param name="extra">A cell before all others.</param>
    public void HandIn(
        string student,
        IReadOnlyDictionary<string, string> answers,
        string? extra = null
    ) =>
        TestNotebook.Write(
            PathOf(student),
            [
                .. extra is null ? Array.Empty<JsonObject>() : [TestNotebook.Cell(extra)],
                .. Assignment
                    .Cells.Where(cell => cell.Role != CellRole.KeptBack)
                    .Select(cell =>
                    {
                        JsonObject written = cell.IsCode
                            ? TestNotebook.Cell(
                                cell
                                    .AnswerNames.Select(name => answers.GetValueOrDefault(name))
                                    .FirstOrDefault(text => text is not null)
                                    is string answer
                                    ? CellSyntax.WithAnswer(cell.HandedOut, answer)
                                    : cell.HandedOut
                            )
                            : TeachersNotebook.Text(cell.HandedOut);
                        written["id"] = cell.Id;
                        return written;
                    }),
            ]
        );

    /// <summary>The command's words.</summary>
    public string[] Command(params string[] more) =>
        [
            "grade",
            HandedIn,
            "--against",
            Teacher,
            "--report",
            _folder["out/grades.csv"],
            "--json",
            _folder["out/grades.json"],
            "--html",
            _folder["out/grades.html"],
            .. more,
        ];

    public Task<RunnerProcess.Outcome> GradeAsync(params string[] more)
    {
        Directory.CreateDirectory(_folder["out"]);
        return RunnerProcess.RunAsync(Command(more));
    }

    /// <summary>What was found of a student.</summary>
    public JsonNode Of(string student) =>
        JsonNode.Parse(File.ReadAllText(_folder["out/grades.json"]))!["submissions"]!
            .AsArray()
            .Single(one => (string?)one!["student"] == student)!;

    /// <summary>What was found of an exercise.</summary>
    public JsonNode Of(string student, string exercise) =>
        Of(student)["exercises"]!.AsArray().Single(one => (string?)one!["exercise"] == exercise)!;

    /// <summary>The verdicts of a student in the order of the exercises.</summary>
    public string Verdicts(string student) =>
        string.Join(
            ", ",
            Of(student)["exercises"]!.AsArray().Select(one => (string?)one!["verdict"])
        );

    /// <summary>The page that is handed back to a student.</summary>
    public string Feedback(string student) =>
        File.ReadAllText(Path.Combine(_folder["out/feedback"], (string)Of(student)["feedback"]!));

    public void Dispose() => _folder.Dispose();
}
