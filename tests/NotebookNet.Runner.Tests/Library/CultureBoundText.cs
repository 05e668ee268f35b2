using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Tests.Library;

/// <summary>
/// Finds where text depends on the reader's culture: a number with decimals, a date or anything that may be one goes into a text, or
/// comes out of one, without a word on the culture. Whole numbers differ between cultures in their minus sign alone: of those, only an
/// argument is found that an exception repeats and names as what is wrong, since counts and places are not negative. What .NET's own guards say of whole
/// numbers is theirs.
/// </summary>
internal sealed class CultureBoundText(SemanticModel model)
{
    private static readonly string[] s_writers =
    [
        "Append",
        "AppendFormat",
        "AppendJoin",
        "AppendLine",
        "Concat",
        "Format",
        "Insert",
        "Join",
        "Write",
        "WriteLine",
    ];

    private static readonly string[] s_orders =
    [
        "Order",
        "OrderBy",
        "OrderByDescending",
        "OrderDescending",
        "ThenBy",
        "ThenByDescending",
    ];

    /// <summary>All such places of a project, as "file(line): what".</summary>
    public static IEnumerable<string> In(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.SelectMany(file =>
        {
            var finder = new CultureBoundText(compilation.GetSemanticModel(file));
            return file.GetRoot()
                .DescendantNodes()
                .SelectMany(finder.Find)
                .Select(node => $"{LibrarySources.Place(node)}: {node}");
        });

    private IEnumerable<SyntaxNode> Find(SyntaxNode node) =>
        node switch
        {
            InterpolationSyntax hole when !IsInvariant((ExpressionSyntax)hole.Parent!) => One(
                hole.Expression,
                DependsOnCulture(hole.Expression)
            ),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) && IsString(sum) =>

                [
                    .. One(sum.Left, DependsOnCulture(sum.Left)),
                    .. One(sum.Right, DependsOnCulture(sum.Right)),
                ],
            AssignmentExpressionSyntax sum
                when sum.IsKind(SyntaxKind.AddAssignmentExpression) && IsString(sum.Left) => One(
                sum.Right,
                DependsOnCulture(sum.Right)
            ),
            InvocationExpressionSyntax call
                when model.GetSymbolInfo(call).Symbol is IMethodSymbol method => InCall(
                call,
                method
            ),
            BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation
                when model.GetTypeInfo(creation).Type?.Name == "ArgumentOutOfRangeException" =>
                arguments.Arguments.Where(argument => DependsOnCulture(argument.Expression)),
            RecordDeclarationSyntax record => One(
                record,
                model.GetDeclaredSymbol(record)
                    is { DeclaredAccessibility: Accessibility.Public } type
                    && PrintsItself(type)
            ),
            _ => [],
        };

    private IEnumerable<SyntaxNode> InCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        if (method.Parameters.Any(parameter => parameter.Type.Name is "IFormatProvider"))
        {
            return [];
        }

