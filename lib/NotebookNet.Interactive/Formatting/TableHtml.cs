using System.Globalization;
using System.Net;
using System.Text;

namespace NotebookNet.Interactive.Formatting;

/// <summary>A table as HTML, in the page's own colors.</summary>
internal static class TableHtml
{
    // The front ends differ in how cells are aligned where nothing is said, so each cell on the left says so.
    private const string Left = " style=\"text-align:left\"";
    private const string Start =
        "<table cellpadding=\"5\" style=\"border-collapse:collapse;text-align:right;font-variant-numeric:tabular-nums\">";

    public static string Of(TableLayout table)
    {
        StringBuilder html = new(Start);
        if (table.Title is not null)
        {
            html.Append("<caption style=\"caption-side:top;text-align:left;padding:0 5px\">")
                .Append(WebUtility.HtmlEncode(table.Title))
                .Append("</caption>");
        }
        if (table.Headings is not null)
        {
            html.Append("<thead style=\"border-bottom:1px solid\">");
            Row(html, table, table.Headings, "th");
            html.Append("</thead>");
        }
        html.Append("<tbody>");
        for (int i = 0; i < table.Rows.Count; i++)
        {
            if (i == table.RowsBeforeGap && table.RowsLeftOut > 0)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<tr><td colspan=\"{table.Columns}\" style=\"text-align:center\">{table.Gap}</td></tr>"
                );
            }
            Row(html, table, table.Rows[i], "td");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static void Row(StringBuilder html, TableLayout table, string[] cells, string tag)
    {
        html.Append("<tr>");
        for (int i = 0; i < cells.Length; i++)
        {
            html.Append($"<{tag}{(table.IsRight(i) ? "" : Left)}>")
                .Append(WebUtility.HtmlEncode(cells[i]))
                .Append($"</{tag}>");
        }
        html.Append("</tr>");
    }
}
