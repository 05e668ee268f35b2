using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Previews;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Reads what cells have shown: of each output the richest form that a page can show.</summary>
/// <param name="name">The name of the page.</param>
/// <param name="warn">Receives what cannot be shown.</param>
internal sealed class OutputReader(string name, Action<string> warn)
{
    private const string Png = "image/png";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private int _figures;
    private int _pictures;

    /// <summary>The parts that a cell's outputs make.</summary>
    public IEnumerable<PagePart> Read(NotebookCell cell)
    {
        IReadOnlyList<string> alts = PictureTexts.Of(cell.Metadata);
        List<JsonObject> pictures = [.. PictureTexts.Pictures(cell.Outputs)];
        (string Name, string Text)? printed = null;
        foreach (JsonObject output in cell.Outputs.OfType<JsonObject>())
        {
            string type = TextOf(output["output_type"]);
            if (type == "stream")
            {
                string stream = TextOf(output["name"]);
                string text = TextOf(output["text"]);
                if (printed is { } before && before.Name != stream)
                {
                    yield return Printed(before);
                    printed = null;
                }

                printed = (stream, printed?.Text + text);
                continue;
            }

            if (printed is { } ended)
            {
                yield return Printed(ended);
                printed = null;
            }

            int index = pictures.IndexOf(output);
            string? alt =
                PictureTexts.Stored(output)
                ?? (index >= 0 && index < alts.Count ? alts[index] : null);
            PagePart? part = type == "error" ? Error(output) : Shown(output, alt, cell.Index + 1);
            if (part is not null)
            {
                yield return part;
            }
        }

        if (printed is { } last)
        {
            yield return Printed(last);
        }
    }

    private static TextOutput Printed((string Name, string Text) stream) =>
        new(
            PrintedText.Of(stream.Text),
            stream.Name == "stderr" ? TextKind.StandardError : TextKind.Plain
        );

    private static TextOutput Error(JsonObject output)
    {
        string trace = string.Join(
            '\n',
            (output["traceback"] as JsonArray ?? []).Select(line => TextOf(line))
        );
        return new TextOutput(
            PrintedText.Of(
                trace.Length > 0 ? trace : $"{TextOf(output["ename"])}: {TextOf(output["evalue"])}"
            ),
            TextKind.Error
        );
    }

    private PagePart? Shown(JsonObject output, string? alt, int cell)
    {
        if (output["data"] is not JsonObject data)
        {
            return null;
        }

        JsonObject? metadata = output["metadata"] as JsonObject;
        string? html = data["text/html"] is { } stored ? TextOf(stored) : null;
        if (html is not null && PlotlyLoader.IsLoader(html))
        {
            return null;
        }

        JsonObject? figure =
            data[MimeBundles.PlotlyMimeType] as JsonObject
            ?? (html is null ? null : FigureHtml.Read(html));
        string plain = PrintedText.Of(TextOf(data["text/plain"]));
        if (figure is not null)
        {
            return new PageFigure(figure, ++_figures, cell, alt ?? plain)
            {
                Light = data.ContainsKey(Png) ? Read(Png, data[Png], metadata?[Png], cell) : null,
            };
        }

        if (html is not null)
        {
            return new HtmlOutput(BalancedHtml.Of(html));
        }

        if (data["text/markdown"] is { } markdown)
        {
            return new MarkdownOutput(TextOf(markdown), cell);
        }

        foreach (
            (string mime, JsonNode? content) in data.OrderBy(one => one.Key != "image/svg+xml")
        )
        {
            if (
                Picture.Knows(mime) && Read(mime, content, metadata?[mime], cell) is Picture picture
            )
            {
                string file = Invariant(
                    $"{NotebookPage.FolderOf(name)}/picture-{++_pictures}{picture.Extension}"
                );
                return new PictureOutput(picture, file, alt ?? plain);
            }
        }

        return data["text/latex"] is { } latex ? new MarkdownOutput(Equation(TextOf(latex)), cell)
            : data["application/json"] is { } json
                ? new TextOutput(json.ToJsonString(s_indented), TextKind.Plain)
            : data.ContainsKey("text/plain") ? new TextOutput(plain, TextKind.Plain)
            : data.FirstOrDefault(one => one.Key.StartsWith("text/", StringComparison.Ordinal))
                is { Value: { } other }
                ? new TextOutput(PrintedText.Of(TextOf(other)), TextKind.Plain)
            : Unknown(data, cell);
    }

    private TextOutput? Unknown(JsonObject data, int cell)
    {
        if (data.Count > 0)
        {
            warn(
                $"cell {cell}: an output is left out; it is stored only as {string.Join(", ", data.Select(one => one.Key))}."
            );
        }

        return null;
    }

    private Picture? Read(string mime, JsonNode? stored, JsonNode? metadata, int cell)
    {
        try
        {
            return Picture.Read(mime, stored, metadata);
        }
        catch (FormatException exception)
        {
            warn($"cell {cell}: a picture ({mime}) cannot be read: {exception.Message}");
            return null;
        }
    }

    /// <summary>LaTeX as Markdown sets it apart: an environment stands without dollars.</summary>
    private static string Equation(string latex)
    {
        string text = latex.Trim();
        return text.Contains('$') ? text : $"$$\n{text}\n$$";
    }

    /// <summary>A text, or its lines; what is neither, as JSON.</summary>
    private static string TextOf(JsonNode? node)
    {
        try
        {
            return NotebookDocument.JoinLines(node);
        }
        catch (FormatException)
        {
            return node!.ToJsonString();
        }
    }
}
