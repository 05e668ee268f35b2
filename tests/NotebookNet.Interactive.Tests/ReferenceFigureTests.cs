using System.Text.Json.Nodes;

namespace NotebookNet.Interactive.Tests;

/// <summary>
/// The figures in reference/figures.json were drawn by this library's earlier model of a figure, of JSON alone: a chart of Plotly.NET is
/// the same figure. The template, which all have in common, is left out.
/// </summary>
public sealed class ReferenceFigureTests
{
    private static readonly JsonObject s_reference = JsonNode
        .Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "figures.json"))
        )!
        .AsObject();

    public static TheoryData<string> Names =>
        [.. ReferenceFigures.All.Keys.Union(s_reference.Select(figure => figure.Key))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_what_it_was_before_it_was_a_chart(string name)
    {
        JsonObject figure = ReferenceFigures.All[name]().ToJson();
        figure["layout"]!.AsObject().Remove("template");
        // Parsed again: numbers are compared by value, whatever type they had.
        JsonNode drawn = JsonNode.Parse(figure.ToJsonString())!;
        Assert.Empty(Differences(s_reference[name], drawn, name));
    }

    [Theory]
    [InlineData(
        """{"a": [1, {"b": "c"}], "d": null}""",
        """{"d": null, "a": [1.0, {"b": "c"}]}""",
        ""
    )]
    [InlineData("""{"a": [1, {"b": "c"}]}""", """{"a": [1, {"b": "d"}]}""", "f.a[1].b")]
    [InlineData("""{"a": [1, 2]}""", """{"a": [1]}""", "f.a")]
    [InlineData("""{"a": null}""", "{}", "f.a")]
    [InlineData("{}", """{"a": 1}""", "f.a")]
    [InlineData("""{"a": 1}""", """{"a": "1"}""", "f.a")]
    public void A_difference_is_found_where_it_is(string expected, string actual, string place)
    {
        string[] found = [.. Differences(JsonNode.Parse(expected), JsonNode.Parse(actual), "f")];
        Assert.Equal(place, string.Join(' ', found.Select(one => one.Split(' ')[0])));
    }

    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string at)
    {
        switch (expected, actual)
        {
            case (JsonObject one, JsonObject other):
                return one.Select(member => member.Key)
                    .Union(other.Select(member => member.Key))
                    .SelectMany(key =>
                        one.ContainsKey(key) && other.ContainsKey(key)
                            ? Differences(one[key], other[key], $"{at}.{key}")
                            : [$"{at}.{key} {(one.ContainsKey(key) ? "is missing" : "is new")}"]
                    );
            case (JsonArray one, JsonArray other) when one.Count == other.Count:
                return one.SelectMany((item, i) => Differences(item, other[i], $"{at}[{i}]"));
            default:
                return JsonNode.DeepEquals(expected, actual)
                    ? []
                    :
                    [
                        $"{at} was {expected?.ToJsonString() ?? "null"}, is {actual?.ToJsonString() ?? "null"}",
                    ];
        }
    }
}
