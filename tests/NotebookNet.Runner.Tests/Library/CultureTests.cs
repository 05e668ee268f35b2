namespace NotebookNet.Runner.Tests.Library;

public sealed class CultureTests
{
    [Fact]
    public void No_text_of_the_library_depends_on_the_readers_culture()
    {
        string[] found = [.. LibrarySources.All.SelectMany(CultureBoundText.In)];
        Assert.True(
            found.Length == 0,
            $"{found.Length} texts depend on the culture:\n{string.Join('\n', found)}"
        );
    }

    [Theory]
    [InlineData("$\"{x}\"")]
    [InlineData("$\"{x:0.0}\"")]
    [InlineData("$\"{n}, {(double?)x}\"")]
    [InlineData("\"a\" + x")]
    [InlineData("x.ToString()")]
    [InlineData("x.ToString(\"0.0\")")]
    [InlineData("string.Join(\", \", new[] { x, x })")]
    [InlineData("string.Concat(x, n)")]
    [InlineData("new System.Text.StringBuilder().Append(x).ToString()")]
    [InlineData("new System.Text.StringBuilder().Append($\"{x}\").ToString()")]
    [InlineData("FormattableString.Invariant($\"{(n > 0 ? $\"{x}\" : \"\")}\")")]
    [InlineData("$\"{(x, n)}\"")]
    [InlineData("$\"{anything}\"")]
    [InlineData("$\"{DateTime.Now}\"")]
    [InlineData("double.Parse(\"1\") > 0 ? \"\" : \"a\"")]
    [InlineData("int.Parse(\"1\") > 0 ? \"\" : \"a\"")]
    [InlineData("Convert.ToDouble(\"1\") > 0 ? \"\" : \"a\"")]
    [InlineData("\"i\".ToUpper()")]
    [InlineData("string.Join(' ', new[] { \"a\" }.OrderBy(name => name))")]
    [InlineData("throw new ArgumentException($\"got {n}\", nameof(n))")]
    [InlineData("throw new ArgumentOutOfRangeException(nameof(x), x, \"too large\")")]
    [InlineData("throw new ArgumentOutOfRangeException(nameof(n), n, \"too large\")")]
    [InlineData("\"\"; public record Point(double X)")]
    public void Text_that_depends_on_the_culture_is_found(string expression) =>
        Assert.NotEmpty(Found(expression));

    [Theory]
    [InlineData("FormattableString.Invariant($\"{x}\")")]
    [InlineData(
        "string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{x}\" + $\"{n}\")"
    )]
    [InlineData("string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{x:0.0}\")")]
    [InlineData("x.ToString(System.Globalization.CultureInfo.InvariantCulture)")]
    [InlineData("$\"{n} {new[] { n }.Length} {'c'} {DayOfWeek.Friday} {\"text\"}\"")]
    [InlineData(
        "throw new ArgumentException(FormattableString.Invariant($\"got {n}\"), nameof(n))"
    )]
    [InlineData("string.Join(' ', new[] { \"a\" }.OrderBy(name => name, StringComparer.Ordinal))")]
    [InlineData("$\"{Enum.Parse<DayOfWeek>(\"Friday\")}\"")]
    public void Text_that_is_the_same_in_all_cultures_passes(string expression) =>
        Assert.Empty(Found(expression));

    private static IEnumerable<string> Found(string expression) =>
        CultureBoundText.In(
            LibrarySources.Of(
                $"public class Sample {{ string M(double x, int n, object anything) => {expression}; }}"
            )
        );
}
