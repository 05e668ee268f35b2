using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Tests.Protocol;

public class CodePointsTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("abc", 0, 0)]
    [InlineData("abc", 2, 2)]
    [InlineData("abc", 3, 3)]
    [InlineData("äö", 1, 1)]
    [InlineData("😀b", 1, 2)]
    [InlineData("😀b", 2, 3)]
    [InlineData("a😀😀b", 3, 5)]
    [InlineData("e\u0301x", 2, 2)]
    public void Positions_are_converted_both_ways(string text, int position, int index)
    {
        Assert.Equal(index, CodePoints.ToIndex(text, position));
        Assert.Equal(position, CodePoints.FromIndex(text, index));
    }

    [Theory]
    [InlineData("abc", -1, 0)]
    [InlineData("abc", 4, 3)]
    [InlineData("😀", int.MaxValue, 2)]
    [InlineData("", 1, 0)]
    public void A_position_outside_is_the_nearer_end(string text, int position, int index) =>
        Assert.Equal(index, CodePoints.ToIndex(text, position));

    [Fact]
    public void A_position_between_two_halves_lies_before_them() =>
        Assert.Equal(1, CodePoints.FromIndex("a😀", 2));

    [Fact]
    public void An_index_beyond_the_end_is_the_end() =>
        Assert.Equal(2, CodePoints.FromIndex("a😀", 9));

    [Fact]
    public void Half_a_character_counts_as_one()
    {
        const string Text = "\ud83d\ud83d\ude00";
        Assert.Equal(3, CodePoints.ToIndex(Text, 2));
        Assert.Equal(2, CodePoints.FromIndex(Text, 3));
    }
}
