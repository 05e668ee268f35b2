using System.Globalization;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>A hand-out that a student works on, and the verdicts that the work must get.</summary>
internal sealed class StudentCopy
{
    private readonly Dictionary<int, JsonObject> _scaffolds = [];
    private readonly Dictionary<int, IReadOnlyList<Verdict>> _expected = [];
    private readonly HashSet<int> _touched = [];
    private int _newCells;

    /// <summary>A fresh hand-out of a chapter: nothing is answered yet.</summary>
    public StudentCopy(Chapter chapter)
    {
        Chapter = chapter;
        Notebook = HandOut.Of(chapter, _scaffolds);
        foreach (int number in _scaffolds.Keys)
        {
            _expected[number] = [Verdict.NotAnswered];
        }
    }

    /// <summary>The chapter.</summary>
    public Chapter Chapter { get; }

    /// <summary>The notebook as it stands.</summary>
    public JsonObject Notebook { get; }

    /// <summary>The numbers of the exercises that have a scaffold.</summary>
    public IReadOnlyList<int> Numbers => [.. _scaffolds.Keys.Order()];

    /// <summary>Whether the teacher must look at it.</summary>
    public bool? Flag { get; set; }

    private JsonArray Cells => Notebook["cells"]!.AsArray();

    /// <summary>The exercise of a number.</summary>
    public Exercise Exercise(int number) =>
        Chapter.Exercises.Single(exercise => exercise.Number == number);

    /// <summary>The chapter's own solution.</summary>
    public string Solution(int number) => Exercise(number).SolutionCode.First();

    /// <summary>Puts an answer into the scaffold.</summary>
    public StudentCopy Answer(int number, string code, params Verdict[] allowed) =>
        Write(
            number,
            CellSyntax.WithAnswer(Exercise(number).Scaffold!.Source, Lines(code)),
            allowed
        );

    /// <summary>Answers what the student has not touched yet: with what is given for an exercise, otherwise with the chapter's own solution.</summary>
    public StudentCopy AnswerRest(Func<Exercise, string?>? given = null)
    {
        foreach (int number in Numbers.Where(number => !_touched.Contains(number)))
        {
            Answer(number, given?.Invoke(Exercise(number)) ?? Solution(number), Verdict.Right);
        }

        return this;
    }

    /// <summary>Replaces the whole cell of an exercise.</summary>
    public StudentCopy Write(int number, string source, params Verdict[] allowed)
    {
        SetSource(_scaffolds[number], source);
        _expected[number] = allowed;
        _touched.Add(number);
        return this;
    }

    /// <summary>What the cell of an exercise says now.</summary>
    public string Source(int number) => SourceOf(_scaffolds[number]);

    /// <summary>Puts a new code cell before the cell of an exercise.</summary>
    public StudentCopy Above(int number, string source) => Insert(number, source, 0);

    /// <summary>Puts a new code cell after the cell of an exercise.</summary>
    public StudentCopy Below(int number, string source) => Insert(number, source, 1);

    /// <summary>Removes the cell of an exercise.</summary>
    public StudentCopy Delete(int number)
    {
        Cells.Remove(_scaffolds[number]);
        _expected[number] = [Verdict.NotAnswered];
        _touched.Add(number);
        return this;
    }

    /// <summary>The first cell of the chapter that contains a text.</summary>
    public JsonObject Given(string text) =>
        Cells
            .OfType<JsonObject>()
            .First(cell =>
                HandOut.IsCode(cell) && SourceOf(cell).Contains(text, StringComparison.Ordinal)
            );

    /// <summary>Changes a text in the first cell of the chapter that contains it.</summary>
    public StudentCopy EditGiven(string text, string replacement)
    {
        JsonObject cell = Given(text);
        SetSource(cell, SourceOf(cell).Replace(text, Lines(replacement), StringComparison.Ordinal));
        return this;
    }

    /// <summary>Removes the first cell of the chapter that contains a text.</summary>
    public StudentCopy DeleteGiven(string text)
    {
        Cells.Remove(Given(text));
        return this;
    }

    /// <summary>The submission, saved by a program; as Python's `json` writes a notebook where none is named.</summary>
    public Sample HandIn(
        SampleKind kind,
        string student,
        string what,
        Func<JsonObject, byte[]>? save = null
    ) =>
        new(
            student,
            kind,
            what,
            (save ?? SavedBy.Json)(Notebook),
            _expected.ToDictionary(
                pair => string.Create(CultureInfo.InvariantCulture, $"Exercise {pair.Key}"),
                pair => pair.Value
            )
        )
        {
            Flag = Flag,
        };

    /// <summary>The text of a cell.</summary>
    public static string SourceOf(JsonObject cell) =>
        string.Concat(cell["source"]!.AsArray().Select(line => (string?)line));

    private StudentCopy Insert(int number, string source, int offset)
    {
        JsonObject cell = new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"student-{++_newCells}"),
            ["metadata"] = new JsonObject
            {
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
            },
            ["outputs"] = new JsonArray(),
            ["source"] = new JsonArray(),
        };
        SetSource(cell, source);
        Cells.Insert(Cells.IndexOf(_scaffolds[number]) + offset, cell);
        return this;
    }

    private static void SetSource(JsonObject cell, string source)
    {
        string[] lines = Lines(source).Split('\n');
        cell["source"] = new JsonArray([
            .. lines.Select((line, i) => (JsonNode)(i + 1 < lines.Length ? $"{line}\n" : line)),
        ]);
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
