using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Classroom;

namespace NotebookNet.Course.Tests.ClassroomTests;

public sealed class ClassComparisonTests
{
    private const string Expected = """
        {"assignment": "02", "submissions": [
            {"student": "a", "what": "all right", "trouble": false, "flag": false, "exercises": {"Exercise 1": ["right"], "Exercise 2": ["wrong", "failed"]}},
            {"student": "b", "what": "a damaged file", "trouble": true, "flag": null, "exercises": {"Exercise 1": ["not-answered"]}},
            {"student": "c", "what": "an edited check", "trouble": null, "flag": true, "exercises": {"Exercise 1": ["wrong"]}}]}
        """;

    private const string Grades = """
        {"submissions": [
            {"student": "a", "assignment": "02", "trouble": null, "flags": [], "exercises": [{"exercise": "Exercise 1", "verdict": "right"}, {"exercise": "Exercise 2", "verdict": "failed"}]},
            {"student": "a", "assignment": "05", "trouble": null, "flags": [], "exercises": []},
            {"student": "b", "assignment": "02", "trouble": "not JSON", "flags": ["f"], "exercises": [{"exercise": "Exercise 1", "verdict": "not-answered"}]},
            {"student": "c", "assignment": "02", "trouble": null, "flags": ["the check"], "exercises": [{"exercise": "Exercise 1", "verdict": "wrong"}]}]}
        """;

    [Fact]
    public void Grades_as_expected_have_no_difference() => Assert.Empty(Differences(Grades));

    [Theory]
    [InlineData(
        "\"verdict\": \"failed\"",
        "\"verdict\": \"right\"",
        "a: Exercise 2 is right, expected wrong or failed (all right)"
    )]
    [InlineData(
        ", {\"exercise\": \"Exercise 2\", \"verdict\": \"failed\"}",
        "",
        "a: Exercise 2 has no verdict, expected wrong or failed (all right)"
    )]
    [InlineData(
        "{\"exercise\": \"Exercise 2\", \"verdict\": \"failed\"}",
        "{\"exercise\": \"Exercise 2\", \"verdict\": \"failed\"}, {\"exercise\": \"Exercise 9\", \"verdict\": \"right\"}",
        "a: Exercise 9 is graded, and the assignment has none (all right)"
    )]
    [InlineData("\"not JSON\"", "null", "b: graded, and cannot be (a damaged file)")]
    [InlineData("[\"the check\"]", "[]", "c: not flagged (an edited check)")]
    [InlineData(
        "\"flags\": [], \"exercises\": [{\"exercise\": \"Exercise 1\", \"verdict\": \"right\"}",
        "\"flags\": [\"x\", \"y\"], \"exercises\": [{\"exercise\": \"Exercise 1\", \"verdict\": \"right\"}",
        "a: flagged: x; y (all right)"
    )]
    [InlineData(
        "\"trouble\": null, \"flags\": [], \"exercises\": [{",
        "\"trouble\": \"too large\", \"flags\": [], \"exercises\": [{",
        "a: not graded: too large (all right)"
    )]
    [InlineData("\"assignment\": \"05\"", "\"assignment\": \"02\"", "a: graded twice")]
    public void A_difference_is_told(string part, string replacement, string difference)
    {
        Assert.Contains(part, Grades, StringComparison.Ordinal);
        Assert.Equal(
            [difference],
            Differences(Grades.Replace(part, replacement, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Students_are_those_who_handed_in() =>
        Assert.Equal(
            ["c: not graded (an edited check)", "d: graded, and nobody of that name handed in"],
            Differences(
                Grades.Replace("\"student\": \"c\"", "\"student\": \"d\"", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void What_is_no_grades_is_an_error() =>
        Assert.Throws<FormatException>(() => Differences("{}"));

    private static string[] Differences(string grades) =>
        [.. ClassComparison.Differences(JsonNode.Parse(Expected), JsonNode.Parse(grades))];
}
