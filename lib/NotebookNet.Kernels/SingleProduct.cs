using System.Runtime.Intrinsics;

namespace NotebookNet.Kernels;

/// <summary>A product on one thread, on the widest vectors of the machine.</summary>
internal static class SingleProduct
{
    public static void Compute(in Product product)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<Vector512<double>, Operations512>.Compute(product);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BlockedProduct<Vector256<double>, Operations256>.Compute(product);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BlockedProduct<Vector128<double>, Operations128>.Compute(product);
        }
        else
        {
            BlockedProduct<double, OperationsScalar>.Compute(product);
        }
    }
}
