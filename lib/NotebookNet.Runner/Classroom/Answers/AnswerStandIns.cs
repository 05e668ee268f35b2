using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// Classes that stand for one which a student has written and the assignment does not know: they derive from the same base class,
/// and each method that the student has overridden asks the student's process.
/// </summary>
internal static class AnswerStandIns
{
    private const MethodAttributes Access =
        MethodAttributes.Public | MethodAttributes.Family | MethodAttributes.FamORAssem;

    private static readonly MethodInfo s_domain = typeof(AppDomain)
        .GetProperty(nameof(AppDomain.CurrentDomain))!
        .GetMethod!;

    private static readonly MethodInfo s_data = typeof(AppDomain).GetMethod(
        nameof(AppDomain.GetData)
    )!;

    private static readonly Type s_ask = typeof(Func<
        string,
        object?,
        string,
        object?[],
        Type,
        object?
    >);

    private static int s_count;

    /// <summary>Makes a class; null where the base class allows none.</summary>
    /// <param name="baseType">The base class.</param>
    /// <param name="overridden">The names of the methods that ask.</param>
    public static Type? Create(Type baseType, IReadOnlyCollection<string> overridden)
    {
        if (baseType is { IsVisible: false } or { IsSealed: true } or { IsInterface: true })
        {
            return null;
        }

        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(baseType.Assembly)!;
        using AssemblyLoadContext.ContextualReflectionScope scope =
            context.EnterContextualReflection();
        string name = Invariant($"StandIns{Interlocked.Increment(ref s_count)}");
        TypeBuilder type = AssemblyBuilder
            .DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(name)
            .DefineType("StandIn", TypeAttributes.Public, baseType);
        FieldBuilder remote = type.DefineField(
            AnswerRemote.Field,
            typeof(object),
            FieldAttributes.Public
        );
        // Nothing calls it: what stands for an object is filled field by field.
        type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [])
            .GetILGenerator()
            .ThrowException(typeof(NotSupportedException));
        foreach (
            MethodInfo method in baseType
                .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(method =>
                    method is { IsVirtual: true, IsFinal: false, IsGenericMethod: false }
                    && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
                    && overridden.Contains(method.Name)
                    // What equals what, a student's code does not decide.
                    && method.GetBaseDefinition().DeclaringType != typeof(object)
                    && method
                        .GetParameters()
                        .Append(method.ReturnParameter)
                        .All(one =>
                            one.ParameterType
                                is { IsByRef: false, IsByRefLike: false, IsPointer: false }
                        )
                )
        )
        {
            Override(type, method, remote);
        }

        try
        {
            return type.CreateType();
        }
        catch (TypeLoadException)
        {
            return null;
        }
    }

    private static void Override(TypeBuilder type, MethodInfo method, FieldInfo remote)
    {
        Type[] parameters = [.. method.GetParameters().Select(one => one.ParameterType)];
        MethodAttributes access = method.IsFamilyOrAssembly
            ? MethodAttributes.Family
            : method.Attributes & Access;
        ILGenerator code = type.DefineMethod(
                method.Name,
                access | MethodAttributes.Virtual | MethodAttributes.HideBySig,
                method.ReturnType,
                parameters
            )
            .GetILGenerator();
        code.Emit(OpCodes.Call, s_domain);
        code.Emit(OpCodes.Ldstr, AnswerAsker.Key);
        code.Emit(OpCodes.Callvirt, s_data);
        code.Emit(OpCodes.Castclass, s_ask);
        code.Emit(OpCodes.Ldstr, nameof(AnswerCall.Method));
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, remote);
        code.Emit(OpCodes.Ldstr, method.Name);
        code.Emit(OpCodes.Ldc_I4, parameters.Length);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (int i = 0; i < parameters.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg, (short)(i + 1));
            code.Emit(OpCodes.Box, parameters[i]);
            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Ldtoken, method.ReturnType);
        code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
        code.Emit(OpCodes.Callvirt, s_ask.GetMethod("Invoke")!);
        if (method.ReturnType == typeof(void))
        {
            code.Emit(OpCodes.Pop);
        }
        else
        {
            code.Emit(OpCodes.Unbox_Any, method.ReturnType);
        }

        code.Emit(OpCodes.Ret);
    }
}
