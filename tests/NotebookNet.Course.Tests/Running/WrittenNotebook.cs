using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;

namespace NotebookNet.Course.Tests.Running;

/// <summary>Notebooks that are made from a chapter, for the command `notebooknet` to run.</summary>
internal static class WrittenNotebook
{
    /// <summary>Prints which build of the library the cells had.</summary>
    public const string LibraryCell = """
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            if (assembly.GetName().Name is "NotebookNet" or "NotebookNet.Interactive")
                Console.WriteLine(assembly.GetName().Name + " " + assembly.ManifestModule.ModuleVersionId);
        """;

    /// <summary>
    /// What goes on where the chapter ends: a cell that tells the library's build, then its exercises, each scaffold with the
    /// wrong answers and the solution in it. Null where it has none.
    /// </summary>
    public static byte[]? Exercises(Chapter chapter)
    {
        IReadOnlyList<Answer> answers = Answer.Of(chapter);
        return answers.Count == 0
            ? null
            : Notebook(
                chapter,
                [
                    Cell(LibraryCell, language: null, ["raises-exception"]),
                    .. answers.Select(answer =>
                        Cell(
                            answer.Cell,
                            answer.Exercise.Scaffold!.Stored.Language,
                            ["raises-exception"]
                        )
                    ),
                ]
            );
    }

    /// <summary>
    /// The chapter with every code cell twice in a row, both with the outputs that are stored; a cell that takes minutes
    /// once. It passes `verify` where a reader may run any cell again.
    /// </summary>
    public static byte[] Doubled(Chapter chapter) =>
        Notebook(
            chapter,
            [
                .. chapter
                    .Cells.Where(cell => cell.IsCode)
                    .SelectMany(cell =>
                        Enumerable.Repeat(
                            cell,
                            cell.TakesMinutes || cell.Stored.SkipsExecution ? 1 : 2
                        )
                    )
                    .Select(cell =>
                        Cell(
                            cell.Source,
                            cell.Stored.Language,
                            cell.Stored.Tags,
                            cell.Stored.Outputs.DeepClone()
                        )
                    ),
            ]
        );

    /// <summary>
    /// A chapter's code up to its last long run, with these cells executed: what they write goes to a folder `runs` beside the
    /// notebook, so that it can be compared with what is kept. Null where there is no long run.
    /// </summary>
    public static byte[]? LongRuns(Chapter chapter)
    {
        HashSet<ChapterCell> writing =
        [
            .. Model.LongRuns.Written(chapter).Select(file => file.Cell),
        ];
        return writing.Count == 0
            ? null
            : Notebook(
                chapter,
                chapter
                    .Cells.Take(writing.Max(cell => cell.Number))
                    .Where(cell => cell.IsCode)
                    .Select(cell =>
                        writing.Contains(cell)
                            ? Cell(
                                cell.Source.Replace(
                                    Model.LongRuns.Folder,
                                    "runs/",
                                    StringComparison.Ordinal
                                ),
                                cell.Stored.Language,
                                []
                            )
                            : Cell(cell.Source, cell.Stored.Language, cell.Stored.Tags)
                    )
                    .Prepend(Cell("System.IO.Directory.CreateDirectory(\"runs\");", "csharp", []))
            );
    }

    private static byte[] Notebook(Chapter chapter, IEnumerable<JsonNode> cells) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["cells"] = new JsonArray([.. cells]),
                ["metadata"] = new JsonObject
                {
                    ["kernelspec"] = new JsonObject
                    {
                        ["display_name"] = ".NET (C#)",
                        ["language"] = "C#",
                        ["name"] = ".net-csharp",
                    },
                    ["notebooknet"] = new JsonObject
                    {
                        ["needs_packages"] = new JsonArray([
                            .. chapter.NeededPackages.Select(name => (JsonNode)name),
                        ]),
                    },
                },
                ["nbformat"] = 4,
                ["nbformat_minor"] = 5,
            }.ToJsonString()
        );

    private static JsonObject Cell(
        string source,
        string? language,
        IEnumerable<string> tags,
        JsonNode? outputs = null
    ) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject
            {
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language ?? "csharp" },
                ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]),
            },
            ["outputs"] = outputs ?? new JsonArray(),
            ["source"] = source,
        };
}
