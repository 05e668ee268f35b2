using NotebookNet.Site;
using NotebookNet.Site.Api;

namespace NotebookNet.Course.Tests.SiteTests;

/// <summary>Which types of the library a chapter uses.</summary>
public sealed class ApiUseTests
{
    private const string Usings = "using NotebookNet; using NotebookNet.Interactive;";

    [Theory]
    [InlineData("var rule = new Adam(0.01);", "NotebookNet.Adam")]
    [InlineData("Adam rule = new(0.01);", "NotebookNet.Adam")]
    [InlineData("var data = Mnist.Load();", "NotebookNet.Mnist")]
    [InlineData("Plot.Lines([1.0], [2.0])", "NotebookNet.Interactive.Plot")]
    [InlineData("List<EpochReport> reports = [];", "NotebookNet.EpochReport")]
    public void What_the_code_names_or_calls_is_used(string code, string type) =>
        Assert.Contains(type, ApiUse.TypesOf([Usings, code]));

    [Theory]
    [InlineData("// Adam")]
    [InlineData("string name = \"Adam\"; int adam = 0;")]
    [InlineData("class Adam(double rate) { } var rule = new Adam(0.1);")]
    [InlineData("var x = new { Adam = 1 };")]
    public void What_only_looks_like_a_name_is_not(string code) =>
        Assert.DoesNotContain("NotebookNet.Adam", ApiUse.TypesOf([Usings, code]));

    [Fact]
    public void A_later_cell_knows_what_an_earlier_one_declared()
    {
        IReadOnlySet<string> types = ApiUse.TypesOf([
            "#r \"x.dll\"\n" + Usings,
            "Optimizer Chosen() => new SGD(0.1);\nChosen()",
            "var rule = Chosen();",
        ]);

        Assert.Contains("NotebookNet.SGD", types);
        Assert.Contains("NotebookNet.Optimizer", types);
    }

    [Fact]
    public void Chapters_are_listed_in_their_order_and_with_their_own_types()
    {
        Chapter[] chapters =
        [
            .. Chapter
                .All(new Repository(Model.Course.Root, Address: null))
                .Where(chapter => chapter.Number is "05b" or "06"),
        ];

        IReadOnlyDictionary<string, List<Chapter>> uses = ApiPages.Uses(chapters);

        Assert.Equal(["06"], uses["NotebookNet.Momentum"].Select(chapter => chapter.Number));
        Assert.Equal(["05b"], uses["NotebookNet.Value"].Select(chapter => chapter.Number));
        Assert.Equal(
            ["05b", "06"],
            uses["NotebookNet.Interactive.Plot"].Select(chapter => chapter.Number)
        );
    }
}
