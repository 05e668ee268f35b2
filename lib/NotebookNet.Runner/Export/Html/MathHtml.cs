using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using NotebookNet.Runner.Export.Pages;

namespace NotebookNet.Runner.Export.Html;

/// <summary>Writes the equations of Markdown typeset; one that cannot be, as its source.</summary>
/// <param name="warn">Receives what cannot be typeset.</param>
internal sealed class MathHtml(Action<string> warn)
{
    /// <summary>Takes the place of the writers of equations in a renderer.</summary>
    public void AddTo(HtmlRenderer renderer)
    {
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineRenderer(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockRenderer(this));
    }

    private string Typeset(string source, bool isDisplayed)
    {
        try
        {
            return Katex.Typeset(source, isDisplayed);
        }
        catch (FormatException exception)
        {
            warn(
                $"the equation {Short(source)} is shown as it is written: {Short(exception.Message)}"
            );
            string element = isDisplayed ? "pre" : "code";
            return $"<{element} class=\"notebook-equation\">{OutputHtml.Encode(source)}</{element}>";
        }
    }

    /// <summary>The first words of a text, on one line.</summary>
    private static string Short(string text)
    {
        const int Longest = 120;
        string line = text.Trim().ReplaceLineEndings(" ");
        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    private sealed class InlineRenderer(MathHtml math) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline equation)
        {
            string html = math.Typeset(equation.Content.ToString(), equation.DelimiterCount > 1);
            renderer.Write(html);
        }
    }

    private sealed class BlockRenderer(MathHtml math) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock equation)
        {
            string html = math.Typeset(equation.Lines.ToString(), isDisplayed: true);
            renderer.EnsureLine();
            renderer.Write(html);
            renderer.EnsureLine();
        }
    }
}
