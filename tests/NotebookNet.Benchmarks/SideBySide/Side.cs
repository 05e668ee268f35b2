namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>One side of a comparison, and how its process is started.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="LossTolerance">How far its loss may be from NotebookNet's, relatively; null for float32, whose own spread decides.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its first arguments; those that every side takes follow.</param>
internal sealed record Side(
    string Name,
    double? LossTolerance,
    string FileName,
    params IReadOnlyList<string> Arguments
)
{
    public const string NumPy = "NumPy float64";

    private const double Float64Tolerance = 1e-9;

    /// <summary>NotebookNet, as this program in another process.</summary>
    public static Side NotebookNet { get; } = CreateNotebookNet();

    /// <summary>NumPy's side.</summary>
    public static Side CreateNumPy(string python) =>
        new(NumPy, Float64Tolerance, python, Script("numpy_side.py"));

    /// <summary>PyTorch's sides, in double precision and in single, its default.</summary>
    public static IReadOnlyList<Side> CreatePyTorch(string python) =>
        BothPrecisions("PyTorch", python, Script("torch_side.py"));

    /// <summary>TorchSharp's sides, in double precision and in single, its default.</summary>
    /// <param name="assembly">The built program.</param>
    public static IReadOnlyList<Side> CreateTorchSharp(string assembly) =>
        BothPrecisions("TorchSharp", "dotnet", assembly);

    private static Side[] BothPrecisions(string name, string program, string file) =>
        [
            new($"{name} float64", Float64Tolerance, program, file, "--dtype", "float64"),
            new($"{name} float32", null, program, file, "--dtype", "float32"),
        ];

    private static Side CreateNotebookNet()
    {
        // A published or built program is its own host; "dotnet X.dll" needs the assembly named again.
        string host = Environment.ProcessPath!;
        string[] arguments =
            Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? [typeof(Side).Assembly.Location, NotebookNetSide.Command]
                : [NotebookNetSide.Command];
        return new Side("NotebookNet", 0, host, arguments);
    }

    private static string Script(string name) =>
        Path.Combine(AppContext.BaseDirectory, "peers", name);
}
