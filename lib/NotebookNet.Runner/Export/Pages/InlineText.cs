using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>The text of Markdown within a line, without its marks.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline inlines) =>
        string.Concat(
            inlines
                .Descendants()
                .Select(inline =>
                    inline switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        CodeInline code => code.Content,
                        MathInline math => math.Content.ToString(),
                        HtmlEntityInline entity => entity.Transcoded.ToString(),
                        AutolinkInline link => link.Url,
                        LineBreakInline => " ",
                        _ => "",
                    }
                )
        );
}
