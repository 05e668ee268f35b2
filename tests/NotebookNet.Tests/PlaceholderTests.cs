namespace NotebookNet.Tests;

public class PlaceholderTests
{
    [Fact]
    public void Arithmetic_holds() => Assert.Equal(2, 1 + 1);
}
