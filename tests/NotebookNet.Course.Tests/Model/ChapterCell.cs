using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using NotebookNet.Runner.Classroom.Structure;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;

namespace NotebookNet.Course.Tests.Model;

/// <summary>A cell of a chapter, read: its Markdown as a tree, its outputs as texts and figures.</summary>
internal sealed partial class ChapterCell
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Reads a cell.</summary>
    public ChapterCell(ProseCell prose) => Prose = prose;

    /// <summary>Markdown as a tree.</summary>
    public static MarkdownDocument Read(string markdown) => ProseCell.Read(markdown);

    /// <summary>The cell's prose and what stands around it.</summary>
    public ProseCell Prose { get; }

    public NotebookCell Stored => Prose.Stored;

    /// <summary>The number of the cell among all cells of the file, from 1.</summary>
    public int Number => Stored.Index + 1;

    public bool IsCode => Stored.IsCode;

    public string Source => Stored.Source;

    public string[] Lines => Source.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The Markdown as a tree; empty for code.</summary>
    public MarkdownDocument Markdown => Prose.Markdown;

    /// <summary>The prose, block by block; none for code.</summary>
    public IReadOnlyList<ProseBlock> Blocks => Prose.Blocks;

    /// <summary>The course's own metadata.</summary>
    public JsonObject Settings => Stored.Metadata["notebooknet"] as JsonObject ?? [];

    /// <summary>The cell carries the tag `long-running`: it runs once where it must, and for the exercises not at all.</summary>
    public bool TakesMinutes => Stored.Tags.Contains("long-running");

    /// <summary>The first words.</summary>
    public string Opening
    {
        get
        {
            string line = Lines.FirstOrDefault(line => line.Trim().Length > 1)?.Trim() ?? "";
            return line.Length <= 40 ? line : $"{line[..40]}…";
        }
    }

    /// <summary>The stored outputs that show a picture or a figure.</summary>
    public IEnumerable<JsonObject> Pictures => PictureTexts.Pictures(Stored.Outputs);

    /// <summary>What the cell's metadata says for who cannot see its pictures, one text for each.</summary>
    public IReadOnlyList<string> AltTexts => PictureTexts.Of(Stored.Metadata);

    /// <summary>The plotly figures that the cell shows.</summary>
    public IEnumerable<JsonObject> Figures =>
        Bundles(Stored.Outputs).Select(data => data[Plotly]).OfType<JsonObject>();

    /// <summary>What the stored outputs say in words.</summary>
    public IEnumerable<string> Texts => TextsOf(Stored.Outputs);

    /// <summary>What outputs say in words: printed text, plain text, HTML without its tags. A figure says nothing here.</summary>
    public static IEnumerable<string> TextsOf(JsonArray outputs)
    {
        foreach (JsonObject output in outputs.OfType<JsonObject>())
        {
            switch ((string?)output["output_type"])
            {
                case "stream":
                    yield return NotebookDocument.JoinLines(output["text"]);
                    break;
                case "error":
                    yield return $"{output["ename"]}: {output["evalue"]}";
                    break;
                case not null when output["data"] is JsonObject data && !data.ContainsKey(Plotly):
                    yield return NotebookDocument.JoinLines(data["text/plain"]);
                    yield return WithoutTags(NotebookDocument.JoinLines(data["text/html"]));
                    break;
            }
        }
    }

    /// <summary>The marks of the checks that outputs show: `✔`, `✘` or `…`.</summary>
    public static IReadOnlyList<char> ChecksOf(JsonArray outputs) =>
        [
            .. Bundles(outputs)
                .Select(data => NotebookDocument.JoinLines(data["text/plain"]))
                .Where(text => CheckLine().IsMatch(text))
                .Select(text => text[0]),
        ];

    /// <summary>Whether outputs show a check, and none that is answered.</summary>
    public static bool IsOpen(JsonArray outputs) =>
        ChecksOf(outputs) is { Count: > 0 } marks && marks.All(mark => mark == '…');

    /// <summary>HTML as a reader sees it: without scripts, styles and tags.</summary>
    public static string WithoutTags(string html) => ProseCell.WithoutTags(html);

    private static IEnumerable<JsonObject> Bundles(JsonArray outputs) =>
        outputs.OfType<JsonObject>().Select(output => output["data"]).OfType<JsonObject>();

    [GeneratedRegex("^[✔✘…] .*: (right|not yet right|not answered yet)")]
    private static partial Regex CheckLine();
}
