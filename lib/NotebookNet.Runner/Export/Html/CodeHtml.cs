using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export.Html;

/// <summary>Code as HTML: C# in the colors that its compiler's own classifier tells apart.</summary>
internal static class CodeHtml
{
    private static readonly Lazy<AdhocWorkspace> s_lazyWorkspace = new(() => new AdhocWorkspace());

    /// <summary>The element for a source.</summary>
    public static async Task<string> OfAsync(string source, string language)
    {
        string name =
            language.Length > 0 ? $" class=\"language-{OutputHtml.Encode(language)}\"" : "";
        string code = language == "csharp" ? await ColoredAsync(source) : OutputHtml.Encode(source);
        return $"<pre><code{name}>{code}</code></pre>";
    }

    private static async Task<string> ColoredAsync(string source)
    {
        SourceText text = SourceText.From(source);
        Project project = s_lazyWorkspace
            .Value.CurrentSolution.AddProject("cell", "cell", LanguageNames.CSharp)
            .WithParseOptions(
                new CSharpParseOptions(LanguageVersion.Preview, kind: SourceCodeKind.Script)
            );
        Document document = project
            .AddDocument("cell.csx", text)
            .WithSourceCodeKind(SourceCodeKind.Script);
        StringBuilder html = new(source.Length * 2);
        int position = 0;
        foreach (
            ClassifiedSpan span in (
                await Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, text.Length))
            ).OrderBy(span => span.TextSpan.Start)
        )
        {
            if (Kind(span.ClassificationType) is string kind && span.TextSpan.Start >= position)
            {
                html.Append(OutputHtml.Encode(source[position..span.TextSpan.Start]))
                    .Append("<span class=\"code-")
                    .Append(kind)
                    .Append("\">")
                    .Append(OutputHtml.Encode(source[span.TextSpan.Start..span.TextSpan.End]))
                    .Append("</span>");
                position = span.TextSpan.End;
            }
        }

        return html.Append(OutputHtml.Encode(source[position..])).ToString();
    }

    private static string? Kind(string classification) =>
        classification switch
        {
            ClassificationTypeNames.Keyword
            or ClassificationTypeNames.ControlKeyword
            or ClassificationTypeNames.PreprocessorKeyword => "keyword",
            ClassificationTypeNames.StringLiteral
            or ClassificationTypeNames.VerbatimStringLiteral
            or ClassificationTypeNames.StringEscapeCharacter => "string",
            ClassificationTypeNames.NumericLiteral => "number",
            ClassificationTypeNames.Comment or ClassificationTypeNames.ExcludedCode => "comment",
            ClassificationTypeNames.ClassName
            or ClassificationTypeNames.RecordClassName
            or ClassificationTypeNames.RecordStructName
            or ClassificationTypeNames.StructName
            or ClassificationTypeNames.InterfaceName
            or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName
            or ClassificationTypeNames.TypeParameterName => "type",
            ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName =>
                "method",
            _ when classification.StartsWith("xml doc comment", StringComparison.Ordinal) =>
                "comment",
            _ => null,
        };
}
