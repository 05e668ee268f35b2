using System.Linq.Expressions;
using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Functions of a declared type that are called on the other side.</summary>
internal static class AnswerFunctions
{
    /// <summary>Makes one.</summary>
    /// <param name="type">The type of the function.</param>
    /// <param name="call">Calls it: the arguments, and the type of the result.</param>
    /// <exception cref="AnswerKindException">It has arguments that come back changed.</exception>
    public static Delegate Create(Type type, Func<object?[], Type, object?> call)
    {
        MethodInfo? invoke = type.GetMethod("Invoke");
        if (
            invoke is null
            || invoke
                .GetParameters()
                .Append(invoke.ReturnParameter)
                .Any(parameter =>
                    parameter.ParameterType.IsByRef || parameter.ParameterType.IsByRefLike
                )
        )
        {
            throw new AnswerKindException(
                $"is a function, expected {AnswerScalars.Words(type)}",
                isUnknown: true
            );
        }

        ParameterExpression[] parameters =
        [
            .. invoke
                .GetParameters()
                .Select(parameter => Expression.Parameter(parameter.ParameterType, parameter.Name)),
        ];
        Expression called = Expression.Invoke(
            Expression.Constant(call),
            Expression.NewArrayInit(
                typeof(object),
                parameters.Select(parameter => Expression.Convert(parameter, typeof(object)))
            ),
            Expression.Constant(invoke.ReturnType, typeof(Type))
        );
        return Expression
            .Lambda(
                type,
                invoke.ReturnType == typeof(void)
                    ? called
                    : Expression.Convert(called, invoke.ReturnType),
                parameters
            )
            .Compile();
    }
}
