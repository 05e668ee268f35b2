using System.Reflection;
using System.Reflection.Emit;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>Reads the compiled library: what its signatures and its instructions name.</summary>
public class DependencyTests
{
    private const string Kernels = "NotebookNet.Kernels";

    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance;

    private static readonly Assembly s_library = typeof(MatrixProduct).Assembly;

    private static readonly Dictionary<int, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    [Fact]
    public void The_kernels_use_nothing_else_of_the_library()
    {
        Type[] kernels = [.. s_library.GetTypes().Where(type => type.Namespace == Kernels)];
        Assert.NotEmpty(kernels);
        Assert.Empty(kernels.SelectMany(OthersUsedBy).Distinct());
    }

    [Fact]
    public void What_the_rest_of_the_library_uses_is_found()
    {
        Assert.Contains(
            "NotebookNet.PixelSamples uses NotebookNet.ISamples",
            OthersUsedBy(typeof(PixelSamples))
        );
        Assert.Contains(
            "NotebookNet.Affine uses NotebookNet.LayerGuard",
            OthersUsedBy(typeof(Affine))
        );
    }

    /// <summary>The library's types outside the kernels that a type's declaration or code names.</summary>
    private static IEnumerable<string> OthersUsedBy(Type type) =>
        MembersNamedBy(type)
            .SelectMany(TypesIn)
            .Where(used => used.Assembly == s_library && used.Namespace != Kernels)
            .Select(used => $"{type.FullName} uses {used.FullName}");

    private static IEnumerable<MemberInfo> MembersNamedBy(Type type)
    {
        IEnumerable<MemberInfo?> named = [type.BaseType, .. type.GetInterfaces()];
        named = named.Concat(type.GetMembers(Declared).Where(member => member is not Type));
        foreach (MethodBase method in type.GetMembers(Declared).OfType<MethodBase>())
        {
            if (method.GetMethodBody() is { } body)
            {
                Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
                named = named
                    .Concat(body.LocalVariables.Select(variable => variable.LocalType))
                    .Concat(
                        Tokens(body.GetILAsByteArray()!)
                            .Select(token =>
                                type.Module.ResolveMember(
                                    token,
                                    type.GetGenericArguments(),
                                    ofMethod
                                )
                            )
                    );
            }
        }

        return named.OfType<MemberInfo>();
    }

    private static IEnumerable<Type> TypesIn(MemberInfo member) =>
        member switch
        {
            Type { HasElementType: true } type => TypesIn(type.GetElementType()!),
            Type { IsGenericParameter: true } type => type.GetGenericParameterConstraints()
                .Where(constraint => !constraint.IsGenericType)
                .SelectMany(TypesIn),
            Type type => type.GetGenericArguments()
                .Where(argument => !argument.IsGenericParameter)
                .SelectMany(TypesIn)
                .Append(type),
            FieldInfo field => TypesIn(field.DeclaringType!).Concat(TypesIn(field.FieldType)),
            MethodBase method => TypesIn(method.DeclaringType!)
                .Concat(method.GetParameters().SelectMany(value => TypesIn(value.ParameterType)))
                .Concat(method is MethodInfo { ReturnType: var result } ? TypesIn(result) : [])
                .Concat(
                    method.IsGenericMethod ? method.GetGenericArguments().SelectMany(TypesIn) : []
                ),
            _ => [],
        };

    /// <summary>The operands of a method's instructions that name a type, a method or a field (ECMA-335, partition III).</summary>
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (int at = 0; at < code.Length; )
        {
            int value = code[at++];
            OpCode instruction = s_opCodes[value == 0xFE ? (value << 8) | code[at++] : value];
            if (
                instruction.OperandType
                is OperandType.InlineMethod
                    or OperandType.InlineField
                    or OperandType.InlineType
                    or OperandType.InlineTok
            )
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget
                or OperandType.ShortInlineI
                or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
