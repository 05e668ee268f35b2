using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Files that are no submission, or hardly one.</summary>
internal static class DamagedFiles
{
    private const int PerChapter = 5;

    private static readonly Func<Chapter, Chapter, Sample>[] s_all =
    [
        (chapter, _) => Shuffled(chapter),
        (chapter, _) => Unreadable(chapter, "broken-empty", "an empty file", _ => []),
        (chapter, _) =>
            Unreadable(
                chapter,
                "broken-truncated",
                "the first half of the file",
                whole => whole[..(whole.Length / 2)]
            ),
        (chapter, _) => Python(chapter),
        (chapter, _) => Dib(chapter),
        OfAnotherChapter,
        (chapter, _) => Huge(chapter),
        (chapter, _) =>
            Unreadable(
                chapter,
                "broken-deep",
                "100 000 brackets within each other in the metadata",
                whole =>
                    Encoding.UTF8.GetBytes(
                        Encoding
                            .UTF8.GetString(whole)
                            .Replace(
                                "\"nbformat\":",
                                $"\"deep\": {new string('[', 100_000)}{new string(']', 100_000)},\n \"nbformat\":",
                                StringComparison.Ordinal
                            )
                    )
            ),
        (chapter, _) => Attachment(chapter),
    ];

    /// <summary>Some of them, others for each chapter: each of them is in some class.</summary>
    /// <param name="chapter">The chapter.</param>
    /// <param name="another">Another one, which a student takes for it.</param>
    /// <param name="turn">Which of them come first.</param>
    public static IEnumerable<Sample> Of(Chapter chapter, Chapter another, int turn) =>
        Enumerable
            .Range(0, PerChapter)
            .Select(i => s_all[((turn * 3) + i) % s_all.Length](chapter, another));

    private static Sample Shuffled(Chapter chapter)
    {
        StudentCopy copy = new StudentCopy(chapter).AnswerRest();
        JsonArray cells = copy.Notebook["cells"]!.AsArray();
        JsonNode[] shuffled = [.. cells.Select(cell => cell!)];
        new Random(28).Shuffle(shuffled);
        cells.Clear();
        foreach (JsonNode cell in shuffled)
        {
            cells.Add(cell);
        }

        return copy.HandIn(
            SampleKind.Broken,
            "broken-shuffled",
            "all cells in another order, with their ids"
        ) with
        {
            IsHarmless = false,
        };
    }

    private static Sample Unreadable(
        Chapter chapter,
        string student,
        string what,
        Func<byte[], byte[]> damage
    ) =>
        NotGraded(
            new StudentCopy(chapter)
                .AnswerRest()
                .HandIn(
                    SampleKind.Broken,
                    student,
                    what,
                    notebook => damage(SavedBy.Json(notebook))
                ),
            trouble: true
        );

    private static Sample Python(Chapter chapter) =>
        NotGraded(
            new StudentCopy(chapter).HandIn(
                SampleKind.Broken,
                "broken-python",
                "a notebook of Python",
                _ =>
                    Encoding.UTF8.GetBytes(
                        """
                        {"cells": [{"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "outputs": [], "source": ["print('Exercise 1')"]}],
                         "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}},
                         "nbformat": 4, "nbformat_minor": 5}
                        """
                    )
            ),
            trouble: null
        );

    private static Sample Dib(Chapter chapter) =>
        NotGraded(
            new StudentCopy(chapter).HandIn(
                SampleKind.Broken,
                "broken-dib",
                "the text of a .dib file under the name of a notebook",
                _ =>
                    Encoding.UTF8.GetBytes(
                        "#!markdown\n\n## Exercises\n\n#!csharp\n\ndouble largestStep = 2 - Math.Sqrt(2);\n"
                    )
            ),
            trouble: true
        );

    private static Sample OfAnotherChapter(Chapter chapter, Chapter another)
    {
        StudentCopy copy = new(another);
        return NotGraded(
            new StudentCopy(chapter).HandIn(
                SampleKind.Broken,
                "broken-other-chapter",
                $"{another.Name}, all exercises right, under this chapter's name",
                _ => SavedBy.Json(copy.AnswerRest().Notebook)
            ),
            trouble: null
        );
    }

    private static Sample Huge(Chapter chapter)
    {
        StudentCopy copy = new StudentCopy(chapter).AnswerRest();
        string line = string.Concat(Enumerable.Repeat("all that I know of it ", 46)) + "\n";
        JsonArray lines = [.. Enumerable.Repeat(line, 30_000).Select(text => (JsonNode)text)];
        copy.Notebook["cells"]!
            .AsArray()
            .Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["cell_type"] = "markdown",
                        ["id"] = "huge",
                        ["metadata"] = new JsonObject(),
                        ["source"] = lines,
                    }
            );
        return copy.HandIn(SampleKind.Broken, "broken-huge", "30 MB of Markdown at the end");
    }

    private static Sample Attachment(Chapter chapter)
    {
        StudentCopy copy = new StudentCopy(chapter).AnswerRest();
        byte[] picture = new byte[10_000_000];
        new Random(28).NextBytes(picture);
        copy.Notebook["cells"]!
            .AsArray()
            .Insert(
                1,
                new JsonObject
                {
                    ["cell_type"] = "markdown",
                    ["id"] = "picture",
                    ["attachments"] = new JsonObject
                    {
                        ["photo.png"] = new JsonObject
                        {
                            ["image/png"] = Convert.ToBase64String(picture),
                        },
                    },
                    ["metadata"] = new JsonObject(),
                    ["source"] = new JsonArray("![my notes](attachment:photo.png)"),
                }
            );
        return copy.HandIn(SampleKind.Broken, "broken-attachment", "a picture of 10 MB attached");
    }

    /// <summary>The sample, when nothing of it counts as an answer.</summary>
    private static Sample NotGraded(Sample sample, bool? trouble) =>
        sample with
        {
            Trouble = trouble,
            IsHarmless = false,
            Exercises = sample.Exercises.Keys.ToDictionary(
                exercise => exercise,
                _ =>
                    (IReadOnlyList<Verdict>)(
                        trouble is true
                            ? [Verdict.NotAnswered, Verdict.Failed]
                            : [Verdict.NotAnswered, Verdict.Failed, Verdict.Wrong]
                    )
            ),
        };
}
