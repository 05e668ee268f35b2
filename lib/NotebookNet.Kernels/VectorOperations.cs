using System.Numerics;
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

/// <summary>
/// The runtime's own width. Four doubles a register: AVX2 with FMA, 16 registers. Two: 32 registers on ARM64, 16 on x64, where
/// the multiply-add without FMA is a function of the runtime.
/// </summary>
internal readonly unsafe struct OwnWidthOperations : IVectorOperations<Vector<double>>
{
    public static int Count => Vector<double>.Count;

    public static bool HasManyRegisters => AdvSimd.Arm64.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Load(double* source) => Vector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<double> value, double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Broadcast(double* source) => Vector.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> FusedMultiplyAdd(
        Vector<double> x,
        Vector<double> y,
        Vector<double> sum
    ) => Vector.FusedMultiplyAdd(x, y, sum);
}
