using System.Text;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Html;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>A page of a report: one file that loads nothing and runs nothing.</summary>
internal static class ReportHtml
{
    /// <summary>What the browser holds a page to, should anything of a student have come through.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The bytes of the file.</summary>
    /// <param name="title">The title, as text.</param>
    /// <param name="kind">A class for the page.</param>
    /// <param name="body">The HTML of the page.</param>
    public static byte[] Page(string title, string kind, string body)
    {
        string katex = body.Contains("class=\"katex\"", StringComparison.Ordinal)
            ? $"<style>{KatexStyle.For(body)}</style>\n"
            : "";
        return Encoding.UTF8.GetBytes(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlText.Of(title)}</title>
            <style>
            {PageAssets.Style()}</style>
            <style>
            {EmbeddedFile.Text("code.css")}</style>
            <style>
            {EmbeddedFile.Text("grades.css")}</style>
            {katex}</head>
            <body class="notebook-page {kind}">
            <main>
            {body}</main>
            </body>
            </html>

            """
        );
    }
}
