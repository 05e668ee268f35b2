using NotebookNet.Session;

namespace NotebookNet.Runner.Tests;

/// <summary>The words of the lines of magic commands.</summary>
public sealed class MagicWordsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData(" --name  a ", "--name", "a")]
    [InlineData("\"a b\" c", "\"a b\"", "c")]
    [InlineData("\"a \\\" b\" c", "\"a \\\" b\"", "c")]
    [InlineData("\"a\"b", "\"a\"", "b")]
    [InlineData("\"a b", "\"a", "b")]
    [InlineData("a\"b c\"", "a\"b", "c\"")]
    [InlineData("{\"a\": [1, 2]} b", "{\"a\": [1, 2]}", "b")]
    [InlineData("[1, {\"a\": \"} ]\"}] b", "[1, {\"a\": \"} ]\"}]", "b")]
    [InlineData("{\"a\": 1}x b", "{\"a\": 1}x", "b")]
    [InlineData("{\"a\": 1}{\"b\": 2} c", "{\"a\": 1}{\"b\": 2}", "c")]
    [InlineData("{a b", "{a", "b")]
    [InlineData("{\"a b", "{\"a", "b")]
    [InlineData("[] {}", "[]", "{}")]
    [InlineData("} {\"a\": 1}", "}", "{\"a\": 1}")]
    public void Texts_and_JSON_are_one_word(string line, params string[] words) =>
        Assert.Equal(words, MagicWords.In(line));

    [Theory]
    [InlineData("{ ")]
    [InlineData("[\" ")]
    [InlineData("{ \"")]
    [InlineData("{\"\\\" ")]
    [InlineData("{} ")]
    [InlineData("\" ")]
    [InlineData("\\\" ")]
    public void A_long_line_is_read_once(string part)
    {
        string line = string.Concat(Enumerable.Repeat(part, 100_001));

        Assert.Equal(
            line.Where(letter => !char.IsWhiteSpace(letter)),
            string.Concat(MagicWords.In(line)).Where(letter => !char.IsWhiteSpace(letter))
        );
    }
}
