using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Rules;

namespace NotebookNet.Course.Tests.RuleTests;

public sealed class PicturesHaveAltTextsTests
{
    private const string Long = "A curve that falls to 0.043 in 1000 steps and then stays.";

    [Theory]
    [InlineData(Long, Long, null)]
    [InlineData(null, null, "shows 1 pictures and has 0 texts")]
    [InlineData(Long, null, "is stored with the alternative text \"\"")]
    [InlineData(Long, "A curve.", "is stored with the alternative text \"A curve.\"")]
    [InlineData("A curve that falls.", "A curve that falls.", "has fewer than 8 words")]
    [InlineData(
        "the loss falls from 2.3 to 0.043 over 1000 steps",
        "the loss falls from 2.3 to 0.043 over 1000 steps",
        "is the figure's title again"
    )]
    public void A_figure_has_the_words_of_its_cell(string? kept, string? stored, string? expected)
    {
        string[] found = Tiny.Find(new PicturesHaveAltTexts(), Cell(kept, Figure(stored)));
        if (expected is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Several_figures_have_one_text_each_in_their_order()
    {
        string other = $"{Long} Not this one.";
        JsonArray texts = [Long, other];
        JsonObject picture = Tiny.Shown("image/png", "iVBO");
        picture["metadata"] = Metadata(other);

        Assert.Empty(Tiny.Find(new PicturesHaveAltTexts(), Cell(texts, Figure(Long), picture)));
        Assert.Equal(
            2,
            Tiny.Find(
                new PicturesHaveAltTexts(),
                Cell(texts.DeepClone(), picture, Figure(Long))
            ).Length
        );
        Assert.Contains(
            "shows 2 pictures and has 1 texts",
            Assert.Single(
                Tiny.Find(new PicturesHaveAltTexts(), Cell(Long, Figure(Long), Figure(Long)))
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("![a digit](a.png) and <img alt=\"a digit\" src='b.png'>", 0)]
    [InlineData("![](a.png)", 1)]
    [InlineData("<img src='b.png'> and <img src='b.png' alt=\"\">", 2)]
    public void An_image_of_Markdown_has_words(string source, int expected) =>
        Assert.Equal(expected, Tiny.Find(new PicturesHaveAltTexts(), Tiny.Markdown(source)).Length);

    private static JsonObject Cell(JsonNode? text, params JsonObject[] outputs)
    {
        JsonObject cell = Tiny.Code(
            "Draw()",
            [.. outputs.Select(output => (JsonObject)output.DeepClone())]
        );
        cell["metadata"]!["notebooknet"] = new JsonObject { ["alt"] = text };
        return cell;
    }

    private static JsonObject Figure(string? stored)
    {
        JsonObject figure = Tiny.Figure(
            "[]",
            """{"title":"The loss falls from 2.3 to 0.043, over 1000 steps."}"""
        );
        figure["metadata"] = stored is null ? new JsonObject() : Metadata(stored);
        return figure;
    }

    private static JsonObject Metadata(string text) =>
        new() { ["image/png"] = new JsonObject { ["alt"] = text } };
}
