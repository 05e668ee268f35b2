using System.Net;
using System.Text;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A small table as HTML: escaped, numbers right-aligned, in the page's own colours.</summary>
internal sealed class HtmlTable
{
    private const string Cell = "padding:2px 10px;border:none";

    private readonly StringBuilder _html = new();

    public HtmlTable(string? caption, params ReadOnlySpan<string> headings)
    {
        _html.Append("<table style=\"border-collapse:collapse;font-size:13px\">");
        if (caption is not null)
        {
            _html
                .Append("<caption style=\"caption-side:top;text-align:left;padding:2px 10px\">")
                .Append(Escape(caption))
                .Append("</caption>");
        }
        if (headings.Length > 0)
        {
            _html.Append("<thead><tr>");
            for (int i = 0; i < headings.Length; i++)
            {
                _html
                    .Append(
                        $"<th style=\"{Cell};border-bottom:1px solid #8888;text-align:{(i == 0 ? "left" : "right")}\">"
                    )
                    .Append(Escape(headings[i]))
                    .Append("</th>");
            }
            _html.Append("</tr></thead>");
        }
        _html.Append("<tbody>");
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A row whose first cell is text and whose others are numbers.</summary>
    public HtmlTable Row(params ReadOnlySpan<string> cells) => Row("", cells);

    /// <summary>A row in bold: a total, a failure.</summary>
    public HtmlTable BoldRow(params ReadOnlySpan<string> cells) => Row(";font-weight:bold", cells);

    public override string ToString() => _html + "</tbody></table>";

    private HtmlTable Row(string style, ReadOnlySpan<string> cells)
    {
        _html.Append("<tr>");
        for (int i = 0; i < cells.Length; i++)
        {
            _html
                .Append(
                    i == 0
                        ? $"<td style=\"{Cell};text-align:left{style}\">"
                        : $"<td style=\"{Cell};text-align:right;font-family:monospace{style}\">"
                )
                .Append(Escape(cells[i]))
                .Append("</td>");
        }
        _html.Append("</tr>");
        return this;
    }
}
