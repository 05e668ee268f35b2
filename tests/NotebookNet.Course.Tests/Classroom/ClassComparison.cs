using System.Text.Json.Nodes;

namespace NotebookNet.Course.Tests.Classroom;

/// <summary>Grades held against what is expected of a class.</summary>
internal static class ClassComparison
{
    /// <summary>Each difference, in a line.</summary>
    /// <param name="expected">What <see cref="ClassFiles.Expected(string, IEnumerable{Sample})"/> gave.</param>
    /// <param name="grades">What `notebooknet grade` wrote with `--json`.</param>
    /// <exception cref="FormatException">One of them has not the parts that it must have.</exception>
    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? grades)
    {
        string assignment = Text(expected, "assignment");
        Dictionary<string, JsonObject> graded = [];
        foreach (JsonObject grade in Submissions(grades, "the grades"))
        {
            if (Text(grade, "assignment") != assignment)
            {
                continue;
            }

            if (!graded.TryAdd(Text(grade, "student"), grade))
            {
                yield return $"{Text(grade, "student")}: graded twice";
            }
        }

        foreach (JsonObject sample in Submissions(expected, "what is expected"))
        {
            string student = Text(sample, "student");
            if (!graded.Remove(student, out JsonObject? grade))
            {
                yield return $"{student}: not graded ({Text(sample, "what")})";
                continue;
            }

            foreach (string difference in Compare(sample, grade))
            {
                yield return $"{student}: {difference} ({Text(sample, "what")})";
            }
        }

        foreach (string student in graded.Keys)
        {
            yield return $"{student}: graded, and nobody of that name handed in";
        }
    }

    private static IEnumerable<string> Compare(JsonObject sample, JsonObject grade)
    {
        string? trouble = (string?)grade["trouble"];
        switch ((bool?)sample["trouble"])
        {
            case true when trouble is null:
                yield return "graded, and cannot be";
                break;
            case false when trouble is not null:
                yield return $"not graded: {trouble}";
                break;
        }

        string flags = string.Join(
            "; ",
            (grade["flags"] as JsonArray ?? []).Select(flag => (string?)flag)
        );
        switch ((bool?)sample["flag"])
        {
            case true when flags.Length == 0:
                yield return "not flagged";
                break;
            case false when flags.Length > 0:
                yield return $"flagged: {flags}";
                break;
        }

        Dictionary<string, string> verdicts = (grade["exercises"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .ToDictionary(one => Text(one, "exercise"), one => Text(one, "verdict"));
        foreach ((string exercise, JsonNode? allowed) in sample["exercises"]!.AsObject())
        {
            string[] names = [.. allowed!.AsArray().Select(name => (string)name!)];
            if (!verdicts.Remove(exercise, out string? verdict))
            {
                yield return $"{exercise} has no verdict, expected {string.Join(" or ", names)}";
            }
            else if (!names.Contains(verdict))
            {
                yield return $"{exercise} is {verdict}, expected {string.Join(" or ", names)}";
            }
        }

        foreach (string exercise in verdicts.Keys)
        {
            yield return $"{exercise} is graded, and the assignment has none";
        }
    }

    private static IEnumerable<JsonObject> Submissions(JsonNode? node, string what) =>
        (
            node?["submissions"] as JsonArray
            ?? throw new FormatException($"\"submissions\" is not a list in {what}.")
        ).OfType<JsonObject>();

    private static string Text(JsonNode? node, string name) =>
        node is JsonObject one
        && one[name] is JsonValue value
        && value.TryGetValue(out string? text)
            ? text
            : throw new FormatException($"\"{name}\" is not a text in {node?.ToJsonString()}.");
}
