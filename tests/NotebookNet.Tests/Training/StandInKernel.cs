using System.Reflection;
using System.Reflection.Emit;

namespace NotebookNet.Tests.Training;

/// <summary>
/// An assembly that is called as .NET Interactive's is, and has the one class and the two properties that an interruption is found by. What
/// <c>Current</c> gives is each test's own.
/// </summary>
public static class StandInKernel
{
    private const string Name = "Microsoft.DotNet.Interactive";
    private static readonly AsyncLocal<Func<CancellationToken>?> s_token = new();
    private static readonly Lazy<Type> s_context = new(Make);

    /// <summary>Where the token of the cell under way comes from; <see langword="null"/> where none is.</summary>
    public static Func<CancellationToken>? Token
    {
        set
        {
            _ = s_context.Value;
            s_token.Value = value;
        }
    }

    /// <summary>What the class asks for.</summary>
    public static object? Current =>
        s_token.Value is null ? null : Activator.CreateInstance(s_context.Value);

    /// <summary>What the class asks for.</summary>
    public static CancellationToken CurrentToken => s_token.Value!();

    private static Type Make()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName(Name) { Version = new Version(1, 0) },
            AssemblyBuilderAccess.Run
        );
        TypeBuilder type = assembly
            .DefineDynamicModule(Name)
            .DefineType($"{Name}.KernelInvocationContext", TypeAttributes.Public);
        Property(type, "Current", MethodAttributes.Static, typeof(object), nameof(Current));
        Property(type, "CancellationToken", 0, typeof(CancellationToken), nameof(CurrentToken));
        return type.CreateType();
    }

    private static void Property(
        TypeBuilder type,
        string name,
        MethodAttributes kind,
        Type result,
        string from
    )
    {
        MethodBuilder getter = type.DefineMethod(
            $"get_{name}",
            MethodAttributes.Public | kind,
            result,
            Type.EmptyTypes
        );
        ILGenerator code = getter.GetILGenerator();
        code.Emit(OpCodes.Call, typeof(StandInKernel).GetProperty(from)!.GetMethod!);
        code.Emit(OpCodes.Ret);
        type.DefineProperty(name, PropertyAttributes.None, result, null).SetGetMethod(getter);
    }
}
