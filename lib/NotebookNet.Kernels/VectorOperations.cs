using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace NotebookNet.Kernels;

/// <summary>Eight doubles a register: AVX-512, 32 registers.</summary>
internal readonly unsafe struct Operations512 : IVectorOperations<Vector512<double>>
{
    public static int Count => 8;

    public static bool HasManyRegisters => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* destination) =>
        value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> FusedMultiplyAdd(
        Vector512<double> x,
        Vector512<double> y,
        Vector512<double> sum
    ) => Vector512.FusedMultiplyAdd(x, y, sum);
}

/// <summary>Four doubles a register: AVX2 with FMA, 16 registers.</summary>
internal readonly unsafe struct Operations256 : IVectorOperations<Vector256<double>>
{
    public static int Count => 4;

    public static bool HasManyRegisters => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double* destination) =>
        value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> FusedMultiplyAdd(
        Vector256<double> x,
        Vector256<double> y,
        Vector256<double> sum
    ) => Vector256.FusedMultiplyAdd(x, y, sum);
}

/// <summary>Two doubles a register: 32 registers on ARM64, 16 on x64, where the multiply-add without FMA is a function of the runtime.</summary>
internal readonly unsafe struct Operations128 : IVectorOperations<Vector128<double>>
{
    public static int Count => 2;

    public static bool HasManyRegisters => AdvSimd.Arm64.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(double* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> value, double* destination) =>
        value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Broadcast(double* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FusedMultiplyAdd(
        Vector128<double> x,
        Vector128<double> y,
        Vector128<double> sum
    ) => Vector128.FusedMultiplyAdd(x, y, sum);
}

/// <summary>One double: a machine without vector registers.</summary>
internal readonly unsafe struct OperationsScalar : IVectorOperations<double>
{
    public static int Count => 1;

    public static bool HasManyRegisters => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Load(double* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double value, double* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Broadcast(double* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double FusedMultiplyAdd(double x, double y, double sum) =>
        Math.FusedMultiplyAdd(x, y, sum);
}
