using System.Xml.Linq;

namespace NotebookNet.Interactive.Tests;

/// <summary>HTML read as XML, which is stricter: every element is closed, every &lt; and &amp; escaped.</summary>
internal static class Xml
{
    public static XElement Parse(string html) =>
        XElement.Parse($"<page>{html}</page>", LoadOptions.PreserveWhitespace);
}
