using System.Reflection;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace NotebookNet.Kernels;

/// <summary>
/// MathNet's own operators at the speed of the layers: after <see cref="Use"/>, products of dense <c>double</c> matrices and
/// vectors (<c>X * W</c>, <c>X.TransposeThisAndMultiply(Y)</c>, <c>X.TransposeAndMultiply(Y)</c>) run on the library's kernels and give the same bits
/// as the layers, on every machine.
/// </summary>
internal static class FastMatrixProducts
{
    /// <summary>
    /// Makes the library's kernels MathNet's for the whole process. Everything but products stays with the provider that is in
    /// use now; <see cref="LinearAlgebraControl.UseManaged"/> undoes it, a second call changes nothing.
    /// </summary>
    public static void Use()
    {
        if (LinearAlgebraControl.Provider is not Provider)
        {
            LinearAlgebraControl.Provider = Provider.Over(LinearAlgebraControl.Provider);
        }
    }

    /// <summary>
    /// MathNet's provider has 115 methods and its managed one is sealed, so a proxy takes out the products and hands on
    /// the rest. What that costs a call, a fraction of a microsecond, is little beside a product.
    /// </summary>
    internal class Provider : DispatchProxy
    {
        private static readonly MethodInfo s_multiply = MethodNamed(
            nameof(ILinearAlgebraProvider<>.MatrixMultiply)
        );
        private static readonly MethodInfo s_multiplyWithUpdate = MethodNamed(
            nameof(ILinearAlgebraProvider<>.MatrixMultiplyWithUpdate)
        );

        private ILinearAlgebraProvider _others = null!;

        public static ILinearAlgebraProvider Over(ILinearAlgebraProvider others)
        {
            ILinearAlgebraProvider proxy = Create<ILinearAlgebraProvider, Provider>();
            ((Provider)proxy)._others = others;
            return proxy;
        }

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            bool computed =
                targetMethod == s_multiply ? TryMultiply(false, false, args!)
                : targetMethod == s_multiplyWithUpdate
                && args is [Transpose ofA, Transpose ofB, 1.0, .. var factors, 0.0, var result]
                    ? TryMultiply(
                        ofA != Transpose.DontTranspose,
                        ofB != Transpose.DontTranspose,
                        [.. factors, result]
                    )
                : false;
            return computed
                ? null
                : targetMethod!.Invoke(_others, BindingFlags.DoNotWrapExceptions, null, args, null);
        }

        private static bool TryMultiply(bool transposeA, bool transposeB, object?[] args) =>
            args is [double[] a, int rowsA, int colsA, double[] b, int rowsB, int colsB, double[] c]
            && MatrixProduct.TryMultiply(
                new MatrixProduct.Factor(a, rowsA, colsA, transposeA),
                new MatrixProduct.Factor(b, rowsB, colsB, transposeB),
                c
            );

        private static MethodInfo MethodNamed(string name) =>
            typeof(ILinearAlgebraProvider<double>).GetMethod(name)!;
    }
}
