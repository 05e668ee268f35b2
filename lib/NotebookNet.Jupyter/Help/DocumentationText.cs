using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace NotebookNet.Jupyter.Help;

/// <summary>What a member's XML comment says, as plain text.</summary>
internal sealed partial class DocumentationText
{
    private static readonly DocumentationText s_none = new("", new Dictionary<string, string>());

    private DocumentationText(string summary, IReadOnlyDictionary<string, string> parameters)
    {
        Summary = summary;
        Parameters = parameters;
    }

    /// <summary>What it does.</summary>
    public string Summary { get; }

    /// <summary>What its parameters are, by their names.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The comment of a symbol; empty where it has none.</summary>
    public static DocumentationText Of(ISymbol symbol, CancellationToken cancellation)
    {
        string? xml = (
            symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol
        ).OriginalDefinition.GetDocumentationCommentXml(
            CultureInfo.InvariantCulture,
            expandIncludes: false,
            cancellation
        );
        if (string.IsNullOrWhiteSpace(xml))
        {
            return s_none;
        }

        try
        {
            XElement member = XElement.Parse($"<all>{xml}</all>", LoadOptions.PreserveWhitespace);
            Dictionary<string, string> parameters = [];
            foreach (XElement parameter in member.Descendants("param"))
            {
                parameters[parameter.Attribute("name")?.Value ?? ""] = TextOf(parameter);
            }

            return new DocumentationText(
                TextOf(member.Descendants("summary").FirstOrDefault()),
                parameters
            );
        }
        catch (XmlException)
        {
            return s_none;
        }
    }

    private static string TextOf(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        StringBuilder text = new();
        Append(text, element);
        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement reference
                    when !reference.Nodes().Any()
                        && reference.Attributes().FirstOrDefault() is { } attribute:
                    text.Append(NameOf(attribute.Value));
                    break;
                case XElement inner:
                    text.Append(inner.Name.LocalName is "para" or "item" ? " " : "");
                    Append(text, inner);
                    break;
            }
        }
    }

    /// <summary>`Length` of `P:System.String.Length`.</summary>
    private static string NameOf(string reference)
    {
        string name = reference is [_, ':', ..] ? reference[2..].Split('(')[0] : reference;
        return reference is [_, ':', ..]
            ? Arity().Replace(name[(name.LastIndexOf('.') + 1)..], "")
            : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
