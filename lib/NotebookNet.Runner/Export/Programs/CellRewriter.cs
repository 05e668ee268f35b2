using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NotebookNet.Runner.Export.Programs;

/// <summary>Turns a text of a notebook's session into the pieces of a program. What a cell does not say stays as it is written.</summary>
internal sealed class CellRewriter(
    TopLevelSymbols symbols,
    ProgramNames names,
    ShownValues shown,
    ProgramFixes fixes
)
{
    /// <summary>Adds the pieces of one text of a submission.</summary>
    /// <exception cref="ExportException">A program cannot do what the cell does.</exception>
    public void Rewrite(
        SemanticModel model,
        CompilationUnitSyntax root,
        CellCode code,
        bool isApart
    )
    {
        EditedText text = new(root.GetText().ToString());
        foreach (SimpleNameSyntax name in root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            RewriteName(model, text, name);
        }

        foreach (SyntaxNode node in root.DescendantNodes())
        {
            RewriteDeclaration(model, text, node);
        }

        RefuseReturns(root);
        List<(TextSpan, string)> away = [.. DirectiveLines(root).Select(line => (line, ""))];
        foreach (UsingDirectiveSyntax import in root.Usings)
        {
            code.Usings.Add(import.WithoutTrivia().ToFullString());
            away.Add((WholeLine(root, import.Span), ""));
        }

        Dictionary<MemberDeclarationSyntax, MemberDeclarationSyntax> later = LaterFunctions(
            model,
            root
        );
        foreach (MemberDeclarationSyntax member in root.Members)
        {
            TextSpan span = WithComments(root, member);
            if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            {
                code.Types.Add(text.Render(span).Trim('\n'));
                string name = NameOf(model.GetDeclaredSymbol(member)!);
                away.Add((span, $"// {name}: at the end of the file.\n"));
            }
            else if (IsShared(model, member))
            {
                code.Shared.Add(text.Render(span).Trim('\n'));
                away.Add((span, ""));
            }
            else if (member is MethodDeclarationSyntax && isApart)
            {
                code.Functions.Add(text.Render(span).Trim('\n'));
                away.Add((span, ""));
            }
            else if (later.ContainsKey(member))
            {
                away.Add((span, ""));
            }
        }

        foreach ((MemberDeclarationSyntax function, MemberDeclarationSyntax after) in later)
        {
            if (!isApart)
            {
                text.InsertAfter(
                    WithComments(root, after).End,
                    "\n" + text.Render(WithComments(root, function)).Trim('\n') + "\n"
                );
            }
        }

        string statements = text.Render(root.FullSpan, away).Trim('\n', ' ');
        if (statements.Length > 0)
        {
            code.Statements.Add(statements);
        }
    }

    private void RewriteName(SemanticModel model, EditedText text, SimpleNameSyntax name)
    {
        if (name.IsVar || TopLevelSymbols.Meaning(model, name) is not { } symbol)
        {
            return;
        }

        if (names[symbol] is string renamed && name.Identifier.ValueText == symbol.Name)
        {
            Rename(text, name, renamed);
        }
        else if (
            symbol is INamedTypeSymbol type
            && !symbols.Contains(type)
            && names.TypeNames.Contains(type.MetadataName)
            && name.Identifier.ValueText == type.Name
            && name.IsSimple()
            && type.ContainingSymbol is INamespaceOrTypeSymbol container
        )
        {
            text.InsertBefore(name.SpanStart, container.ToDisplayString() + ".");
        }
        else
        {
            shown.Call(model, text, name, symbol);
        }

        if (
            symbol is IPropertySymbol
            && symbols.Contains(symbol)
            && !symbols.Shared.Contains(symbol)
        )
        {
            text.InsertAfter(name.Span.End, "()");
        }
    }

    private static void Rename(EditedText text, SimpleNameSyntax name, string renamed)
    {
        string old = name.Identifier.Text;
        if (
            name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax nameOf }
            && IsNameOf(nameOf)
        )
        {
            text.Replace(nameOf.Span, $"\"{name.Identifier.ValueText}\"");
            return;
        }

        bool givesName =
            name.Parent
            is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax }
                or AnonymousObjectMemberDeclaratorSyntax { NameEquals: null };
        string given =
            !givesName ? ""
            : name.Parent is ArgumentSyntax ? $"{old}: "
            : $"{old} = ";
        text.Replace(name.Identifier.Span, given + renamed);
    }

    private static bool IsNameOf(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };

    private void RewriteDeclaration(SemanticModel model, EditedText text, SyntaxNode node)
    {
        SyntaxToken? identifier = node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ForEachStatementSyntax loop => loop.Identifier,
            CatchDeclarationSyntax caught => caught.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            FromClauseSyntax clause => clause.Identifier,
            LetClauseSyntax clause => clause.Identifier,
            JoinClauseSyntax clause => clause.Identifier,
            JoinIntoClauseSyntax clause => clause.Identifier,
            QueryContinuationSyntax continuation => continuation.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            ConstructorDeclarationSyntax constructor => constructor.Identifier,
            DestructorDeclarationSyntax destructor => destructor.Identifier,
            _ => null,
        };
        ISymbol? symbol = identifier is null ? null : model.GetDeclaredSymbol(node);
        if (node is ConstructorDeclarationSyntax or DestructorDeclarationSyntax)
        {
            symbol = symbol?.ContainingType;
        }

        if (symbol is not null && names[symbol] is string renamed)
        {
            text.Replace(identifier!.Value.Span, renamed);
        }

        if (node is MemberDeclarationSyntax { Parent: CompilationUnitSyntax } member)
        {
            RewriteModifiers(model, text, member);
        }

        switch (node)
        {
            case PropertyDeclarationSyntax { Parent: CompilationUnitSyntax } property
                when !symbols.Shared.Contains(symbol!):
                text.InsertAfter(property.Identifier.Span.End, "()");
                break;
            case FieldDeclarationSyntax { Parent: CompilationUnitSyntax } fields:
                RewriteVariables(model, text, fields);
                break;
            case DeclarationExpressionSyntax declaration:
                RewriteVariables(model, text, declaration);
                break;
            case GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } value
            }:
                shown.Show(model, text, value.Expression);
                break;
        }
    }

    private void RewriteModifiers(
        SemanticModel model,
        EditedText text,
        MemberDeclarationSyntax member
    )
    {
        bool isType = member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;
        bool isShared = IsShared(model, member);
        foreach (SyntaxToken modifier in member.Modifiers)
        {
            bool stays = modifier.Kind() switch
            {
                SyntaxKind.PrivateKeyword
                or SyntaxKind.ProtectedKeyword
                or SyntaxKind.PublicKeyword
                or SyntaxKind.InternalKeyword => false,
                SyntaxKind.AsyncKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ConstKeyword =>
                    true,
                _ => isType || isShared,
            };
            if (!stays)
            {
                text.Replace(
                    TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart),
                    ""
                );
            }
        }

        if (isShared)
        {
            text.InsertBefore(member.SpanStart, "public ");
        }
    }

    private void RewriteVariables(
        SemanticModel model,
        EditedText text,
        FieldDeclarationSyntax fields
    )
    {
        SeparatedSyntaxList<VariableDeclaratorSyntax> variables = fields.Declaration.Variables;
        ISymbol[] declared = [.. variables.Select(variable => model.GetDeclaredSymbol(variable)!)];
        if (IsShared(model, fields))
        {
            return;
        }

        if (
            declared.Any(symbol =>
                symbols.Contains(symbol)
                && (names.Assigned.Contains(symbol) || fixes.Hoisted.Contains(NameOf(symbol)))
            )
        )
        {
            text.Replace(
                TextSpan.FromBounds(fields.Declaration.SpanStart, variables[0].SpanStart),
                ""
            );
            foreach (SyntaxToken comma in variables.GetSeparators())
            {
                text.Replace(comma.Span, ";");
            }

            foreach ((VariableDeclaratorSyntax variable, ISymbol symbol) in variables.Zip(declared))
            {
                if (variable.Initializer is null)
                {
                    text.InsertAfter(variable.Span.End, " = default");
                }
                else if (variable.Initializer.Value is InitializerExpressionSyntax array)
                {
                    text.InsertBefore(
                        array.SpanStart,
                        $"new {TypeOf(model, symbol, array.SpanStart)} "
                    );
                }
            }

            return;
        }

        foreach ((VariableDeclaratorSyntax variable, ISymbol symbol) in variables.Zip(declared))
        {
            if (variable.Initializer is null && fixes.Defaults.Contains(NameOf(symbol)))
            {
                text.InsertAfter(variable.Span.End, " = default");
            }
        }
    }

    private void RewriteVariables(
        SemanticModel model,
        EditedText text,
        DeclarationExpressionSyntax declaration
    )
    {
        SingleVariableDesignationSyntax[] variables =
        [
            .. declaration.DescendantNodes().OfType<SingleVariableDesignationSyntax>(),
        ];
        if (
            variables.Any(variable =>
                model.GetDeclaredSymbol(variable) is IFieldSymbol field
                && fixes.Hoisted.Contains(NameOf(field))
            )
        )
        {
            text.Replace(
                TextSpan.FromBounds(declaration.Type.SpanStart, declaration.Designation.SpanStart),
                ""
            );
        }
    }

    /// <summary>The declarations of a text's variables that must be there before its statements.</summary>
    public IEnumerable<string> Hoisted(SemanticModel model, CompilationUnitSyntax root) =>
        symbols
            .Members.Where(member =>
                member.Symbol is IFieldSymbol
                && member.Declaration.SyntaxTree == root.SyntaxTree
                && !names.Assigned.Contains(member.Symbol)
                && !symbols.Shared.Contains(member.Symbol)
                && fixes.Hoisted.Contains(NameOf(member.Symbol))
            )
            .Select(member =>
                $"{TypeOf(model, member.Symbol, root.FullSpan.End)} {NameOf(member.Symbol)} = default;"
            );

    /// <summary>The names of all variables of a text.</summary>
    public IEnumerable<string> Variables(CompilationUnitSyntax root) =>
        symbols
            .Members.Where(member =>
                member.Symbol is IFieldSymbol && member.Declaration.SyntaxTree == root.SyntaxTree
            )
            .Select(member => NameOf(member.Symbol));

    private string NameOf(ISymbol symbol) => names[symbol] ?? symbol.Name;

    private static string TypeOf(SemanticModel model, ISymbol symbol, int position) =>
        ((IFieldSymbol)symbol).Type.ToMinimalDisplayString(model, position);

    private bool IsShared(SemanticModel model, MemberDeclarationSyntax member) =>
        member switch
        {
            FieldDeclarationSyntax fields => fields.Declaration.Variables.Any(variable =>
                symbols.Shared.Contains(model.GetDeclaredSymbol(variable)!)
            ),
            MethodDeclarationSyntax or PropertyDeclarationSyntax => symbols.Shared.Contains(
                model.GetDeclaredSymbol(member)!
            ),
            _ => false,
        };

    /// <summary>Functions that name a variable which is declared behind them in their cell: they go behind it.</summary>
    private Dictionary<MemberDeclarationSyntax, MemberDeclarationSyntax> LaterFunctions(
        SemanticModel model,
        CompilationUnitSyntax root
    )
    {
        Dictionary<MemberDeclarationSyntax, MemberDeclarationSyntax> later = [];
        foreach (
            MemberDeclarationSyntax function in root.Members.Where(member =>
                member is MethodDeclarationSyntax or PropertyDeclarationSyntax
            )
        )
        {
            MemberDeclarationSyntax? last = function
                .DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Select(name => TopLevelSymbols.Meaning(model, name))
                .OfType<IFieldSymbol>()
                .Where(field => !symbols.Shared.Contains(field))
                .SelectMany(field => field.DeclaringSyntaxReferences)
                .Where(declared => declared.SyntaxTree == root.SyntaxTree)
                .Select(declared =>
                    root.Members.FirstOrDefault(member => member.Span.Contains(declared.Span))
                )
                .OfType<MemberDeclarationSyntax>()
                .Where(member => member.SpanStart > function.SpanStart)
                .MaxBy(member => member.SpanStart);
            if (last is not null and not BaseTypeDeclarationSyntax)
            {
                later.Add(function, last);
            }
        }

        return later;
    }

    private static void RefuseReturns(CompilationUnitSyntax root)
    {
        foreach (GlobalStatementSyntax statement in root.Members.OfType<GlobalStatementSyntax>())
        {
            if (
                statement
                    .DescendantNodes(node =>
                        node
                            is not (
                                AnonymousFunctionExpressionSyntax
                                or LocalFunctionStatementSyntax
                            )
                    )
                    .OfType<ReturnStatementSyntax>()
                    .FirstOrDefault() is
                { } end
            )
            {
                throw new ExportException(
                    $"{end.Place()}: '{end.WithoutTrivia().ToFullString()}' ends its cell; in a program it would end all of them. Put the cell's statements into a method."
                );
            }
        }
    }

    private static IEnumerable<TextSpan> DirectiveLines(CompilationUnitSyntax root)
    {
        for (
            DirectiveTriviaSyntax? directive = root.GetFirstDirective(line =>
                line is ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax
            );
            directive is not null;
            directive = directive.GetNextDirective(line =>
                    line is ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax
                )
        )
        {
            SourceText text = root.GetText();
            int line = text.Lines.GetLineFromPosition(directive.SpanStart).LineNumber;
            int first = line;
            // What stands above is about the reference.
            while (
                first > 0
                && text.Lines[first - 1]
                    .ToString()
                    .TrimStart()
                    .StartsWith("//", StringComparison.Ordinal)
            )
            {
                first--;
            }

            yield return TextSpan.FromBounds(
                text.Lines[first].Start,
                text.Lines[line].EndIncludingLineBreak
            );
        }
    }

    /// <summary>A member with the comments above it and behind it, and the ends of their lines.</summary>
    private static TextSpan WithComments(CompilationUnitSyntax root, MemberDeclarationSyntax member)
    {
        SourceText text = root.GetText();
        int first = text.Lines.GetLineFromPosition(member.SpanStart).LineNumber;
        while (
            first > 0
            && text.Lines[first - 1].Start >= member.FullSpan.Start
            && text.Lines[first - 1]
                .ToString()
                .TrimStart()
                .StartsWith("//", StringComparison.Ordinal)
        )
        {
            first--;
        }

        int start = Math.Max(text.Lines[first].Start, member.FullSpan.Start);
        return TextSpan.FromBounds(Math.Min(start, member.SpanStart), member.FullSpan.End);
    }

    private static TextSpan WholeLine(CompilationUnitSyntax root, TextSpan span)
    {
        TextLine line = root.GetText().Lines.GetLineFromPosition(span.Start);
        return line.ToString().Trim().Length == span.Length && line.Span.Contains(span)
            ? line.SpanIncludingLineBreak
            : span;
    }
}
