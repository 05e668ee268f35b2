using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Runner.Classroom.Structure;

namespace NotebookNet.Course.Tests.Numbers;

/// <summary>The numbers of a code cell: those it computes with, and those that stand in its texts.</summary>
internal static class CodeNumbers
{
    /// <summary>The numeric literals; comments, texts and the widths of text columns do not count.</summary>
    public static IEnumerable<Number> Literals(string code)
    {
        foreach (SyntaxToken token in CellSyntax.Parse(code).DescendantTokens())
        {
            if (
                !token.IsKind(SyntaxKind.NumericLiteralToken)
                || token.Parent!.Ancestors().OfType<InterpolationAlignmentClauseSyntax>().Any()
            )
            {
                continue;
            }

            double value = Convert.ToDouble(token.Value, CultureInfo.InvariantCulture);
            bool isNegative =
                token.Parent.Parent is PrefixUnaryExpressionSyntax sign
                && sign.IsKind(SyntaxKind.UnaryMinusExpression);
            yield return new Number(
                token.Text,
                token.SpanStart,
                isNegative ? -value : value,
                0,
                IsPercent: false
            );
        }
    }

    /// <summary>The numbers that an author typed into texts of the code; formats do not count.</summary>
    public static IEnumerable<Number> InTexts(string code) =>
        CellSyntax
            .Parse(code)
            .DescendantTokens()
            .Where(token =>
                token.Kind()
                    is SyntaxKind.StringLiteralToken
                        or SyntaxKind.InterpolatedStringTextToken
                        or SyntaxKind.SingleLineRawStringLiteralToken
                        or SyntaxKind.MultiLineRawStringLiteralToken
                && token.Parent is not InterpolationFormatClauseSyntax
            )
            .SelectMany(token => NumberReader.Read(token.ValueText));
}
