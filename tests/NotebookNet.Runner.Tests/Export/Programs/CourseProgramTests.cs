using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Programs;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Packaging;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Export.Programs;

/// <summary>The course as programs: every chapter compiles, and what some print is what their notebooks store.</summary>
[Trait("Tier", "long")]
public sealed partial class CourseProgramTests
{
    private static readonly string s_notebooks = Path.Combine(RepositoryFiles.Root, "notebooks");

    public static TheoryData<string> Chapters =>
        [
            .. Directory
                .GetFiles(s_notebooks, "*.ipynb")
                .Select(Path.GetFileName)
                .Order()
                .OfType<string>(),
        ];

    /// <summary>An export compiles what it makes, and refuses where that fails.</summary>
    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task EveryChapterCompiles(string chapter)
    {
        using TemporaryFolder folder = new();
        string program = await ExportAsync(chapter, folder);

        Assert.DoesNotContain("\n#pragma warning disable CS0", program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("02-numerical-differentiation.ipynb")]
    [InlineData("06-optimizers.ipynb")]
    [InlineData("appendix-plotly-net.ipynb")]
    public async Task WhatAChapterPrintsIsWhatItStores(string chapter)
    {
        using TemporaryFolder folder = new();
        string program = Path.ChangeExtension(chapter, ".cs");
        File.WriteAllText(folder[program], await ExportAsync(chapter, folder));

        string[] printed = await RunAsync(folder, program);

        Assert.Equal(Stored(chapter), printed[..^1]);
        Assert.Equal(
            $"Figures and tables: {folder[Path.ChangeExtension(chapter, ".figures.html")]}",
            printed[^1]
        );
        string page = await File.ReadAllTextAsync(
            folder[Path.ChangeExtension(chapter, ".figures.html")]
        );
        Assert.Equal(Figures(chapter), Figure().Count(page));
    }

    private static async Task<string> ExportAsync(string chapter, TemporaryFolder folder)
    {
        string path = Path.Combine(s_notebooks, chapter);
        ExportSource source = new(
            NotebookDocument.Read(path),
            path,
            folder[Path.ChangeExtension(chapter, ".cs")]
        )
        {
            Warn = Assert.Fail,
        };
        return System.Text.Encoding.UTF8.GetString(
            (await new ProgramExport().ExportAsync(source, CancellationToken.None))[0]
                .Content.AsSpan()
        );
    }

    private static async Task<string[]> RunAsync(TemporaryFolder folder, string program)
    {
        ProcessStartInfo start = new("dotnet", ["run", program])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return Lines(output);
    }

    /// <summary>The lines of text that the chapter's cells have shown.</summary>
    private static string[] Stored(string chapter) => [.. Outputs(chapter).SelectMany(Printed)];

    private static int Figures(string chapter) =>
        Outputs(chapter)
            .Count(output => output["data"]?["application/vnd.plotly.v1+json"] is not null);

    private static IEnumerable<JsonNode> Outputs(string chapter) =>
        NotebookDocument
            .Read(Path.Combine(s_notebooks, chapter))
            .Cells.Where(cell => !cell.SkipsExecution)
            .SelectMany(cell => cell.Outputs)
            .OfType<JsonNode>();

    private static string[] Printed(JsonNode output)
    {
        if (output["output_type"]!.GetValue<string>() == "stream")
        {
            return Lines(NotebookDocument.JoinLines(output["text"]));
        }

        JsonNode? data = output["data"];
        return data switch
        {
            { } when data["application/vnd.plotly.v1+json"] is not null => [],
            { } when data["text/html"] is { } html => Line().Match(NotebookDocument.JoinLines(html))
                is { Success: true } line
                ? Lines(WebUtility.HtmlDecode(line.Groups["text"].Value))
                : [],
            { } => Lines(NotebookDocument.JoinLines(data["text/plain"])),
            null => [],
        };
    }

    private static string[] Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(
        @"^(<div class=""dni-plaintext""><pre>(?<text>[^<]*)</pre></div>(<style>[^<]*</style>)?|<span>(?<text>[^<]*)</span>)$"
    )]
    private static partial Regex Line();

    [GeneratedRegex("class=\"notebooknet-figure\"")]
    private static partial Regex Figure();
}
