using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>What is offered where `¦` stands.</summary>
[Collection(HelpCollection.Name)]
public sealed class CompletionTests(HelpFixture fixture)
{
    [Theory]
    // Members, with what may be seen of them.
    [InlineData("box.¦", "Width Name Open ToString", "secret Grow Finalize MemberwiseClone")]
    [InlineData("box?.¦", "Width", "secret")]
    [InlineData("Box.¦", "ReferenceEquals", "Width")]
    [InlineData("Console.Wri¦", "Write WriteLine", "Read")]
    [InlineData("Console.wri¦te", "WriteLine", "Read")]
    [InlineData("words[0].Le¦", "Length", "Count")]
    [InlineData("System.Te¦", "Text", "Console")]
    [InlineData("right.¦", "Length", "CompareTo¦")]
    [InlineData("DayOfWeek.F¦", "Friday", "Monday")]
    // Extension methods: the framework's, the session's, a cell's own.
    [InlineData("words.Wh¦", "Where", "Select")]
    [InlineData("count.Th¦", "Thrice", "ToString")]
    [InlineData("count.Disp¦", "Display", "ToString")]
    // The beginning of a word.
    [InlineData("¦", "words count box Thrice display Console var foreach", "secret")]
    [InlineData("wo¦", "words", "count")]
    [InlineData("Tw¦", "Twice", "Thrice")]
    [InlineData("Cult¦", "CultureInfo", "Console")]
    [InlineData("nul¦", "null", "int")]
    [InlineData("using System.Te¦", "Text", "Console")]
    [InlineData("FileStr¦", "", "FileStream")]
    // What the language has a place for.
    [InlineData("new Box { ¦ }", "Width Name", "secret Open")]
    [InlineData("new Box { Width = 1, ¦ }", "Name", "Width")]
    [InlineData("box.Open(fo¦)", "force:", "tool:")]
    [InlineData("words.Select(word => word.Le¦", "Length", "Count")]
    [InlineData("words.Select(word => wo¦", "word words", "count")]
    [InlineData("foreach (var word in wo¦", "words", "word")]
    [InlineData("foreach (var word in words) { wor¦ }", "word words", "count")]
    [InlineData("from word in words where word.Le¦", "Length", "Count")]
    [InlineData("Dictionary<string, Li¦", "List", "Dictionary")]
    [InlineData("await Task.Del¦", "Delay", "Run")]
    [InlineData("var (a, b) = (1, \"two\"); b.Le¦", "Length", "")]
    [InlineData("class Sub : Box\n{\n    protected override ¦\n}", "", "Width Console")]
    [InlineData("$\"{wo¦}\"", "words", "count")]
    [InlineData("$\"one {words[0].Le¦", "Length", "")]
    // Nothing in comments and texts.
    [InlineData("// wo¦", "", "words")]
    [InlineData("/* wo¦ */", "", "words")]
    [InlineData("/* wo¦", "", "words")]
    [InlineData("\"wo¦\"", "", "words")]
    [InlineData("\"wo¦", "", "words")]
    [InlineData("$\"wo¦\"", "", "words")]
    [InlineData("count.ToString(\"¦\")", "", "words")]
    [InlineData("\"\"\"\nwo¦\n\"\"\"", "", "words")]
    [InlineData("'w¦'", "", "words")]
    // What else the cell holds may be broken, or in another language.
    [InlineData("int broken = ;\nif (words.Wh¦\n}", "Where", "")]
    [InlineData("#!time\nwords.Wh¦", "Where", "")]
    [InlineData("#!html\n<p>wo¦", "", "words")]
    [InlineData("#!html\n<p>\n#!csharp\nwo¦", "words", "")]
    [InlineData("int a = 1;\n#!time\na.Comp¦", "CompareTo", "")]
    [InlineData("#r \"nuget: Some.Library\"\r\nwords.Wh¦", "Where", "")]
    [InlineData("var face = \"😀\"; wo¦", "words", "")]
    [InlineData("😀¦", "", "words")]
    // A cell sees what was declared last.
    [InlineData("replaced.Le¦", "Length", "CompareTo")]
    [InlineData("left.Comp¦", "CompareTo", "")]
    // Magic commands and directives.
    [InlineData("#!t¦", "#!time", "#!html")]
    [InlineData("#!¦", "#!time #!html #!csharp #!import #!lsmagic", "#r")]
    [InlineData("  #¦", "#!time #r #load #region", "words")]
    [InlineData("#!html\n#!ma¦", "#!markdown", "#!time")]
    [InlineData("#!import ot¦", "other.ipynb", "code.csx picture.png")]
    [InlineData("#!import ¦", "other.ipynb code.csx lib/", "picture.png .hidden/")]
    [InlineData("#load \"¦", "code.csx lib/", "other.ipynb")]
    [InlineData("#r \"¦", "nuget:_ lib/ ../", "code.csx .hidden/")]
    [InlineData("#r \"lib/¦", "Library.dll", "lib/")]
    [InlineData("#r \"lib/Lib¦\"", "Library.dll", "lib/")]
    [InlineData("#r \"absent/¦", "", "Library.dll")]
    [InlineData("#r \"nuget: so¦", "Some.Library", "other.library")]
    [InlineData("#r \"nuget:¦\"", "Some.Library other.library", "")]
    [InlineData("#r \"nuget: Some.Library, ¦", "2.0.0-beta.1 1.10.0 1.9.0", "3.0.0")]
    [InlineData("#r \"nuget: Some.Library, 1.1¦\"", "1.10.0", "1.9.0")]
    [InlineData("#r \"nuget: ../some.library, ¦\"", "", "1.9.0")]
    [InlineData("#!html\n#r \"¦", "", "lib/")]
    public async Task What_fits_is_offered(string marked, string offered, string not)
    {
        Completions completions = await fixture.CompleteAsync(marked);

        string[] texts = [.. completions.Matches.Select(match => match.Text)];
        Assert.Empty(Words(offered).Except(texts));
        Assert.Empty(Words(not).Intersect(texts));
        Assert.Empty(fixture.Logged);
    }

