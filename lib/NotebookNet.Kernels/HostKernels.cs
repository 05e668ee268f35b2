namespace NotebookNet.Kernels;

/// <summary>
/// Kernels that the host of the program brings, compiled, where .NET itself is interpreted: in a browser. They give the bits that ours give.
/// Anywhere else there are none.
/// </summary>
/// <remarks>
/// The host names them before the first kernel is used, each by its place in the table of functions, an
/// <see cref="int"/>: <see cref="AppContext.SetData"/>("NotebookNet.Kernels.multiply", 4711).
/// </remarks>
internal static unsafe class HostKernels
{
    private const string Prefix = "NotebookNet.Kernels.";

    /// <summary>Computes a <see cref="Product"/>, each sum as one chain; or null.</summary>
    public static readonly delegate* unmanaged<void*, void> Multiply = Find("multiply");

    private static delegate* unmanaged<void*, void> Find(string name) =>
        AppContext.GetData(Prefix + name) is int place and > 0
            ? (delegate* unmanaged<void*, void>)place
            : null;
}
