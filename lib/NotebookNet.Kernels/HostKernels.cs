namespace NotebookNet.Kernels;

/// <summary>
/// Kernels that the host of the program brings, compiled, where .NET itself is interpreted: in a browser. They give the bits that ours give.
/// Anywhere else there are none, and each is null.
/// </summary>
/// <remarks>
/// The host names them before the first kernel is used, each by its place in the table of functions, an
/// <see cref="int"/>: <see cref="AppContext.SetData"/>("NotebookNet.Kernels.multiply", 4711).
/// </remarks>
internal static unsafe class HostKernels
{
    private const string Prefix = "NotebookNet.Kernels.";

    /// <summary>Computes a <see cref="Product"/>, each sum as one chain.</summary>
    public static readonly delegate* unmanaged<void*, void> Multiply = Find("multiply");

    /// <summary>Computes a <see cref="SoftmaxArguments"/>.</summary>
    public static readonly delegate* unmanaged<void*, void> Softmax = Find("softmax");

    /// <summary>Carries out a <see cref="GatherArguments"/>.</summary>
    public static readonly delegate* unmanaged<void*, void> Gather = Find("gather");

    // Those that follow take spans.
    public static readonly delegate* unmanaged<void*, void> Exp = Find("exp");
    public static readonly delegate* unmanaged<void*, void> Log = Find("log");
    public static readonly delegate* unmanaged<void*, void> Tanh = Find("tanh");
    public static readonly delegate* unmanaged<void*, void> Sigmoid = Find("sigmoid");

    /// <summary>to = y·(1 − x²).</summary>
    public static readonly delegate* unmanaged<void*, void> TanhBackward = Find("tanhBackward");

    /// <summary>to = a·x + y.</summary>
    public static readonly delegate* unmanaged<void*, void> AddScaled = Find("addScaled");

    /// <summary>to[0] = Σ xᵢyᵢ.</summary>
    public static readonly delegate* unmanaged<void*, void> Dot = Find("dot");

    /// <summary>to[0] = Σ (xᵢ − a)².</summary>
    public static readonly delegate* unmanaged<void*, void> SquaredDifferences = Find(
        "squaredDifferences"
    );

    /// <summary>Runs a kernel over spans, if there is one. One of x alone is given x for y too.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryRun(
        delegate* unmanaged<void*, void> kernel,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Span<double> to,
        double a = 0
    )
    {
        if (kernel == null)
        {
            return false;
        }

        VectorLoops.CheckLength(x.Length, y.Length);
        fixed (
            double* startX = x,
                startY = y,
                startTo = to
        )
        {
            SpanArguments arguments = new()
            {
                A = a,
                X = startX,
                Y = startY,
                To = startTo,
                Count = x.Length,
            };
            kernel(&arguments);
        }

        return true;
    }

    private static delegate* unmanaged<void*, void> Find(string name) =>
        AppContext.GetData(Prefix + name) is int place and > 0
            ? (delegate* unmanaged<void*, void>)place
            : null;

    /// <summary>Spans of so many elements, and a number; a sum has one element to go to.</summary>
    public struct SpanArguments
    {
        public double A;
        public double* X;
        public double* Y;
        public double* To;
        public int Count;
    }

    /// <summary>What <see cref="Reductions.Softmax"/> is given; maxima and the sums' logarithms may be null.</summary>
    public struct SoftmaxArguments
    {
        public double* Logits;
        public double* Probabilities;
        public double* Maxima;
        public double* LogSums;
        public int Rows;
        public int Columns;
    }

    /// <summary>What <see cref="PixelGather.Gather"/> is given.</summary>
    public struct GatherArguments
    {
        public byte* Pixels;
        public int Width;
        public int* Indices;
        public int Rows;
        public double* Values;
    }
}
