using System.Text.Json.Nodes;
using NotebookNet.Runner.Previews;
using NotebookNet.Runner.Verification;

namespace NotebookNet.Runner.Tests;

public class PictureTextsTests
{
    [Fact]
    public void Each_picture_has_the_text_at_its_place_in_the_list()
    {
        JsonArray outputs =
        [
            Output("text/plain", "image/png"),
            Output("text/plain"),
            Output("application/vnd.plotly.v1+json"),
            Output("application/vnd.plotly.v1+json", "image/png"),
            Output("image/png"),
        ];
        outputs[4]!["metadata"] = null;

        PictureTexts.Add(outputs, Metadata(new JsonArray("one", "two", "three", "four", "five")));

        Assert.Equal(
            ["one", null, null, "three", "four"],
            outputs.OfType<JsonObject>().Select(PictureTexts.Stored)
        );
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"notebooknet": 3}""", 0)]
    [InlineData("""{"notebooknet": {"alt": "one"}}""", 1)]
    [InlineData("""{"notebooknet": {"alt": ["one", 2]}}""", 2)]
    public void Texts_are_read_from_whatever_metadata_there_is(string metadata, int expected) =>
        Assert.Equal(expected, PictureTexts.Of(JsonNode.Parse(metadata)!.AsObject()).Count);

    [Fact]
    public void Texts_of_pictures_are_not_compared()
    {
        JsonArray stored = [Output("text/plain", "image/png")];
        JsonArray shown = [Output("text/plain", "image/png")];
        PictureTexts.Add(stored, Metadata("A line that rises."));
        OutputComparer comparer = new(1e-9);

        Assert.NotNull(PictureTexts.Stored(stored[0]!.AsObject()));
        Assert.Empty(comparer.Compare(stored, shown));
    }

    private static JsonObject Output(params string[] mimes) =>
        new()
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject(
                mimes.Select(mime =>
                    KeyValuePair.Create(
                        mime,
                        mime.EndsWith("json", StringComparison.Ordinal)
                            ? new JsonObject { ["data"] = new JsonArray() }
                            : (JsonNode?)"x"
                    )
                )
            ),
            ["metadata"] = new JsonObject(),
        };

    private static JsonObject Metadata(JsonNode alt) =>
        new() { ["notebooknet"] = new JsonObject { ["alt"] = alt } };
}
