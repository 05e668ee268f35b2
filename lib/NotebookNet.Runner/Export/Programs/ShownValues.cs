using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookNet.Session;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Turns what a cell shows into calls of a program: text and numbers are printed, all else goes onto the page.</summary>
internal sealed class ShownValues(PageHelper page)
{
    private const string Formatting = "Microsoft.DotNet.Interactive.Formatting";

    /// <summary>Turns a cell's value, an expression without a semicolon, into a statement.</summary>
    public void Show(SemanticModel model, EditedText text, ExpressionSyntax value)
    {
        ITypeSymbol? type = model.GetTypeInfo(value).Type;
        if (type?.SpecialType == SpecialType.System_Void || IsShown(type))
        {
            text.InsertAfter(value.Span.End, ";");
            return;
        }

        text.InsertBefore(value.SpanStart, (IsPlain(type) ? PageHelper.Print : page.Show()) + "(");
        text.InsertAfter(value.Span.End, ");");
    }

    /// <summary>Turns a call of what a session offers into one of what the program has.</summary>
    /// <exception cref="ExportException">A program cannot have it.</exception>
    public void Call(SemanticModel model, EditedText text, SimpleNameSyntax name, ISymbol symbol)
    {
        string type = symbol.ContainingType?.ToDisplayString() ?? "";
        if (type == typeof(CellStatics).FullName)
        {
            text.Replace(
                name.Identifier.Span,
                symbol.Name switch
                {
                    "display" => IsPrinted(model, name) ? PageHelper.Print : page.Show(),
                    "HTML" => page.Html(),
                    "CSS" => page.Css(),
                    "Javascript" => page.Script(),
                    _ => throw NotInProgram(name),
                }
            );
        }
        else if (
            type == typeof(CellExtensions).FullName
            || (
                symbol
                    is IMethodSymbol
                    {
                        IsExtensionMethod: true,
                        Name: "Display" or "DisplayAs" or "DisplayTable"
                    }
                && symbol.ContainingNamespace.ToDisplayString() == Formatting
            )
        )
        {
            Extension(text, name);
        }
        else if (
            symbol.ContainingAssembly?.Name == FrameworkReferences.KernelAssembly
            || (
                symbol is INamedTypeSymbol
                && symbol.ContainingAssembly?.Name == "NotebookNet.Session"
            )
        )
        {
            throw NotInProgram(name);
        }
    }

    private void Extension(EditedText text, SimpleNameSyntax name)
    {
        if (
            name.Parent
            is not MemberAccessExpressionSyntax
            {
                Expression: var value,
                Parent: InvocationExpressionSyntax { ArgumentList: var arguments }
            }
        )
        {
            throw new ExportException(
                $"{name.Place()}: {name.Identifier} is a method of a notebook's; write display(…) there."
            );
        }

        text.InsertBefore(value.SpanStart, page.Show() + "(");
        if (name.Identifier.ValueText == "DisplayTable")
        {
            page.NeedsTables = true;
            text.Replace(Between(value.Span.End, arguments.Span.End), ".ToTabularDataResource())");
        }
        else
        {
            text.Replace(
                Between(value.Span.End, arguments.OpenParenToken.Span.End),
                arguments.Arguments.Count > 0 ? ", " : ""
            );
        }
    }

    private static Microsoft.CodeAnalysis.Text.TextSpan Between(int start, int end) =>
        Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end);

    private static ExportException NotInProgram(SimpleNameSyntax name) =>
        new(
            $"{name.Place()}: {name.Identifier.Text} belongs to a notebook's session; a program has none."
        );

    private static bool IsPrinted(SemanticModel model, SimpleNameSyntax name) =>
        name.Parent
            is InvocationExpressionSyntax
            {
                Parent: ExpressionStatementSyntax,
                ArgumentList.Arguments: [var shown]
            }
        && IsPlain(model.GetTypeInfo(shown.Expression).Type);

    /// <summary>Whether a value of the type is the same line of text on a console as in a notebook.</summary>
    private static bool IsPlain(ITypeSymbol? type) =>
        type?.SpecialType
            is (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
                or SpecialType.System_String;

    private static bool IsShown(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == Formatting + ".DisplayedValue")
            {
                return true;
            }
        }

        return false;
    }
}