        ExpressionSyntax? receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        IEnumerable<ExpressionSyntax> arguments = call.ArgumentList.Arguments.Select(argument =>
            argument.Expression
        );
        string owner = method.ContainingType.Name;
        return method.Name switch
        {
            "ToString" => One(call, receiver is not null && DependsOnCulture(receiver)),
            "Parse" or "TryParse" => One(
                call,
                IsFormattable(method.ContainingType) || IsWhole(method.ContainingType)
            ),
            "ToUpper" or "ToLower" => One(
                call,
                owner is "String" or "Char"
                    && !method.Parameters.Any(parameter => parameter.Type.Name == "CultureInfo")
            ),
            _ when s_orders.Contains(method.Name) => One(
                call,
                method.TypeArguments.LastOrDefault()?.SpecialType == SpecialType.System_String
                    && !method.Parameters.Any(parameter => parameter.Type.Name == "IComparer")
            ),
            _ when owner == "ArgumentOutOfRangeException" => arguments
                .Take(1)
                .Where(DependsOnCulture),
            _ when owner == "Convert" => One(
                call,
                method.Name == "ToString"
                    ? arguments.Any(DependsOnCulture)
                    : arguments.Any(IsString)
                        && (IsFormattable(method.ReturnType) || IsWhole(method.ReturnType))
            ),
            _ when s_writers.Contains(method.Name)
                    && owner is "String" or "StringBuilder" or "Console" or "TextWriter" =>
                arguments.Where(argument => DependsOnCulture(argument) || HoldsSuch(argument)),
            _ => [],
        };
    }

    /// <summary>Whether the text that an interpolation makes, alone or in a sum of such, goes to something that names a culture.</summary>
    private bool IsInvariant(ExpressionSyntax text)
    {
        SyntaxNode whole = text;
        while (whole.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol method
            && (
                method is { Name: "Invariant", ContainingType.Name: "FormattableString" }
                || method.Parameters.Any(parameter => parameter.Type.Name is "IFormatProvider")
            );
    }

    private bool DependsOnCulture(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type is { } type
        && !model.GetConstantValue(expression).HasValue
        && (MayBeFormattable(type) || (IsWhole(type) && IsCulprit(expression)));

    /// <summary>Whether an exception names this argument as what is wrong.</summary>
    private bool IsCulprit(ExpressionSyntax expression) =>
        model.GetSymbolInfo(expression).Symbol is IParameterSymbol culprit
        && expression
            .Ancestors()
            .OfType<BaseObjectCreationExpressionSyntax>()
            .SelectMany(creation => creation.ArgumentList?.Arguments ?? default)
            .Any(argument => argument.ToString() == $"nameof({culprit.Name})");

    private bool HoldsSuch(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type is { SpecialType: not SpecialType.System_String } type
        && type.AllInterfaces.Append(type as INamedTypeSymbol)
            .Any(item =>
                item is { Name: "IEnumerable", TypeArguments: [var element] }
                && MayBeFormattable(element)
            );

    /// <summary>Whether a value of this type is written differently by different cultures, or may be.</summary>
    private static bool MayBeFormattable(ITypeSymbol type) =>
        type switch
        {
            { SpecialType: SpecialType.System_Object } => true,
            ITypeParameterSymbol => true,
            INamedTypeSymbol
            {
                Name: "Nullable" or "KeyValuePair" or "ValueTuple" or "Tuple"
            } named => named.TypeArguments.Any(MayBeFormattable),
            _ => IsFormattable(type) && !IsWhole(type),
        };

    /// <summary>A compiler's piece of source is written as it stands there.</summary>
    private static bool IsSource(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } name
        && name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    private static bool IsFormattable(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Enum
        && type.SpecialType != SpecialType.System_Enum
        && !IsSource(type)
        && type.Name is not ("Guid" or "TimeSpan" or "Char" or "Rune" or "Version")
        && (
            type.Name == "IFormattable"
            || type.AllInterfaces.Any(implemented => implemented.Name == "IFormattable")
        );

    private static bool IsWhole(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Nullable", TypeArguments: [var value] }
            ? IsWhole(value)
            : type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
                || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>Whether the compiler writes a record's text, in the reader's culture.</summary>
    private static bool PrintsItself(INamedTypeSymbol record)
    {
        for (INamedTypeSymbol? type = record; type is { IsRecord: true }; type = type.BaseType)
        {
            if (type.GetMembers("ToString").Any(member => !member.IsImplicitlyDeclared))
            {
                return false;
            }
        }

        return record
            .GetMembers()
            .Any(member =>
                member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false }
                && member switch
                {
                    IPropertySymbol property => MayBeFormattable(property.Type),
                    IFieldSymbol field => MayBeFormattable(field.Type),
                    _ => false,
                }
            );
    }

    private bool IsString(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;

    private static IEnumerable<SyntaxNode> One(SyntaxNode node, bool isFound) =>
        isFound ? [node] : [];
}
