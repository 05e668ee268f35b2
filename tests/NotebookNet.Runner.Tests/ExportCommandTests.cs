using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests;

public class ExportCommandTests
{
    [Fact]
    public async Task A_folder_becomes_pages_that_link_each_other()
    {
        using TemporaryFolder folder = new();
        Write(folder["in/one.ipynb"], "[two](sub/two%20words.ipynb#a) [data](data.csv)");
        Write(folder["in/sub/two words.ipynb"], "[one](../one.ipynb) [other](../../other.ipynb)");
        File.WriteAllText(folder["in/broken.ipynb"], "{");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "export",
            folder["in"],
            "--to",
            "markdown",
            "--output-dir",
            folder["out"]
        );

        outcome.Expect(ExitCodes.Failed);
        outcome.Says("broken.ipynb: ");
        Assert.Equal(
            "[two](sub/two%20words.md#a) [data](../in/data.csv)\n",
            File.ReadAllText(folder["out/one.md"])
        );
        Assert.Equal(
            "[one](../one.md) [other](../../other.ipynb)\n",
            File.ReadAllText(folder["out/sub/two words.md"])
        );
        Assert.False(File.Exists(folder["out/broken.md"]));
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_a_wrong_command_line()
    {
        using TemporaryFolder folder = new();
        Write(folder["one.ipynb"], "text");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "export",
            folder["one.ipynb"],
            "--to",
            "pdf",
            "--output-dir",
            folder["out"]
        );

        outcome.Expect(ExitCodes.Usage);
        outcome.Says("pdf");
        outcome.Says("markdown");
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task A_program_has_no_previews()
    {
        using TemporaryFolder folder = new();
        Write(folder["one.ipynb"], "text");

        RunnerProcess.Outcome outcome = await RunnerProcess.RunAsync(
            "export",
            folder["one.ipynb"],
            "--to",
            "cs",
            "--previews",
            "--output-dir",
            folder["out"]
        );

        outcome.Expect(ExitCodes.Usage);
        outcome.Says("--previews");
    }

    [Fact]
    public void Two_pages_of_one_name_are_refused()
    {
        using TemporaryFolder folder = new();
        UsageException exception = Assert.Throws<UsageException>(() =>
            Commands.Targets.FindPages(
                [new("a/x.ipynb", "x.ipynb"), new("b/x.ipynb", "x.ipynb")],
                folder["out"],
                ".md"
            )
        );

        Assert.Contains("a/x.ipynb and b/x.ipynb", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["out"], "");

        UsageException exception = Assert.Throws<UsageException>(() =>
            Commands.Targets.FindPages([new("x.ipynb", "x.ipynb")], folder["out"], ".md")
        );

        Assert.Contains("cannot be written", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b.ipynb", "b.md")]
    [InlineData("b.ipynb#x", "b.md#x")]
    [InlineData("./b.ipynb?x=1", "b.md?x=1")]
    [InlineData("c.ipynb", "../in/c.ipynb")]
    [InlineData("a%00b.csv", "a%00b.csv")]
    [InlineData("../data/", "../data/")]
    [InlineData("../data/ein%20Name.csv", "../data/ein%20Name.csv")]
    public void Links_lead_from_the_page(string link, string expected)
    {
        PageLinks links = new([
            ("root/in/a.ipynb", "root/out/a.md"),
            ("root/in/b.ipynb", "root/out/b.md"),
        ]);

        Assert.Equal(expected, links.Replace("root/in/a.ipynb", "root/out/a.md", link));
    }

    private static void Write(string path, string markdown)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TestNotebook.Write(path, ExportedNotebook.Markdown(markdown));
    }
}
