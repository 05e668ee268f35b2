using Microsoft.DotNet.Interactive.Formatting;
using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;

namespace NotebookNet.Session;

/// <summary>The variables of the cells, as `#!who` and `#!whos` show them.</summary>
internal static class VariableTables
{
    /// <summary>Their names.</summary>
    public static string Names(IEnumerable<string> names) =>
        Html(div(names.Select(name => name + "\t ")));

    /// <summary>Their names, the types of their values, and their values.</summary>
    public static string Table(IEnumerable<(string Name, object? Value)> variables) =>
        Html(
            table(
                thead(tr(th("Variable"), th("Type"), th("Value"))),
                tbody(
                    variables.Select(variable =>
                        tr(
                            td(variable.Name),
                            td(variable.Value?.GetType()),
                            td(
                                div[@class: "dni-plaintext"]
                                    (
                                        pre(
                                            Formatter.ToDisplayString(
                                                variable.Value,
                                                PlainTextFormatter.MimeType
                                            )
                                        )
                                    )
                            )
                        )
                    )
                )
            )
        );

    private static string Html(object view) =>
        Formatter.ToDisplayString(view, HtmlFormatter.MimeType);
}
