using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>A generated class as files: the submissions as a course system lays them out, and what is expected of them.</summary>
internal static class ClassFiles
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes `submitted/STUDENT/CHAPTER.ipynb` for every student, and `expected.json`, into a folder named like the chapter.</summary>
    /// <returns>The chapter's folder.</returns>
    public static string Write(Chapter chapter, string directory)
    {
        string assignment = Path.GetFileNameWithoutExtension(chapter.Name);
        string folder = Path.Combine(directory, assignment);
        IReadOnlyList<Sample> samples = GeneratedClass.Of(chapter);
        foreach (Sample sample in samples)
        {
            string student = Path.Combine(folder, "submitted", sample.Student);
            Directory.CreateDirectory(student);
            File.WriteAllBytes(Path.Combine(student, chapter.Name), sample.File);
        }

        File.WriteAllText(
            Path.Combine(folder, "expected.json"),
            $"{Expected(assignment, samples).ToJsonString(s_indented)}\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        return folder;
    }

    /// <summary>What is expected of a class, as JSON.</summary>
    public static JsonObject Expected(string assignment, IEnumerable<Sample> samples) =>
        new()
        {
            ["assignment"] = assignment,
            ["submissions"] = new JsonArray([.. samples.Select(Expected)]),
        };

    /// <summary>The name of a verdict in JSON.</summary>
    public static string NameOf(Verdict verdict) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(verdict.ToString());

    private static JsonNode Expected(Sample sample) =>
        new JsonObject
        {
            ["student"] = sample.Student,
            ["kind"] = sample.Kind switch
            {
                SampleKind.AnotherWay => "another-way",
                SampleKind kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()),
            },
            ["what"] = sample.What,
            ["trouble"] = sample.Trouble,
            ["flag"] = sample.Flag,
            ["harmless"] = sample.IsHarmless,
            ["exercises"] = new JsonObject(
                sample.Exercises.Select(exercise =>
                    KeyValuePair.Create(
                        exercise.Key,
                        (JsonNode?)
                            new JsonArray([
                                .. exercise.Value.Select(verdict => (JsonNode)NameOf(verdict)),
                            ])
                    )
                )
            ),
        };
}
