using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Export.Pages;
using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>What a student's cell has shown, as far as it runs nothing and loads nothing: texts, and pictures that are PNG.</summary>
internal sealed class InertOutputs
{
    private const int LongestText = 8000;
    private const int MostOutputs = 50;

    private int _pictureBytesLeft = 12 << 20;

    /// <summary>The HTML of a cell's stored outputs.</summary>
    public string Of(NotebookCell cell)
    {
        StringBuilder html = new();
        foreach (JsonObject output in cell.Outputs.OfType<JsonObject>().Take(MostOutputs))
        {
            html.Append(Of(output));
        }

        return cell.Outputs.Count > MostOutputs
            ? html.Append(
                    Invariant(
                        $"<p class=\"left-out\">{cell.Outputs.Count - MostOutputs} more outputs are left out.</p>\n"
                    )
                )
                .ToString()
            : html.ToString();
    }

    private string Of(JsonObject output)
    {
        switch (TextOf(output["output_type"]))
        {
            case "stream":
                bool isError = TextOf(output["name"]) == "stderr";
                return Printed(
                    TextOf(output["text"]),
                    isError ? TextKind.StandardError : TextKind.Plain
                );
            case "error":
                return Printed(
                    $"{TextOf(output["ename"])}: {TextOf(output["evalue"])}",
                    TextKind.Error
                );
        }

        if (output["data"] is not JsonObject data)
        {
            return "";
        }

        string plain = TextOf(data["text/plain"]);
        if (
            data["image/png"] is { } stored
            && PngFile.Read(TextOf(stored).ReplaceLineEndings("")) is byte[] png
            && png.Length <= _pictureBytesLeft
        )
        {
            _pictureBytesLeft -= png.Length;
            const int LongestAlt = 500;
            return $"<div class=\"notebook-output\"><img src=\"data:image/png;base64,{Convert.ToBase64String(png)}\" alt=\"{HtmlText.Of(HtmlText.Short(plain, LongestAlt))}\"></div>\n";
        }

        return plain.Length > 0 ? Printed(plain, TextKind.Plain)
            : data.Count > 0
                ? "<p class=\"left-out\">An output is left out: it is neither text nor a PNG picture.</p>\n"
            : "";
    }

    private static string Printed(string text, TextKind kind)
    {
        string shown = PrintedText.Of(HtmlText.WithoutHalves(HtmlText.Short(text, LongestText)));
        string note =
            text.Length > LongestText
                ? Invariant(
                    $"<p class=\"left-out\">The text has {text.Length} characters; the first {LongestText} are shown.</p>\n"
                )
                : "";
        return string.IsNullOrWhiteSpace(shown)
            ? ""
            : $"{OutputHtml.Of(new TextOutput(shown, kind))}\n{note}";
    }

    private static string TextOf(JsonNode? node)
    {
        try
        {
            return NotebookDocument.JoinLines(node);
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
