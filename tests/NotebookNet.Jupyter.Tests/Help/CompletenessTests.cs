using NotebookNet.Jupyter.Help;

namespace NotebookNet.Jupyter.Tests.Help;

/// <summary>When a console asks for another line.</summary>
[Collection(HelpCollection.Name)]
public sealed class CompletenessTests(HelpFixture fixture)
{
    [Theory]
    [InlineData("")]
    [InlineData("1 + 1")]
    [InlineData("var x = 1;")]
    [InlineData("words")]
    [InlineData("await Task.Delay(1)")]
    [InlineData("// nothing")]
    [InlineData("int F() => 1;")]
    [InlineData("using System.IO;")]
    [InlineData("#!time")]
    [InlineData("#!time\n1 + 1")]
    [InlineData("#!html\n<p>")]
    [InlineData("#!markdown\nfor (")]
    [InlineData("#r \"nuget: Some.Library, 1.9.0\"")]
    [InlineData("#r \"nuget: Some.Library")]
    public void Complete(string code) =>
        Assert.Equal(new Completeness("complete"), fixture.Help.IsComplete(code));

    [Theory]
    [InlineData("1 +", "")]
    [InlineData("x =>", "")]
    [InlineData("foo(", "    ")]
    [InlineData("foo(1,", "    ")]
    [InlineData("var x = 1", "")]
    [InlineData("words.", "")]
    [InlineData("int F()\n{", "    ")]
    [InlineData("int F()\n{\n    if (true)\n    {", "        ")]
    [InlineData("int F()\n{\n    if (true)\n    {\n        F();\n    }", "    ")]
    [InlineData("if (true)", "    ")]
    [InlineData("if (true)\n{\n    for (;;)", "        ")]
    [InlineData("if (true) { } else", "    ")]
    [InlineData("foreach (var word in words)", "    ")]
    [InlineData("\tint F() {", "\t    ")]
    [InlineData("try { }", "")]
    [InlineData("class A {", "    ")]
    [InlineData("[Obsolete]", "")]
    [InlineData("/* open", "")]
    [InlineData("@\"open", "")]
    [InlineData("\"\"\"\nopen", "")]
    [InlineData("#if X", "")]
    [InlineData("#!time\nfoo(", "    ")]
    [InlineData("[1, 2", "    ")]
    public void Incomplete(string code, string indent) =>
        Assert.Equal(new Completeness("incomplete", indent), fixture.Help.IsComplete(code));

    [Theory]
    [InlineData("int x = ;")]
    [InlineData("foo)")]
    [InlineData("}")]
    [InlineData("\"open")]
    [InlineData("class A { int }")]
    [InlineData("F() F()")]
    [InlineData("foo(]")]
    public void Invalid(string code) =>
        Assert.Equal(new Completeness("invalid"), fixture.Help.IsComplete(code));

    [Fact]
    public void One_line_of_a_million_brackets_is_looked_at_once()
    {
        string code = "    F(" + string.Concat(Enumerable.Repeat("[1], ", 200_000));

        Assert.Equal(new Completeness("incomplete", "        "), fixture.Help.IsComplete(code));
    }
}