    [Theory]
    [InlineData("x = wo¦", "wo")]
    [InlineData("x = wo¦rds;", "words")]
    [InlineData("box.¦", "")]
    [InlineData("box.Op¦", "Op")]
    [InlineData("#!ti¦", "#!ti")]
    [InlineData("#r \"nuget: So¦", "So")]
    [InlineData("#r \"nuget: Some.Library, 1.¦\"", "1.")]
    [InlineData("#!import lib/L¦", "L")]
    [InlineData("var face = \"😀😀\"; wo¦", "wo")]
    public async Task A_match_replaces_the_word_that_is_being_typed(string marked, string replaced)
    {
        Completions completions = await fixture.CompleteAsync(marked);

        Assert.Equal(
            replaced,
            marked.Replace("¦", "", StringComparison.Ordinal)[completions.Start..completions.End]
        );
    }

    [Fact]
    public async Task What_is_typed_stands_at_the_beginning_of_each_match()
    {
        Completions completions = await fixture.CompleteAsync("Str¦");

        Assert.NotEmpty(completions.Matches);
        Assert.All(
            completions.Matches,
            match => Assert.StartsWith("str", match.Text, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task Variables_come_first_and_nothing_comes_twice()
    {
        Completions completions = await fixture.CompleteAsync("¦");

        Assert.Equal("field", completions.Matches[0].Type);
        Assert.True(completions.Matches.Count <= 500);
        Assert.Distinct(completions.Matches.Select(match => match.Text));
    }

    [Fact]
    public async Task The_newest_version_comes_first()
    {
        Completions completions = await fixture.CompleteAsync("#r \"nuget: Some.Library, ¦");

        Assert.Equal(
            ["2.0.0-beta.1", "1.10.0", "1.9.0"],
            completions.Matches.Select(match => match.Text)
        );
    }

    [Theory]
    [InlineData("box.Op¦", "method")]
    [InlineData("box.Wi¦", "property")]
    [InlineData("words¦", "field")]
    [InlineData("Conso¦", "class")]
    [InlineData("foreac¦", "keyword")]
    [InlineData("#!tim¦", "magic")]
    [InlineData("#r \"nuget: Some¦", "package")]
    public async Task What_a_match_is_is_said(string marked, string type) =>
        Assert.Equal(type, (await fixture.CompleteAsync(marked)).Matches[0].Type);

    [Fact]
    public async Task A_member_to_override_comes_with_its_body()
    {
        Completions completions = await fixture.CompleteAsync(
            "class Sub : Box\n{\n    protected override Gr¦\n}"
        );

        Assert.Contains(
            "base.Grow(by)",
            Assert.Single(completions.Matches).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(99, 2)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(int.MinValue, 0)]
    public async Task A_cursor_outside_of_the_cell_is_at_its_nearer_end(int cursor, int end)
    {
        Completions completions = await fixture.Help.CompleteAsync(
            "wo",
            cursor,
            TestContext.Current.CancellationToken
        );

        Assert.InRange(end, completions.Start, completions.End);
        Assert.Contains(completions.Matches, match => match.Text == "words");
    }

    [Fact]
    public async Task A_cancelled_question_is_not_answered()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            fixture.Help.CompleteAsync("wo", 2, new CancellationToken(canceled: true))
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            fixture.Help.InspectAsync("words", 2, 0, new CancellationToken(canceled: true))
        );
        Assert.Empty(fixture.Logged);
    }

    private static IEnumerable<string> Words(string list) =>
        list.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace('_', ' '));

    [Fact]
    public async Task A_line_that_nobody_types_is_answered_too()
    {
        string line = $"#r \"nuget:{new string(' ', 1_000_000)}\"x¦";

        Assert.Empty((await fixture.CompleteAsync(line)).Matches);
        Assert.Empty(fixture.Logged);
    }
}
