using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Syntax;

namespace NotebookNet.Runner.Export.Pages;

/// <summary>Knows equations within a paragraph that go on in its next line: editors of notebooks typeset them, Markdig does not.</summary>
internal sealed class LongEquations : IMarkdownExtension
{
    /// <inheritdoc/>
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.InlineParsers.InsertBefore<MathInlineParser>(new Parser());

    /// <inheritdoc/>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) { }

    private sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['$'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            string text = slice.Text;
            int start = slice.Start;
            int begin = start;
            while (begin <= slice.End && text[begin] == '$')
            {
                begin++;
            }

            int dollars = begin - start;
            if (
                dollars > 2
                || begin > slice.End
                || (start > 0 && char.IsLetterOrDigit(text[start - 1]))
                || (dollars == 1 && char.IsWhiteSpace(text[begin]))
                || FindEnd(text, begin, slice.End, dollars) is not int end
                || !text.AsSpan(begin, end - begin).Contains('\n')
            )
            {
                return false;
            }

            int last = end + dollars - 1;
            processor.Inline = new MathInline
            {
                Span = new SourceSpan(
                    processor.GetSourcePosition(start, out int line, out int column),
                    processor.GetSourcePosition(last)
                ),
                Line = line,
                Column = column,
                Delimiter = '$',
                DelimiterCount = dollars,
                Content = new StringSlice(text, begin, end - 1),
            };
            slice.Start = last + 1;
            return true;
        }

        /// <summary>Where the dollars stand that end an equation; null where none do.</summary>
        private static int? FindEnd(string text, int begin, int last, int dollars)
        {
            for (int i = begin; i <= last && text[i] != '`'; i++)
            {
                if (text[i] == '\\')
                {
                    i++;
                }
                else if (text[i] == '$')
                {
                    int end = i;
                    while (end <= last && text[end] == '$')
                    {
                        end++;
                    }

                    bool isEnd =
                        end - i == dollars
                        && i > begin
                        && (
                            dollars == 2
                            || (
                                !char.IsWhiteSpace(text[i - 1])
                                && (end > last || !char.IsAsciiDigit(text[end]))
                            )
                        );
                    return isEnd ? i : null;
                }
            }

            return null;
        }
    }
}
