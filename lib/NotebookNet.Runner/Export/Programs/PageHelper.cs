namespace NotebookNet.Runner.Export.Programs;

/// <summary>The class at a program's end that writes the page of what the program shows; there only where something is shown that a console cannot show.</summary>
internal sealed class PageHelper(ProgramNames names)
{
    /// <summary>The function that reads the plotly.js which Plotly.NET brings.</summary>
    private const string PlotlyScript = """
            static string PlotlyScript()
            {
                var library = typeof(Plotly.NET.GenericChart).Assembly;
                string name = library.GetManifestResourceNames().First(name => name.EndsWith(".min.js"));
                using var script = new System.IO.StreamReader(library.GetManifestResourceStream(name));
                return script.ReadToEnd();
            }


        """;

    private string? _class;
    private string? _show;

    /// <summary>Whether the program has the class.</summary>
    public bool IsNeeded => _class is not null;

    /// <summary>Whether something is shown as a table.</summary>
    public bool NeedsTables { get; set; }

    /// <summary>Whether figures of the course's library may be shown: plotly.js comes from there.</summary>
    public bool HasFigures { get; set; }

    /// <summary>Whether charts of Plotly.NET may be shown, and the course's library is not there to show them.</summary>
    public bool HasCharts { get; set; }

    /// <summary>The class's name.</summary>
    public string Class => _class ??= names.Own("Page");

    /// <summary>What prints a line.</summary>
    public const string Print = "Console.WriteLine";

    /// <summary>What shows a value.</summary>
    public string Show()
    {
        _ = Class;
        return _show ??= names.Own("Show");
    }

    /// <summary>What makes HTML of a text.</summary>
    public string Html() => $"{Class}.Html";

    /// <summary>What puts rules onto the page.</summary>
    public string Css() => $"{Class}.Css";

    /// <summary>What puts a script onto the page.</summary>
    public string Script() => $"{Class}.Script";

    /// <summary>The statement that ends the program.</summary>
    public string Save => $"{Class}.Save();";

    /// <summary>The class.</summary>
    public string Text()
    {
        string script =
            HasFigures ? "\n            NotebookNet.Interactive.Notebook.PageScript(),"
            : HasCharts ? "\n            $\"<script>{PlotlyScript()}</script>\","
            : "";
        string reading = HasCharts ? PlotlyScript : "";
        string chart = HasCharts
            ? "\n                : value is Plotly.NET.GenericChart chart ? Plotly.NET.GenericChart.toChartHTML(chart)"
            : "";
        return $$"""
            /// <summary>What the program shows: a line of text on the console, all else on a page beside the program.</summary>
            static class {{Class}}
            {
                static readonly List<string> pieces = [];

                static readonly string file = System.IO.Path.ChangeExtension(
                    (string)AppContext.GetData("EntryPointFilePath") ?? Environment.ProcessPath, ".figures.html");

                static {{Class}}() => AppDomain.CurrentDomain.UnhandledException += (_, _) => Save();

                public static Shown {{Show()}}(object value, params string[] mimeTypes)
                {
                    pieces.Add("");
                    var shown = new Shown(pieces.Count - 1, mimeTypes);
                    shown.Update(value);
                    return shown;
                }

                public static Microsoft.AspNetCore.Html.IHtmlContent Html(string html) => new Microsoft.AspNetCore.Html.HtmlString(html);

                public static void Css(string rules) => pieces.Add($"<style>{rules}</style>");

                public static void Script(string script) => pieces.Add($"<script>{script}</script>");

                public static void Save()
                {
                    System.IO.File.WriteAllLines(file, [
                        "<!DOCTYPE html>", "<html lang=\"en\">", "<meta charset=\"utf-8\">",
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                        $"<title>{System.IO.Path.GetFileNameWithoutExtension(file)}</title>",
                        "<style>body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; }</style>",
                        "<style>section { margin: 2rem 0; overflow-x: auto; }</style>",{{script}}
                        .. pieces.Where(piece => piece != "").Select(piece => $"<section>{piece}</section>"),
                        "</html>"]);
                    Console.WriteLine($"Figures and tables: {file}");
                }

            {{reading}}    public sealed class Shown(int place, string[] mimeTypes)
                {
                    public void Update(object value)
                    {
                        string mimeType = mimeTypes.FirstOrDefault()
                            ?? Microsoft.DotNet.Interactive.Formatting.Formatter.GetPreferredMimeTypesFor(value?.GetType()).First();
                        string text = value is string same && mimeType != "text/html" ? same{{chart}}
                            : Microsoft.DotNet.Interactive.Formatting.Formatter.ToDisplayString(value, mimeType);
                        var line = System.Text.RegularExpressions.Regex.Match(
                            text, "^(<div class=\"dni-plaintext\"><pre>([^<]*)</pre></div>(<style>[^<]*</style>)?|<span>([^<]*)</span>)$");
                        if (mimeType == "text/plain" || line.Success)
                        {
                            Console.WriteLine(line.Success ? System.Net.WebUtility.HtmlDecode(line.Groups[2].Value + line.Groups[4].Value) : text);
                        }
                        else
                        {
                            pieces[place] = mimeType is "text/html" or "image/svg+xml" ? text : $"<pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>";
                        }
                    }
                }
            }
            """;
    }
}
