using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;

namespace NotebookNet.Session;

/// <summary>What runs the cells, and in which versions: `#!about`.</summary>
internal static class AboutThis
{
    public static string Html =>
        Formatter.ToDisplayString(
            table(
                tbody(
                    Row("NotebookNet", VersionOf(typeof(AboutThis))),
                    Row("Formatting", VersionOf(typeof(Formatter))),
                    Row(".NET", Environment.Version.ToString())
                )
            ),
            HtmlFormatter.MimeType
        );

    private static object Row(string what, string version) => tr(td(b(what)), td(version));

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version?.ToString()
        ?? "";
}
