using System.Net;
using System.Text.RegularExpressions;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export.Html;

/// <summary>Writes the Markdown of a page's cells as HTML.</summary>
/// <param name="inline">The address that holds a picture itself, or the address as it was.</param>
/// <param name="warn">Receives what cannot be shown.</param>
internal sealed partial class ProseHtml(Func<string, string> inline, Action<string> warn)
{
    private readonly HeadingIds _ids = new();

    /// <summary>The headings so far, in order.</summary>
    public List<(int Level, string Id, string Text)> Headings { get; } = [];

    /// <summary>The HTML of a text.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="cell">The number of its cell.</param>
    public async Task<string> OfAsync(string markdown, int cell)
    {
        MarkdownDocument document = CellMarkdown.Parse(markdown);
        Dictionary<CodeBlock, string> codes = [];
        foreach (MarkdownObject part in document.Descendants().ToList())
        {
            switch (part)
            {
                case HeadingBlock { Inline: { } words } heading:
                    string text = InlineText.Of(words).Trim();
                    string id = _ids.Next(text);
                    heading.GetAttributes().Id = id;
                    Headings.Add((heading.Level, id, text));
                    break;
                case LinkInline { IsImage: true, Url: { } url } picture:
                    picture.Url = inline(url);
                    picture.GetAttributes().AddProperty("loading", "lazy");
                    break;
                case HtmlInline tag:
                    tag.Tag = WithPictures(tag.Tag);
                    break;
                case HtmlBlock block:
                    block.Lines = new Markdig.Helpers.StringLineGroup(
                        WithPictures(block.Lines.ToString())
                    );
                    break;
                case FencedCodeBlock { Info: { } info } fence
                and not Markdig.Extensions.Mathematics.MathBlock:
                    codes[fence] = await CodeHtml.OfAsync(
                        fence.Lines.ToString(),
                        FenceLanguage.Named(info)
                    );
                    break;
            }
        }

        await using StringWriter writer = new() { NewLine = "\n" };
        HtmlRenderer renderer = new(writer);
        CellMarkdown.Pipeline.Setup(renderer);
        new MathHtml(warning => warn(Invariant($"cell {cell}: {warning}"))).AddTo(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ColoredCodeRenderer(codes));
        renderer.Render(document);
        return writer.ToString().TrimEnd('\n');
    }

    private string WithPictures(string html) =>
        PictureAddress()
            .Replace(
                html,
                match => WebUtility.HtmlEncode(inline(WebUtility.HtmlDecode(match.Value)))
            );

    [GeneratedRegex(@"(?<=<img\s[^<>]*?\bsrc\s*=\s*(?:""|'))[^""'<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex PictureAddress();

    private sealed class ColoredCodeRenderer(Dictionary<CodeBlock, string> codes)
        : CodeBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            if (codes.GetValueOrDefault(block) is string html)
            {
                renderer.EnsureLine();
                renderer.WriteLine(html);
            }
            else
            {
                base.Write(renderer, block);
            }
        }
    }
}
