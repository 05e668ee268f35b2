using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookNet.Runner.Classroom.Structure;

/// <summary>A check whose right answer can be read from its cell.</summary>
/// <param name="Call">The call of the check.</param>
/// <param name="Compared">The right answer, or the condition that it meets.</param>
/// <param name="IsCondition">Whether it is a condition.</param>
internal sealed record PlainCheck(
    InvocationExpressionSyntax Call,
    ExpressionSyntax Compared,
    bool IsCondition
)
{
    /// <summary>What the check is called, as the code says it.</summary>
    public ExpressionSyntax? Exercise => Argument(Call, "exercise", 0);

    /// <summary>What it looks at, as the code says it; null for a condition, which says both at once.</summary>
    public ExpressionSyntax? Actual => IsCondition ? null : Argument(Call, "actual", 2);

    /// <summary>The argument of a call that has a name, or else stands without one in its place.</summary>
    public static ExpressionSyntax? Argument(
        InvocationExpressionSyntax call,
        string name,
        int place
    ) =>
        (
            call.ArgumentList.Arguments.FirstOrDefault(argument =>
                argument.NameColon?.Name.Identifier.Text == name
            )
            ?? call.ArgumentList.Arguments.ElementAtOrDefault(place) switch
            {
                { NameColon: null } there => there,
                _ => null,
            }
        )?.Expression;
}
