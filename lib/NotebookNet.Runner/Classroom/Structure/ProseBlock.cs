using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>A heading, paragraph, table cell or displayed equation as a reader sees it, without markup.</summary>
/// <param name="Section">The heading of level two that it stands under, without its number.</param>
/// <param name="Text">The words. What stands in an equation is between `$` signs.</param>
internal sealed partial record ProseBlock(string Section, string Text)
{
    /// <summary>The blocks of a cell that begins in <paramref name="section"/>; code blocks are left out.</summary>
    public static IReadOnlyList<ProseBlock> Read(MarkdownDocument document, string section)
    {
        List<ProseBlock> blocks = [];
        foreach (LeafBlock leaf in document.Descendants<LeafBlock>())
        {
            if (leaf is HeadingBlock { Level: 2 } heading)
            {
                section = HeadingText(heading);
            }

            string text = leaf switch
            {
                MathBlock math => $"${math.Lines}$",
                CodeBlock or HtmlBlock { Type: HtmlBlockType.ScriptPreOrStyle } => "",
                HtmlBlock html => ProseCell.WithoutTags(html.Lines.ToString()),
                HeadingBlock title => HeadingText(title),
                _ => leaf.Inline is null ? "" : TextOf(leaf.Inline),
            };
            if (!string.IsNullOrWhiteSpace(text))
            {
                blocks.Add(new ProseBlock(section, text));
            }
        }

        return blocks;
    }

    /// <summary>The words of a heading without the number before its `·`.</summary>
    public static string HeadingText(HeadingBlock heading) =>
        HeadingNumber().Replace(heading.Inline is null ? "" : TextOf(heading.Inline), "");

    /// <summary>The words of inlines. Links to notebooks and addresses are names, not words.</summary>
    public static string TextOf(ContainerInline container)
    {
        StringBuilder text = new();
        foreach (Inline inline in container)
        {
            text.Append(
                inline switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    CodeInline code => code.Content,
                    MathInline math => $"${math.Content}$",
                    LineBreakInline => "\n",
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    LinkInline { Url: string url }
                        when url.Contains(".ipynb", StringComparison.Ordinal) => " ",
                    ContainerInline inner => TextOf(inner),
                    _ => "",
                }
            );
        }

        return text.ToString();
    }

    /// <summary>The tables, row by row, each cell as a text.</summary>
    public static IEnumerable<string[][]> Tables(MarkdownDocument document) =>
        document
            .Descendants<Markdig.Extensions.Tables.Table>()
            .Select(table =>
                table
                    .OfType<TableRow>()
                    .Select(row =>
                        row.OfType<TableCell>()
                            .Select(cell =>
                                string.Concat(
                                        cell.Descendants<LeafBlock>()
                                            .Select(leaf =>
                                                leaf.Inline is null ? "" : TextOf(leaf.Inline)
                                            )
                                    )
                                    .Trim()
                            )
                            .ToArray()
                    )
                    .ToArray()
            );

    [GeneratedRegex(@"^\s*[0-9]+(\.[0-9]+)*\s*·\s*")]
    private static partial Regex HeadingNumber();
}
