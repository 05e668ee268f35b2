using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>What is said where `¦` stands.</summary>
[Collection(HelpCollection.Name)]
public sealed class InspectionTests(HelpFixture fixture)
{
    [Theory]
    [InlineData(
        "box.Op¦en(1)",
        "void Box.Open(int force, [string tool = \"hand\"])",
        "Opens the box."
    )]
    [InlineData("Bo¦x", "class Box", "A box.")]
    [InlineData("Box¦", "class Box", "A box.")]
    [InlineData("¦Box", "class Box", "A box.")]
    [InlineData("wor¦ds", "List<string> words", "Value: 1 element")]
    [InlineData("cou¦nt", "int count", "Value: 3")]
    [InlineData("grid¦", "double[,] grid", "Value: 3 × 4 elements")]
    [InlineData("replaced¦", "string replaced", "Value: \"now text\"")]
    [InlineData("displ¦ay(1)", "display(", "Shows value below the cell.")]
    [InlineData("Tw¦ice(\"\")", "string Twice(string text)", "")]
    [InlineData("words.Where(word => wo¦rd.Length > 1)", "(parameter) string word", "predicate")]
    // In a list of arguments: what is called.
    [InlineData(
        "box.Open(¦",
        "void Box.Open(int force, string tool = \"hand\")",
        "▸ force: How hard."
    )]
    [InlineData("box.Open(1, ¦", "void Box.Open(", "▸ tool: With what.")]
    [InlineData("box.Open(1, ¦)", "void Box.Open(", "▸ tool: With what.")]
    [InlineData("box.Open(tool: ¦", "void Box.Open(", "▸ tool: With what.")]
    [InlineData(
        "Math.Max(1.5, ¦",
        "double Math.Max(double val1, double val2)",
        "12 other overloads:"
    )]
    [InlineData("Math.Max(Math.Abs(¦", "Math.Abs(", "other overloads:")]
    [InlineData("Math.Max(Math.Abs(1), ¦", "Math.Max(", "other overloads:")]
    [InlineData("new List<int>(¦", "List<int>.List()", "2 other overloads:")]
    [InlineData("Box other = new(¦", "Box.Box()", "")]
    [InlineData("words[¦", "string List<string>.this[int index]", "")]
    [InlineData("words.Select(¦", "Select<string, TResult>(Func<string, TResult> selector)", "")]
    [InlineData("Func<int, int> f = x => x; f(¦", "int Func<int, int>.Invoke(int arg)", "")]
    [InlineData("words.Where(cou¦nt", "int count", "Where<string>(Func<string, bool> predicate)")]
    [InlineData("#!time\nbox.Open(¦", "void Box.Open(", "How hard.")]
    public async Task A_name_and_a_call_are_told(string marked, string told, string also)
    {
        Inspection? inspection = await fixture.InspectAsync(marked);

        Assert.NotNull(inspection);
        Assert.Contains(told, inspection.Text, StringComparison.Ordinal);
        Assert.Contains(also, inspection.Text, StringComparison.Ordinal);
        Assert.Contains(told, inspection.Markdown, StringComparison.Ordinal);
        Assert.Empty(fixture.Logged);
    }

    [Theory]
    [InlineData("¦")]
    [InlineData("   ¦   ")]
    [InlineData("missi¦ng")]
    [InlineData("// wor¦ds")]
    [InlineData("\"wor¦ds\"")]
    [InlineData("#!ti¦me")]
    [InlineData("#!html\nwor¦ds")]
    [InlineData("missing(¦")]
    [InlineData("😀¦😀")]
    public async Task Where_there_is_nothing_nothing_is_said(string marked)
    {
        Assert.Null(await fixture.InspectAsync(marked));
        Assert.Empty(fixture.Logged);
    }

    [Fact]
    public async Task Remarks_are_told_when_they_are_asked_for()
    {
        Inspection? brief = await fixture.InspectAsync("box.Op¦en(1)");
        Inspection? detailed = await fixture.InspectAsync("box.Op¦en(1)", detailLevel: 1);

        Assert.DoesNotContain("creaks", brief!.Text, StringComparison.Ordinal);
        Assert.Contains("creaks", detailed!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_body_of_a_lambda_it_is_not_the_call_around_it_that_is_told() =>
        Assert.Null(await fixture.InspectAsync("words.ForEach(word => { ¦ });"));

    [Fact]
    public async Task The_code_of_a_value_is_not_run()
    {
        Inspection? inspection = await fixture.InspectAsync("endles¦s");

        Assert.Contains("Endless endless", inspection!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Value:", inspection.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_framework_is_told_of_in_its_own_words_where_an_sdk_is_there()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.SkipUnless(
            Directory.Exists(
                Path.Combine(framework, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")
            ),
            "The SDK's folder has no reference assemblies."
        );
        Inspection? inspection = await fixture.InspectAsync("Math.Max(1, ¦");

        Assert.Contains(
            "Returns the larger of two 32-bit signed integers.",
            inspection!.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Markdown_shows_text_as_it_is()
    {
        await fixture.RunAsync(
            "/// <summary>A_b_c &lt;i&gt; *x* [y](z) $1</summary>\nvoid Marked() { }"
        );

        Inspection? inspection = await fixture.InspectAsync("Mark¦ed()");

        Assert.Contains("A_b_c <i> *x* [y](z) $1", inspection!.Text, StringComparison.Ordinal);
        Assert.Contains(
            @"A\_b\_c \<i\> \*x\* \[y\](z) \$1",
            inspection.Markdown,
            StringComparison.Ordinal
        );
    }
}
