using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NotebookNet.Runner.Export;
using NotebookNet.Runner.Export.Html;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Classroom.Reports;

/// <summary>
/// Markdown of students as HTML that runs nothing and loads nothing: of HTML in it a few elements without attributes stay and the
/// rest is shown as it is written; pictures are their words; links lead to the web or nowhere.
/// </summary>
internal sealed partial class InertProse
{
    /// <summary>Typesetting runs a script: equations are short, and not too many.</summary>
    private const int LongestEquation = 1000;

    private int _equationsLeft = 200;

    /// <summary>The HTML of a cell's text; what is nested too deep to be read is shown as it is written.</summary>
    public string Of(string markdown)
    {
        try
        {
            return Rendered(CellMarkdown.Parse(markdown));
        }
        catch (Exception exception)
            when (exception
                    is ExportException
                        or ArgumentException
                        or InsufficientExecutionStackException
            )
        {
            return InertCode.Of(markdown);
        }
    }

    private string Rendered(MarkdownDocument document)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        HtmlRenderer renderer = new(writer);
        CellMarkdown.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkWriter());
        renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutolinkWriter());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new HtmlInlineWriter());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new HtmlBlockWriter());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlEntityInlineRenderer>(new EntityWriter());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeWriter());
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new MathInlineWriter(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new MathBlockWriter(this));
        renderer.Render(document);
        return BalancedHtml.Of(writer.ToString().TrimEnd('\n'));
    }

    private string Equation(string source, bool isDisplayed)
    {
        if (
            source.Length <= LongestEquation
            && !Definition().IsMatch(source)
            && _equationsLeft-- > 0
        )
        {
            try
            {
                return Katex.Typeset(source, isDisplayed);
            }
            catch (FormatException)
            {
                // It is shown as it is written.
            }
        }

        return isDisplayed
            ? $"<pre>{HtmlText.Of(source)}</pre>"
            : $"<code>{HtmlText.Of(source)}</code>";
    }

    /// <summary>Whether a link may be followed: to a page, to a mail address, or on the page itself.</summary>
    private static bool IsHarmless(string? address) =>
        address is not null
        && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "https" or "http" or "mailto";

    private static void Begin(HtmlRenderer renderer, string address) =>
        renderer.Write(
            $"<a href=\"{HtmlText.Of(new Uri(address).AbsoluteUri)}\" rel=\"noopener noreferrer nofollow\">"
        );

    /// <summary>HTML with what is inert in it as it is, and all else as text.</summary>
    private static string Inert(string html)
    {
        StringBuilder inert = new(html.Length);
        int position = 0;
        foreach (Match match in InertTag().Matches(html))
        {
            inert
                .Append(HtmlText.Of(html[position..match.Index]))
                .Append(match.Groups["tag"].Success ? match.Value.ToLowerInvariant() : "");
            position = match.Index + match.Length;
        }

        return inert.Append(HtmlText.Of(html[position..])).ToString();
    }

    [GeneratedRegex(
        "<!--(?:[^-]|-[^-])*-->|(?<tag></?(?:details|summary|br|b|i|em|strong|sub|sup|kbd|code|p)[ ]*/?>)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex InertTag();

    /// <summary>Commands that define others, which may grow without end.</summary>
    [GeneratedRegex(
        @"\\(?:[gex]?def|(?:re)?new|provide|let|future|global|long)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Definition();

    private sealed class LinkWriter : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            if (link.IsImage)
            {
                renderer.Write("<span class=\"left-out\">[picture: ");
                renderer.Write(HtmlText.Isolated(InlineText.Of(link)));
                renderer.Write("]</span>");
                return;
            }

            bool isLink = IsHarmless(link.Url);
            if (isLink)
            {
                Begin(renderer, link.Url!);
            }

            renderer.WriteChildren(link);
            renderer.Write(isLink ? "</a>" : "");
        }
    }

    private sealed class AutolinkWriter : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            string address = link.IsEmail ? $"mailto:{link.Url}" : link.Url;
            bool isLink = IsHarmless(address);
            if (isLink)
            {
                Begin(renderer, address);
            }

            renderer.Write(HtmlText.Of(link.Url));
            renderer.Write(isLink ? "</a>" : "");
        }
    }

    private sealed class HtmlInlineWriter : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline html) =>
            renderer.Write(Inert(html.Tag));
    }

    private sealed class HtmlBlockWriter : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            renderer.EnsureLine();
            renderer.WriteLine(Inert(block.Lines.ToString()));
        }
    }

    private sealed class EntityWriter : HtmlObjectRenderer<HtmlEntityInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlEntityInline entity) =>
            renderer.Write(HtmlText.Of(entity.Transcoded.ToString()));
    }

    private sealed class CodeWriter : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            renderer.EnsureLine();
            renderer.WriteLine(InertCode.Of(block.Lines.ToString()));
        }
    }

    private sealed class MathInlineWriter(InertProse prose) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline equation) =>
            renderer.Write(
                prose.Equation(equation.Content.ToString(), equation.DelimiterCount > 1)
            );
    }

    private sealed class MathBlockWriter(InertProse prose) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock equation)
        {
            renderer.EnsureLine();
            renderer.WriteLine(prose.Equation(equation.Lines.ToString(), isDisplayed: true));
        }
    }
}
