using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Course.Tests.Documents;

/// <summary>The commands that Markdown files give name projects and scripts that are there, and options that `notebooknet` has.</summary>
public sealed partial class CommandsTests
{
    private static readonly Command s_program = Program();

    [Fact]
    public void Commands_can_be_given()
    {
        string[] faults =
        [
            .. DocumentFile.All.SelectMany(document =>
                Lines(document.Markdown)
                    .SelectMany(Faults)
                    .Select(fault => $"{document.Name}: {fault}")
            ),
        ];
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("dotnet build lib/NotebookNet.Gone", "lib/NotebookNet.Gone is not there")]
    [InlineData("dotnet run --project lib/Gone -- run notebooks", "lib/Gone is not there")]
    [InlineData("NOTEBOOKNET_CHAPTERS=04 .ci/gone", ".ci/gone is not there")]
    [InlineData("notebooknet run notebooks --gone", "--gone")]
    [InlineData("dotnet run --project lib/NotebookNet.Runner -- gone notebooks", "gone")]
    public void Faults_are_found(string line, string expected) =>
        Assert.Contains(Faults(line), fault => fault.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("dotnet test NotebookNet.sln --settings tests/long.runsettings")]
    [InlineData("notebooknet verify notebooks --jobs 2 # two at a time")]
    [InlineData("dotnet tool restore")]
    public void Right_commands_have_none(string line) => Assert.Empty(Faults(line));

    /// <summary>The lines of all blocks of `bash`; one that ends in a backslash goes on.</summary>
    private static IEnumerable<string> Lines(MarkdownDocument document) =>
        document
            .Descendants<FencedCodeBlock>()
            .Where(block => block.Info == "bash")
            .SelectMany(block => block.Lines.ToString().Replace("\\\n", " ").Split('\n'));

    private static IEnumerable<string> Faults(string line)
    {
        line = Comment().Replace(line, "");
        foreach (Match named in Named().Matches(line))
        {
            string path = named.Groups[1].Value;
            if (!Path.Exists(Path.Combine(Model.Course.Root, path)))
            {
                yield return $"{line}: {path} is not there";
            }
        }

        if (Called().Match(line) is { Success: true } called)
        {
            string[] words = [.. CommandLineParser.SplitCommandLine(called.Groups[1].Value)];
            ParseResult parse = s_program.Parse(words);
            foreach (ParseError error in parse.Errors)
            {
                yield return $"{line}: {error.Message}";
            }

            // What is no option is taken for the name of a notebook.
            foreach (Token token in parse.Tokens)
            {
                if (token.Type == TokenType.Argument && token.Value.StartsWith('-'))
                {
                    yield return $"{line}: {token.Value} is no option";
                }
            }
        }
    }

    /// <summary>All commands that the program has.</summary>
    private static Command Program()
    {
        Command program = new("notebooknet");
        foreach (Type type in typeof(RunCommand).Assembly.GetTypes())
        {
            if (
                type.GetMethod("Create", []) is { IsStatic: false } create
                && create.ReturnType == typeof(Command)
            )
            {
                program.Add((Command)create.Invoke(Activator.CreateInstance(type), [])!);
            }
        }

        return program;
    }

    [GeneratedRegex(@"(^|\s)#.*")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"(?:(?:--project|--settings|dotnet (?:build|test|pack|restore))\s+(?!-)|(?<=^|\s)(?=\.ci/))([^\s;&|]+)"
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"(?:^notebooknet|--project lib/NotebookNet\.Runner(?: --no-build)? --) (.+)")]
    private static partial Regex Called();
}
