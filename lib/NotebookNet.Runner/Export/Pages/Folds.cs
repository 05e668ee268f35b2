using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>
/// Holds answers back: what stands between a quote that begins with "Predict first." and the end of the first paragraph
/// after it that begins in bold. No heading is held back.
/// </summary>
internal sealed partial class Folds(List<PagePart> parts)
{
    private bool _isAsked;
    private bool _isOpen;

    /// <summary>Adds the Markdown of a cell, in as many parts as the folds ask for.</summary>
    public void AddProse(string text, int cell)
    {
        int start = 0;
        int depth = 0; // Of what the cell itself folds: no fold of ours ends within.
        foreach (
            Markdig.Syntax.Block block in CellMarkdown
                .Parse(text)
                .Where(block => block is not LinkReferenceDefinitionGroup)
        )
        {
            string source = CellMarkdown.SourceOf(text, block);
            if (block is HtmlBlock)
            {
                depth += Opened().Count(source) - Closed().Count(source);
            }

            bool asks = block is QuoteBlock && Question().IsMatch(source);
            if (depth <= 0 && (block is HeadingBlock || asks))
            {
                if (_isOpen || _isAsked)
                {
                    Take(block.Span.Start);
                }

                End();
            }
            else if (_isAsked)
            {
                Take(block.Span.Start);
                Begin();
            }

            if (asks && depth <= 0)
            {
                Take(block.Span.End + 1);
                _isAsked = true;
            }
            else if (
                _isOpen
                && depth <= 0
                && block is ParagraphBlock
                && source.StartsWith("**", StringComparison.Ordinal)
            )
            {
                Take(block.Span.End + 1);
                End();
            }
        }

        Take(text.Length);
        if (depth > 0)
        {
            parts.Add(new Prose(string.Concat(Enumerable.Repeat("</details>", depth)), cell));
        }

        void Take(int end)
        {
            end = Math.Min(end, text.Length);
            if (
                end > start
                && text[start..end].Trim('\n', '\r') is { } part
                && !string.IsNullOrWhiteSpace(part)
            )
            {
                parts.Add(new Prose(part, cell));
            }

            start = Math.Max(start, end);
        }
    }

    /// <summary>Adds what is no prose.</summary>
    public void Add(PagePart part)
    {
        if (_isAsked)
        {
            Begin();
        }

        parts.Add(part);
    }

    /// <summary>Ends what is open.</summary>
    public void End()
    {
        if (_isOpen)
        {
            parts.Add(new FoldEnd());
        }

        _isAsked = _isOpen = false;
    }

    private void Begin()
    {
        parts.Add(new FoldStart());
        _isAsked = false;
        _isOpen = true;
    }

    [GeneratedRegex(@"^>\s*\*\*Predict first\.\*\*")]
    private static partial Regex Question();

    [GeneratedRegex("<details[\\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex Opened();

    [GeneratedRegex("</details\\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex Closed();
}
